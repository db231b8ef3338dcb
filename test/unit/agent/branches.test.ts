// The session as a tree: rewind, edit, regenerate, fork and side questions send what is new to the right place in the chain, and lose nothing.

import assert from 'node:assert/strict';
import { everyTurn } from '../../../src/shared/branch.ts';
import { allTurns, outputText, type Transcript } from '../../../src/shared/transcript.ts';
import { calls, opens, says, writes } from '../../support/scriptedGemini.ts';
import { answer, lastTurn, seenEvent, sessionOver } from './harness.ts';
import { inBothModes } from './private.ts';

const prompt = (text: string) => ({ text, attachments: [] });
const shown = (transcript: Transcript) =>
  allTurns(transcript)
    .map(({ id }) => id)
    .join(' ');
const textsOf = (input: readonly unknown[]) =>
  input.map((step) => (step as { content: { text: string }[] }).content.map(({ text }) => text).join(''));

async function threeTurns(...more: Parameters<typeof sessionOver>[0]) {
  const all = sessionOver([says('v1_a', 'A'), says('v1_b', 'B'), says('v1_c', 'C'), ...more]);
  for (const text of ['one', 'two', 'three']) await all.session.send(prompt(text));
  return all;
}

inBothModes('rewind', () => {
  it('goes on from before the prompt with nothing sent again, and keeps what came after', async () => {
    const all = await threeTurns(says('v1_d', 'D'));
    assert.equal(all.session.rewind('t2'), true);
    assert.equal(shown(all.session.transcript), 't1');
    assert.equal(all.requests.length, 3);
    await all.session.send(prompt('other'));
    const { previousInteractionId, input } = all.requests[3]!;
    assert.equal(previousInteractionId, 'v1_a');
    assert.deepEqual(textsOf(input), ['other']);
    assert.equal(shown(all.session.transcript), 't1 t4');
    assert.deepEqual(
      all.session.transcript.others.map(({ id, interactions }) => [id, outputText(interactions)]),
      [
        ['t2', 'B'],
        ['t3', 'C'],
      ],
    );
  });

  it('goes back to before the first prompt, and begins a chain of its own there', async () => {
    const all = await threeTurns(says('v1_d', 'D'));
    all.session.rewind('t1');
    assert.equal(all.session.transcript.last, undefined);
    await all.session.send(prompt('anew'));
    assert.equal(all.requests[3]?.previousInteractionId, undefined);
    assert.deepEqual(textsOf(all.requests[3]!.input), ['anew']);
    assert.equal(everyTurn(all.session.transcript).length, 4);
  });

  it('is refused while a turn runs and for a turn that there is not', async () => {
    const all = sessionOver([says('v1_a', 'A'), [...opens('v1_b'), ...writes('B'), 'hang']]);
    await all.session.send(prompt('one'));
    assert.equal(all.session.rewind('t7'), false);
    const turn = all.session.send(prompt('two'));
    await seenEvent(all, 'step.delta', ({ delta }) => delta.text === 'B');
    assert.equal(all.session.rewind('t1'), false);
    assert.equal(all.session.choose('t1', 'here'), false);
    all.session.stop();
    await turn;
  });
});

inBothModes('edit and resend, regenerate, fork from here', () => {
  it('puts an edited prompt in the place of the old one', async () => {
    const all = await threeTurns(says('v1_d', 'D'), says('v1_e', 'E'));
    await all.session.fork('t2', prompt('two, better'));
    assert.equal(all.requests[3]?.previousInteractionId, 'v1_a');
    assert.equal(shown(all.session.transcript), 't1 t4');
    await all.session.send(prompt('on'));
    assert.equal(all.requests[4]?.previousInteractionId, 'v1_d');
  });

  it('asks the same again, also of another model, for that turn only', async () => {
    const all = await threeTurns(says('v1_d', 'D'), says('v1_e', 'E'));
    await all.session.regenerate('t3', 'gemini-4-carbon');
    const { model, previousInteractionId, input } = all.requests[3]!;
    assert.deepEqual([model, previousInteractionId, ...textsOf(input)], ['gemini-4-carbon', 'v1_b', 'three']);
    assert.equal(lastTurn(all.session).model, 'gemini-4-carbon');
    await all.session.regenerate('t3');
    assert.equal(all.requests[4]?.model, 'gemini-3.8-flash');
    assert.equal(shown(all.session.transcript), 't1 t2 t5');
  });

  it('goes on from any answer, and comes back to the branch that was left', async () => {
    const all = await threeTurns(says('v1_d', 'D'), says('v1_e', 'E'));
    all.session.choose('t1', 'here');
    await all.session.send(prompt('fork'));
    assert.equal(all.requests[3]?.previousInteractionId, 'v1_a');
    all.session.choose('t2');
    assert.equal(shown(all.session.transcript), 't1 t2 t3');
    await all.session.send(prompt('on'));
    assert.equal(all.requests[4]?.previousInteractionId, 'v1_c');
  });

  it('sends the steps of the shown branch and no other where nothing is stored', async () => {
    const scripts = ['A', 'B', 'C', 'D'].map((text) => says('', text));
    const all = sessionOver(scripts, { settings: { store: false } });
    for (const text of ['one', 'two', 'three']) await all.session.send(prompt(text));
    await all.session.fork('t2', prompt('instead'));
    const { input, previousInteractionId } = all.requests[3]!;
    assert.equal(previousInteractionId, undefined);
    assert.deepEqual(
      input.filter(({ type }) => type !== 'thought').flatMap((step) => textsOf([step])),
      ['one', 'A', 'instead'],
    );
  });

  it('forgets which files the model had read on another branch', async () => {
    const edit = {
      id: 'e',
      name: 'apply_edit',
      arguments: { path: 'a.txt', edits: [{ old_text: 'one', new_text: 'two' }] },
    };
    const read = { id: 'r', name: 'read_file', arguments: { path: 'a.txt' } };
    const all = sessionOver([calls('v1_a', read), says('v1_b', 'Read'), calls('v1_c', edit), says('v1_d', 'Done')], {
      files: { 'a.txt': 'one' },
      settings: { allowEdits: true },
    });
    await all.session.send(prompt('read it'));
    all.memory.files.set('a.txt', 'one, and more');
    await all.session.fork('t1', prompt('change it'));
    assert.equal(all.memory.files.get('a.txt'), 'two, and more');
  });
});

inBothModes('a side question', () => {
  it('branches off, offers no change, and leaves the main line as it was', async () => {
    const all = await threeTurns(says('v1_s', 'Side'), says('v1_s2', 'Side 2'), says('v1_d', 'D'));
    await all.session.send({ ...prompt('by the way'), side: true });
    const { previousInteractionId, tools } = all.requests[3]!;
    assert.equal(previousInteractionId, 'v1_c');
    assert.equal(
      tools.some((tool) => 'name' in tool && /edit|create/.test(String(tool.name))),
      false,
    );
    assert.equal(answer(all.session), 'Side');
    await all.session.send({ ...prompt('and also'), side: true });
    assert.equal(all.requests[4]?.previousInteractionId, 'v1_s');
    await all.session.send(prompt('four'));
    assert.equal(all.requests[5]?.previousInteractionId, 'v1_c');
    assert.equal(shown(all.session.transcript), 't1 t2 t3 t6');
    assert.equal(
      all.session.transcript.others.every(({ side }) => side),
      true,
    );
  });
});

inBothModes('a stored tree', () => {
  it('opens with the branch that was shown, and goes on there', async () => {
    const all = await threeTurns(says('v1_d', 'D'));
    await all.session.fork('t2', prompt('instead'));
    all.session.choose('t3');
    const again = sessionOver([says('v1_e', 'E')], { events: all.stored });
    assert.deepEqual(
      JSON.parse(JSON.stringify(again.session.transcript)),
      JSON.parse(JSON.stringify(all.session.transcript)),
    );
    await again.session.send(prompt('on'));
    assert.equal(again.requests[0]?.previousInteractionId, 'v1_c');
    assert.equal(lastTurn(again.session).id, 't5');
  });

  it('opens what was written before there were branches', async () => {
    const all = await threeTurns();
    const old = all.stored.map((event) => {
      if (event.type !== 'prompt.sent') return event;
      const { parent: _, ...rest } = event;
      return rest;
    });
    const again = sessionOver([says('v1_e', 'E')], { events: old });
    assert.equal(shown(again.session.transcript), 't1 t2 t3');
    again.session.rewind('t3');
    await again.session.send(prompt('on'));
    assert.equal(again.requests[0]?.previousInteractionId, 'v1_b');
  });

  it('names no turn twice where a damaged log lost one', async () => {
    const all = await threeTurns();
    const again = sessionOver([says('v1_e', 'E')], {
      events: all.stored.filter((event) => !('turn' in event && event.turn === 't2')),
    });
    await again.session.send(prompt('on'));
    assert.equal(lastTurn(again.session).id, 't4');
  });
});
