// The page's reducer: order of messages, loss and recovery, what is announced.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { foldAll } from '../../../src/shared/fold.ts';
import type { HostState, Update } from '../../../src/shared/messages.ts';
import { snapshot, snapshotBefore } from '../../../src/shared/snapshot.ts';
import { allTurns, outputText } from '../../../src/shared/transcript.ts';
import { announcement, firstState, type PageState, receive, waitingApprovals } from '../../../src/webview/state.ts';

const host: HostState = {
  model: 'm',
  models: [],
  trusted: true,
  hasFolder: true,
  busy: false,
  attachments: [],
  draft: '',
};

const prompt: SessionEvent[] = [
  { type: 'session.created', id: 's', at: 1 },
  { type: 'prompt.sent', turn: 't', at: 1, text: 'hi', attachments: [], model: 'm' },
  { type: 'interaction.requested', turn: 't', interaction: 'i', at: 1, model: 'm', stored: true, input: [] },
];
const text = (piece: string): SessionEvent => ({
  type: 'step.delta',
  interaction: 'i',
  index: 0,
  delta: { type: 'text', text: piece },
});
const call = { type: 'function_call' as const, id: 'c', name: 'x', arguments: {} };
const asked: SessionEvent[] = [
  { type: 'call.received', interaction: 'i', call, title: 'Edit a', effect: 'edit' },
  { type: 'approval.requested', call: 'c', approval: { tool: 'x', title: 'Edit a.ts', always: false, changes: [] } },
];

const all = (updates: readonly Update[]): PageState => updates.reduce(receive, firstState);
const opening: Update = { type: 'transcript', seq: 0, session: 's', events: prompt, state: host };
const shown = ({ transcript }: PageState) => outputText(transcript.last?.interactions ?? []);

describe('webview state', () => {
  it('folds a transcript and what follows it', () => {
    const state = all([
      opening,
      { type: 'events', seq: 1, events: [text('a')] },
      { type: 'events', seq: 2, events: [text('b')] },
    ]);
    assert.equal(shown(state), 'ab');
    assert.deepEqual([state.next, state.lost], [3, false]);
  });

  it('puts the turns before the first it has in their place, counts those that are left, and goes on with a growing answer', () => {
    const session = foldAll(
      ['t1', 't2', 't3'].flatMap((turn) => prompt.slice(1).map((event) => ({ ...event, turn, interaction: turn }))),
    );
    const growing = { ...text('a'), interaction: 't3' } as SessionEvent;
    const state = all([
      { ...opening, events: snapshot(session, 1), earlier: 2 },
      { type: 'events', seq: 1, events: [growing] },
      { type: 'earlier', seq: 2, turn: 't3', ...snapshotBefore(session, 't3', 1)! },
      { type: 'earlier', seq: 3, turn: 't3', events: snapshot(session), earlier: 0 },
      { type: 'more', seq: 4, text: 'b' },
    ]);
    assert.deepEqual(
      allTurns(state.transcript).map(({ id }) => id),
      ['t2', 't3'],
    );
    assert.deepEqual([state.earlier, shown(state), state.lost], [1, 'ab', false]);
  });

  it('takes nothing after a gap until a transcript comes, whatever its number', () => {
    const lost = all([
      opening,
      { type: 'events', seq: 2, events: [text('b')] },
      { type: 'events', seq: 3, events: [text('c')] },
    ]);
    assert.deepEqual([shown(lost), lost.lost], ['', true]);
    const found = receive(lost, {
      type: 'transcript',
      seq: 9,
      session: 's',
      events: [...prompt, text('abc')],
      state: host,
    });
    const more = receive(found, { type: 'events', seq: 10, events: [text('d')] });
    assert.deepEqual([shown(more), more.lost], ['abcd', false]);
  });

  it('shows the text in order or knows that it is lost, whichever messages are dropped, doubled or swapped', () => {
    const pieces = [...'abcdefgh'];
    const updates = pieces.map((piece, i): Update => ({ type: 'events', seq: i + 1, events: [text(piece)] }));
    fc.assert(
      fc.property(fc.array(fc.nat(updates.length - 1), { maxLength: 12 }), (order) => {
        const state = all([opening, ...order.map((i) => updates[i]!)]);
        assert.ok('abcdefgh'.startsWith(shown(state)));
        const inOrder = order.every((value, i) => value === i);
        assert.equal(state.lost, !inOrder);
      }),
    );
  });

  it('keeps the sound of what is still being read when another session comes, and no other', () => {
    const reading = { id: 'r', title: 'hi', step: '', ready: true };
    const sound = { type: 'sound', seq: 1, id: 'r', mimeType: 'audio/wav', data: 'UklGRg==' } as const;
    const heard = all([{ ...opening, state: { ...host, reading } } as Update, sound]);
    const next = (state: HostState) => receive(heard, { type: 'transcript', seq: 9, session: 'n', events: [], state });
    assert.equal(next({ ...host, reading }).sound, sound);
    assert.equal(next({ ...host, reading: { ...reading, id: 'other' } }).sound, undefined);
    assert.equal(next(host).sound, undefined);
  });

  it('replaces the host state and counts wishes for the focus', () => {
    const state = all([
      opening,
      { type: 'state', seq: 1, state: { ...host, busy: true } },
      { type: 'focus_prompt', seq: 2 },
    ]);
    assert.deepEqual([state.host?.busy, state.focus], [true, 1]);
  });

  it('announces an approval and an end once, and nothing of a session that was just loaded', () => {
    const loaded = all([opening]);
    assert.equal(announcement(firstState.transcript, loaded.transcript), undefined);
    const asks = receive(loaded, { type: 'events', seq: 1, events: asked });
    assert.deepEqual(announcement(loaded.transcript, asks.transcript), { kind: 'approval', detail: 'Edit a.ts' });
    assert.deepEqual(waitingApprovals(asks.transcript), [{ id: 'c', title: 'Edit a.ts' }]);
    const more = receive(asks, { type: 'events', seq: 2, events: [text('x')] });
    assert.equal(announcement(asks.transcript, more.transcript), undefined);
    const ended = receive(more, {
      type: 'events',
      seq: 3,
      events: [{ type: 'turn.completed', turn: 't', at: 2, outcome: 'completed' }],
    });
    assert.deepEqual(announcement(more.transcript, ended.transcript), { kind: 'answered', detail: '' });
    assert.deepEqual(waitingApprovals(ended.transcript), []);
  });
});
