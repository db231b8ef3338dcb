// The delta of problems, and how a turn tells it: against the file before the turn, later than the change, never in its way.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { problemsDelta } from '../../../../src/agent/calls/problemsDelta.ts';
import { TurnProblems } from '../../../../src/agent/calls/turnProblems.ts';
import type { Problem, Workspace } from '../../../../src/agent/workspace.ts';
import type { Judged } from '../../../../src/gate/judged.ts';
import type { SessionEvent } from '../../../../src/shared/events.ts';

const problem = (message: string, line = 1, severity: Problem['severity'] = 'error'): Problem => ({
  path: 'a.ts',
  line,
  column: 1,
  severity,
  message,
});

describe('problemsDelta', () => {
  it('counts what is gone and what came, not what moved', () => {
    assert.deepEqual(
      problemsDelta([problem('a', 1), problem('b', 2), problem('c', 3)], [problem('b', 40), problem('d', 2)]),
      { fixed: 2, added: 1 },
    );
    assert.deepEqual(problemsDelta([problem('a')], [problem('a', 9)]), { fixed: 0, added: 0 });
  });

  it('tells two problems of one message apart by their number', () => {
    assert.deepEqual(problemsDelta([problem('a', 1), problem('a', 2), problem('a', 3)], [problem('a', 1)]), {
      fixed: 2,
      added: 0,
    });
  });

  it('leaves hints out', () => {
    assert.deepEqual(problemsDelta([problem('unused', 1, 'hint')], [problem('other', 1, 'hint')]), {
      fixed: 0,
      added: 0,
    });
  });

  it('adds up, and turns around with its arguments', () => {
    const problems = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(50)).map(([word, line]) => problem(word, line)),
    );
    fc.assert(
      fc.property(problems, problems, (before, after) => {
        const { fixed, added } = problemsDelta(before, after);
        assert.equal(before.length - fixed + added, after.length);
        assert.deepEqual(problemsDelta(after, before), { fixed: added, added: fixed });
      }),
    );
  });
});

/** A workspace whose checker says `states` one after the other, once asked. */
function watched(before: readonly Problem[], ...states: readonly (readonly Problem[] | undefined)[]) {
  const events: SessionEvent[] = [];
  let cancelled = 0;
  let now = before;
  const after = [...states];
  const workspace = {
    watchProblems: () => ({
      before: now,
      settled: async () => {
        const said = after.shift();
        now = said ?? now;
        return said;
      },
      cancel: () => void cancelled++,
    }),
  } as unknown as Workspace;
  return { events, cancelled: () => cancelled, problems: new TurnProblems('t1', workspace, (one) => events.push(one)) };
}

const place = { path: 'a.ts' } as Judged;

describe('problems of a turn', () => {
  it('are told once the checker has looked', async () => {
    const { events, problems } = watched([problem('a'), problem('b')], [problem('c')]);
    assert.equal(await problems.around([place], async () => 'made'), 'made');
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(events, [{ type: 'problems.changed', turn: 't1', path: 'a.ts', fixed: 2, added: 1 }]);
  });

  it('are told against the file as it was before the first change of the turn', async () => {
    const { events, problems } = watched([problem('a'), problem('b')], [problem('b')], []);
    for (let change = 0; change < 2; change++) {
      await problems.around([place], async () => undefined);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.deepEqual(
      events.map((event) => event.type === 'problems.changed' && event.fixed),
      [1, 2],
    );
  });

  it('say nothing where no checker spoke, and where there was nothing to say', async () => {
    for (const { events, problems } of [watched([problem('a')], undefined), watched([], [])]) {
      await problems.around([place], async () => undefined);
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(events, []);
    }
  });

  it('are not watched further when the change fails', async () => {
    const { events, cancelled, problems } = watched([problem('a')], []);
    await assert.rejects(
      problems.around([place], () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(cancelled(), 1);
    assert.deepEqual(events, []);
  });

  const clock = { now: () => 0, sleep: () => new Promise<void>((resolve) => setImmediate(resolve)) };
  const { signal } = new AbortController();

  it('are told to the model with the new ones line by line, against the file before this change', async () => {
    const { problems } = watched([problem('a'), problem('b')], [problem('b'), problem('c', 7)], [problem('b')]);
    await problems.around([place], async () => undefined);
    assert.equal(
      await problems.news(clock, signal),
      '\nThe checkers report new problems in a.ts (1 fixed, 1 new):\n  7:1 error: c',
    );
    assert.equal(await problems.news(clock, signal), '', 'told once');
    await problems.around([place], async () => undefined);
    assert.equal(await problems.news(clock, signal), '\nThe checkers report no new problem in a.ts; 1 fixed.');
  });

  it('that come late are told with the next change, and nobody waits for such files twice', async () => {
    const settle: ((after: readonly Problem[]) => void)[] = [];
    const workspace = {
      watchProblems: () => ({ before: [], settled: () => new Promise((done) => settle.push(done)), cancel() {} }),
    } as unknown as Workspace;
    const problems = new TurnProblems('t1', workspace, () => {});
    let slept = 0;
    const counting = { ...clock, sleep: () => clock.sleep().then(() => void slept++) };
    await problems.around([place], async () => undefined);
    assert.equal(await problems.news(counting, signal), '');
    await problems.around([place], async () => undefined);
    settle[0]!([problem('late')]);
    await new Promise((resolve) => setImmediate(resolve));
    assert.match(await problems.news(counting, signal), /1 new\):\n {2}1:1 error: late/);
    assert.equal(slept, 1);
  });

  it('do not stand in the way of a change where nothing checks', async () => {
    const problems = new TurnProblems('t1', {} as Workspace, () => assert.fail('nothing to tell'));
    assert.equal(await problems.around([place], async () => 1), 1);
  });
});
