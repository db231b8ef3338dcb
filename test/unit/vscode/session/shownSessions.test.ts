// Pages that show sessions: one queue and one ear a session, however many pages show it.

import assert from 'node:assert/strict';
import type { Session } from '../../../../src/agent/session.ts';
import type { SessionEvent } from '../../../../src/shared/events.ts';
import { ShownSessions } from '../../../../src/vscode/session/shownSessions.ts';

function sessionOf(id: string) {
  const listeners = new Set<(event: SessionEvent) => void>();
  const sent: string[] = [];
  const state = { busy: false };
  const session = {
    id,
    get busy() {
      return state.busy;
    },
    send: ({ text }: { text: string }) => {
      sent.push(text);
      state.busy = true;
    },
    onEvent(listener: (event: SessionEvent) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Session;
  const end = async () => {
    state.busy = false;
    for (const listener of listeners) listener({ type: 'turn.completed', turn: 't', at: 1, outcome: 'completed' });
    await Promise.resolve();
  };
  return { session, sent, end, listeners };
}

describe('shown sessions', () => {
  const world = () => {
    const heard: string[] = [];
    const stored = new Map<string, unknown>();
    const memento = {
      get: <T>(key: string, fallback: T) => (stored.get(key) as T | undefined) ?? fallback,
      update: (key: string, value: unknown) => stored.set(key, value),
    };
    const shown = new ShownSessions({
      memento,
      happened: ({ id }, { type }) => heard.push(`${id} ${type}`),
      changed() {},
    });
    return { shown, heard };
  };
  const ask = (text: string) => ({ text, attachments: [] });

  it('hear an event once and send a queued prompt once, with two pages', async () => {
    const { shown, heard } = world();
    const { session, sent, end } = sessionOf('a');
    shown.enter(session);
    shown.enter(session);
    for (const text of ['one', 'two']) shown.queue(session).send(ask(text));
    assert.deepEqual(sent, ['one']);
    await end();
    assert.deepEqual([sent, heard], [['one', 'two'], ['a turn.completed']]);
  });

  it('are left with their last page, and keep their queue until then', async () => {
    const { shown, heard } = world();
    const { session, end, listeners } = sessionOf('a');
    shown.enter(session);
    shown.enter(session);
    const queue = shown.queue(session);
    assert.equal(shown.leave(session), false);
    assert.equal(shown.queue(session), queue);
    assert.deepEqual(shown.all, [session]);
    assert.equal(shown.leave(session), true);
    assert.deepEqual([shown.all.length, listeners.size], [0, 0]);
    await end();
    assert.deepEqual(heard, []);
  });

  it('have a queue of nothing for a page whose session is not read yet', () => {
    const { shown } = world();
    assert.deepEqual(shown.queue(undefined).prompts, []);
    assert.equal(shown.queue(undefined).held, false);
  });
});
