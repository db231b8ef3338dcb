// Summing up: the next request stands on the summary alone, both ways of keeping a conversation; edited, undone, forked before it, and asked for when full.

import assert from 'node:assert/strict';
import { foldAll } from '../../../src/shared/fold.ts';
import { allTurns } from '../../../src/shared/transcript.ts';
import { calls, ends, fails, opens, says, writes } from '../../support/scriptedGemini.ts';
import { answer, lastTurn, seenEvent, sessionOver, states } from './harness.ts';
import { inBothModes } from './private.ts';

const prompt = (text: string) => ({ text, attachments: [] });
const summary = {
  goal: 'Build a boat',
  done: ['Chose oak'],
  inProgress: ['The keel'],
  files: ['boat.ts: the hull'],
  next: ['The mast'],
};
const summed = JSON.stringify(summary);
const other = { ...summary, goal: 'Build a raft' };
const textOf = (step: unknown) => (step as { content: { text: string }[] }).content.map(({ text }) => text).join('');
const full = { window: 1_000, compaction: 'ask' } as const;

/** An answer whose usage says how much was read. */
function says950(id: string, text: string) {
  const usage = { total_tokens: 950, total_input_tokens: 940, total_output_tokens: 10 };
  return [...says(id, text).slice(0, -1), { ...ends(id, 'completed'), usage } as ReturnType<typeof ends>];
}

describe('summing up', () => {
  it('on a chain: asked on the chain, stored nowhere; the next request is a root of its own that carries the summary', async () => {
    const { session, requests } = sessionOver([
      says('v1_a', 'A'),
      says('v1_b', 'B'),
      says('v1_s', summed),
      says('v1_c', 'C'),
      says('v1_d', 'D'),
    ]);
    await session.send(prompt('one'));
    await session.send(prompt('two'));
    assert.equal(await session.compactions.make(), true);
    await session.send(prompt('three'));
    await session.send(prompt('four'));
    const [, , asked, root, next] = requests;
    assert.equal(asked?.previousInteractionId, 'v1_b');
    assert.equal(asked?.store, false);
    assert.deepEqual(asked?.tools, []);
    assert.equal(asked?.input.length, 1);
    assert.equal((asked!.responseFormat as { mime_type: string }).mime_type, 'application/json');
    assert.equal(root?.previousInteractionId, undefined);
    assert.equal(root?.input.length, 2);
    for (const part of ['Build a boat', '- Chose oak', '- The keel', '- boat.ts: the hull', '- The mast'])
      assert.ok(textOf(root?.input[0]).includes(part), part);
    assert.equal(textOf(root?.input[1]), 'three');
    assert.equal(next?.previousInteractionId, 'v1_c');
    assert.equal(next?.input.length, 1);
    assert.deepEqual(
      allTurns(session.transcript).map(({ prompt: { text } }) => text),
      ['one', 'two', 'three', 'four'],
    );
  });

  it('in Private: replaced steps, and what comes after them with every signature', async () => {
    const { session, requests } = sessionOver([says('', 'A'), says('', summed), says('', 'C'), says('', 'D')], {
      settings: { store: false },
    });
    await session.send(prompt('one'));
    await session.compactions.make();
    await session.send(prompt('two'));
    await session.send(prompt('three'));
    assert.deepEqual(
      requests[1]?.input.map(({ type }) => type),
      ['user_input', 'thought', 'model_output', 'user_input'],
    );
    assert.deepEqual(
      requests[3]?.input.map(({ type }) => type),
      ['user_input', 'user_input', 'thought', 'model_output', 'user_input'],
    );
    assert.equal((requests[3]!.input[2] as { signature?: string }).signature, 'c2ln');
    assert.ok(textOf(requests[3]?.input[0]).includes('Build a boat'));
    assert.equal(JSON.stringify(requests[3]?.input).includes('"one"'), false);
  });

  it('a lost chain is rebuilt from the summary and what came after it', async () => {
    const { session, requests } = sessionOver([
      says('v1_a', 'A'),
      says('v1_s', summed),
      says('v1_b', 'B'),
      [fails('chain_lost')],
      says('v1_c', 'C'),
    ]);
    await session.send(prompt('one'));
    await session.compactions.make();
    await session.send(prompt('two'));
    await session.send(prompt('three'));
    assert.equal(requests[3]?.previousInteractionId, 'v1_b');
    assert.deepEqual(
      requests[4]?.input.map(({ type }) => type),
      ['user_input', 'user_input', 'thought', 'model_output', 'user_input'],
    );
    assert.ok(textOf(requests[4]?.input[0]).includes('Build a boat'));
    assert.equal(answer(session), 'C');
  });

  it('a service that takes no unstored request on its chain gets what was said', async () => {
    const { session, requests } = sessionOver([says('v1_a', 'A'), [fails('invalid_request')], says('', summed)]);
    await session.send(prompt('one'));
    assert.equal(await session.compactions.make(), true);
    assert.equal(requests[2]?.previousInteractionId, undefined);
    assert.deepEqual(
      requests[2]?.input.map(({ type }) => type),
      ['user_input', 'thought', 'model_output', 'user_input'],
    );
  });

  it('a failure, a useless answer and a stop leave the conversation as it is', async () => {
    const { session, requests, seen } = sessionOver([
      says('v1_a', 'A'),
      [fails('overloaded')],
      says('', 'no JSON'),
      [...opens(''), 'hang'],
      says('v1_b', 'B'),
    ]);
    await session.send(prompt('one'));
    await assert.rejects(session.compactions.make(), /overloaded/);
    await assert.rejects(session.compactions.make(), /no summary that can be used/);
    const stopped = session.compactions.make();
    assert.equal(session.busy, true);
    session.stop();
    assert.equal(session.busy, false);
    await assert.rejects(stopped);
    await session.send(prompt('two'));
    assert.equal(requests[4]?.previousInteractionId, 'v1_a');
    assert.equal(
      seen.some(({ type }) => type === 'conversation.compacted'),
      false,
    );
  });

  it('nothing is asked where nothing was said, nor twice for the same', async () => {
    const { session, requests } = sessionOver([says('v1_a', 'A'), says('', summed)]);
    assert.equal(await session.compactions.make(), false);
    await session.send(prompt('one'));
    assert.equal(await session.compactions.make(), true);
    assert.equal(await session.compactions.make(), false);
    assert.equal(requests.length, 2);
  });
});

inBothModes('a summary', (mode) => {
  async function compacted(...more: Parameters<typeof sessionOver>[0]) {
    const all = sessionOver([says('v1_a', 'A'), says('v1_b', 'B'), ...more]);
    await all.session.send(prompt('one'));
    await all.session.send(prompt('two'));
    all.session.compactions.edit('c1', other);
    await all.session.compactions.make();
    return all;
  }

  it('counts in the words of the person once they changed it', async () => {
    const { session, requests } = await compacted(says('', summed), says('v1_c', 'C'), says('v1_d', 'D'));
    await session.send(prompt('three'));
    session.compactions.edit('c1', other);
    await session.send(prompt('four'));
    const steps = requests[4]!.input;
    assert.equal(requests[4]!.previousInteractionId, undefined);
    assert.ok(textOf(steps[0]).includes('Build a raft'));
    assert.deepEqual(
      steps.map(({ type }) => type),
      ['user_input', 'user_input', 'thought', 'model_output', 'user_input'],
    );
  });

  it('taken back at once: the chain goes on as if it had never been', async () => {
    const { session, requests } = await compacted(says('', summed), says('v1_c', 'C'));
    session.compactions.undo('c1', true);
    await session.send(prompt('three'));
    assert.equal(requests[3]!.previousInteractionId, 'v1_b');
    assert.equal(requests[3]!.input.length, 1);
  });

  it('taken back later: everything goes out as it was said, in order', async () => {
    const { session, requests } = await compacted(says('', summed), says('v1_c', 'C'), says('v1_d', 'D'));
    await session.send(prompt('three'));
    session.compactions.undo('c1', true);
    await session.send(prompt('four'));
    const { previousInteractionId, input } = requests[4]!;
    // Shown as chained in Private: all before it is what the service was told up to the second answer.
    assert.equal(previousInteractionId, mode === 'stored' ? undefined : 'v1_b');
    const said = input.filter(({ type }) => type === 'user_input').map(textOf);
    assert.deepEqual(said, [...(mode === 'stored' ? ['one', 'two'] : []), 'three', 'four']);
    session.compactions.undo('c1', false);
    assert.equal(session.transcript.turns[1]?.compactions?.[0]?.undone, undefined);
  });

  it('does not count on a branch from before it, and that branch sends nothing again', async () => {
    const { session, requests } = await compacted(says('', summed), says('v1_c', 'C'));
    session.choose('t1', 'here');
    await session.send(prompt('another two'));
    assert.equal(requests[3]!.previousInteractionId, 'v1_a');
    assert.equal(requests[3]!.input.length, 1);
  });

  it('is there again after a reload, and the chain on it goes on', async () => {
    const { session, stored } = await compacted(says('', summed), says('v1_c', 'C'));
    await session.send(prompt('three'));
    await session.flush();
    assert.deepEqual(foldAll(stored).turns[1]?.compactions, session.transcript.turns[1]?.compactions);
    const again = sessionOver([says('v1_d', 'D')], { events: stored });
    await again.session.send(prompt('four'));
    const [request] = again.requests;
    if (request?.store) assert.equal(request.previousInteractionId, 'v1_c');
    else assert.ok(textOf(request?.input[0]).includes('Build a boat'));
  });
});

inBothModes('a window that nears its end', () => {
  it('is asked about before the prompt goes out; with a summary the turn goes on', async () => {
    const { session, requests } = sessionOver([says950('v1_a', 'A'), says('', summed), says('v1_b', 'B')], {
      settings: full,
    });
    await session.send(prompt('one'));
    await session.send(prompt('two'));
    assert.deepEqual(states(session), ['completed', 'asking']);
    assert.equal(lastTurn(session).question?.kind, 'window');
    assert.equal(requests.length, 1);
    await session.compactions.make();
    await session.resume('t2', 'continue');
    assert.equal(requests[2]?.previousInteractionId, undefined);
    assert.deepEqual(requests[2]?.input.slice(1).map(textOf), ['two']);
    assert.equal(answer(session), 'B');
  });

  it('goes on without one when the person says so, and is not asked about again at once', async () => {
    const { session, requests } = sessionOver([says950('v1_a', 'A'), says950('v1_b', 'B'), says('v1_c', 'C')], {
      settings: full,
    });
    await session.send(prompt('one'));
    await session.send(prompt('two'));
    await session.resume('t2', 'continue');
    assert.equal(requests[1]?.previousInteractionId, 'v1_a');
    await session.send(prompt('three'));
    assert.deepEqual(states(session), ['completed', 'completed', 'completed']);
  });

  it('where the person wants it: summed up in the middle of a turn, whose calls are answered in the summary', async () => {
    const read = { id: 'k1', name: 'read_file', arguments: { path: 'a.txt' } };
    const usage = { total_tokens: 950, total_input_tokens: 950, total_output_tokens: 0 };
    const call = calls('v1_a', read);
    const reads = [...call.slice(0, -1), { ...ends('v1_a', 'requires_action'), usage } as (typeof call)[number]];
    const all = sessionOver([reads, says('', summed), says('v1_b', 'B')], {
      settings: { window: 1_000, compaction: 'auto' },
      files: { 'a.txt': 'hello\n' },
    });
    const compacting = seenEvent(all, 'activity.updated', ({ activity }) => activity?.kind === 'compacting');
    await all.session.send(prompt('one'));
    await compacting;
    const [, asked, root] = all.requests;
    assert.equal(asked?.previousInteractionId, 'v1_a');
    assert.deepEqual(
      asked?.input.map(({ type }) => type),
      ['function_result', 'user_input'],
    );
    assert.deepEqual(
      root?.input.map(({ type }) => type),
      ['user_input', 'user_input'],
    );
    assert.equal(lastTurn(all.session).compactions?.[0]?.through, 1);
    assert.equal(answer(all.session), 'B');
  });

  it('is not seen in a report of more than the model takes: that sums up several requests', async () => {
    const usage = { total_tokens: 1_950, total_input_tokens: 1_940, total_output_tokens: 10 };
    const several = [...says('v1_a', 'A').slice(0, -1), { ...ends('v1_a', 'completed'), usage }] as ReturnType<
      typeof says
    >;
    const { session } = sessionOver([several, says('v1_b', 'B')], { settings: full });
    await session.send(prompt('one'));
    await session.send(prompt('two'));
    assert.deepEqual(states(session), ['completed', 'completed']);
  });

  it('is left alone where that is the setting, and where nobody knows the window', async () => {
    for (const settings of [{ window: 1_000, compaction: 'off' } as const, {}]) {
      const { session } = sessionOver(
        [says950('v1_a', 'A'), [...opens('v1_b'), ...writes('B'), ends('v1_b', 'completed')]],
        {
          settings,
        },
      );
      await session.send(prompt('one'));
      await session.send(prompt('two'));
      assert.deepEqual(states(session), ['completed', 'completed']);
    }
  });
});
