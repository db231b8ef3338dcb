// The tree of turns: which branch is shown, what is kept beside it, and what an event may cost.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alternatives, endOf, everyTurn, followers, mainEnd } from '../../../src/shared/branch.ts';
import type { EventOf, SessionEvent } from '../../../src/shared/events.ts';
import { fold, foldAll } from '../../../src/shared/fold.ts';
import { snapshot } from '../../../src/shared/snapshot.ts';
import { allTurns, type Transcript } from '../../../src/shared/transcript.ts';
import { sessionEvents } from './events.ts';

const sent = (turn: string, more: Partial<EventOf<'prompt.sent'>> = {}): SessionEvent => ({
  type: 'prompt.sent',
  turn,
  at: 0,
  text: turn,
  attachments: [],
  model: 'm',
  ...more,
});
const chosen = (turn: string): SessionEvent => ({ type: 'branch.chosen', turn });
const ids = (turns: readonly { readonly id: string }[]) => turns.map(({ id }) => id).join(' ');
const shown = (transcript: Transcript) => ids(allTurns(transcript));
const turnOf = (transcript: Transcript, id: string) => everyTurn(transcript).find((turn) => turn.id === id)!;

/** t1 – t2 – t3, then t4 instead of t2, t5 behind it. */
const tree = [sent('t1'), sent('t2'), sent('t3'), sent('t4', { parent: 't1' }), sent('t5')];

describe('the tree of turns', () => {
  it('shows a prompt that follows an earlier turn, and keeps what came after that one', () => {
    const transcript = foldAll(tree);
    assert.equal(shown(transcript), 't1 t4 t5');
    assert.equal(ids(transcript.others), 't2 t3');
    assert.equal(transcript.last?.parent, 't4');
  });

  it('shows the branch that is chosen, up to the turn that is named, and nothing for none', () => {
    assert.equal(shown(foldAll([...tree, chosen('t3')])), 't1 t2 t3');
    assert.equal(shown(foldAll([...tree, chosen('t4')])), 't1 t4');
    const none = foldAll([...tree, chosen('')]);
    assert.equal(none.last, undefined);
    assert.equal(ids(none.others), 't1 t2 t3 t4 t5');
    assert.equal(shown(fold(none, sent('t6'))), 't6');
    assert.equal(shown(foldAll([...tree, chosen('t9')])), 't1 t4 t5');
  });

  it('says what can be chosen at a place, and where a branch ends', () => {
    const transcript = foldAll([...tree, sent('b', { parent: 't1', side: true }), chosen('t5')]);
    assert.equal(ids(alternatives(transcript, turnOf(transcript, 't4'))), 't2 t4');
    assert.equal(ids(followers(transcript, 't1')), 't2 t4 b');
    assert.equal(endOf(transcript, turnOf(transcript, 't2')).id, 't3');
    assert.equal(endOf(transcript, turnOf(transcript, 't1')).id, 't5');
    assert.equal(endOf(transcript, turnOf(transcript, 'b')).id, 'b');
  });

  it('lets the next prompt follow what was before a side question', () => {
    const transcript = foldAll([sent('t1'), sent('t2', { side: true }), sent('t3', { side: true })]);
    assert.equal(shown(transcript), 't1 t2 t3');
    assert.equal(mainEnd(transcript), 't1');
  });

  it('gives a page the newest turns and what is beside them', () => {
    const transcript = foldAll([...tree, sent('t6', { parent: 't5' }), sent('t7', { parent: 't4' }), chosen('t6')]);
    const page = foldAll(snapshot(transcript, 2));
    assert.equal(shown(page), 't5 t6');
    assert.equal(ids(page.others), 't7');
    assert.equal(ids(alternatives(page, page.turns[0]!)), 't5 t7');
    assert.equal(shown(foldAll(snapshot(foldAll([...tree, chosen('')]), 2))), '');
  });

  it('has each turn once, on the shown branch or beside it, each behind its parent', () => {
    fc.assert(
      fc.property(sessionEvents, (events) => {
        const transcript = foldAll(events);
        const prompts = events.filter(({ type }) => type === 'prompt.sent');
        assert.equal(
          ids(everyTurn(transcript)),
          ids(prompts.map((event) => ({ id: (event as { turn: string }).turn }))),
        );
        const path = allTurns(transcript);
        for (const [at, turn] of path.entries()) if (at > 0) assert.equal(turn.parent, path[at - 1]!.id);
      }),
    );
  });

  it('touches nothing but the last turn while an answer comes, however many branches there are', () => {
    const wide = foldAll([...Array.from({ length: 300 }, (_, at) => sent(`w${at}`, at % 2 ? { parent: '' } : {}))]);
    const open = fold(wide, {
      type: 'interaction.requested',
      turn: 'w299',
      interaction: 'i',
      at: 0,
      model: 'm',
      stored: true,
      input: [],
    });
    const after = fold(open, { type: 'step.delta', interaction: 'i', index: 0, delta: { type: 'text', text: 'a' } });
    assert.equal(after.turns, wide.turns);
    assert.equal(after.others, wide.others);
  });
});
