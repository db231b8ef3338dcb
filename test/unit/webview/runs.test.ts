// Folding tool noise: only runs of more than three finished reads, everything else stays where it was.

import '../../support/words.ts';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { foldAll } from '../../../src/shared/fold.ts';
import { itemsOf, runTitle, type StepItem } from '../../../src/webview/steps/runs.ts';
import { approval, turn } from '../../webview/sessions.ts';

const one = turn('t', 'p');

const read = (i: number, name = 'read_file'): SessionEvent[] => [
  ...one.call(i, `c${i}`, name, 'Read', 'read'),
  ...one.result(`c${i}`, name, 'x'),
];
const edit = (i: number): SessionEvent[] => [
  ...one.call(i, `c${i}`, 'apply_edit', 'Edit', 'edit'),
  ...one.ask(`c${i}`, approval()),
  { type: 'approval.decided', call: `c${i}`, decision: 'allow' },
  ...one.result(`c${i}`, 'apply_edit', 'x'),
];
const output = (i: number): SessionEvent[] => [...one.output(i), ...one.text(i, 'hi'), ...one.stop(i)];
const items = (...events: SessionEvent[]) => itemsOf(foldAll([...one.prompt(), ...events]).last!.interactions);
const shape = (...events: SessionEvent[]) =>
  items(...events).map((item) =>
    'run' in item ? item.run.map(({ state }) => state.index) : 'state' in item ? item.state.index : '?',
  );

describe('runs of reads', () => {
  it('folds more than three, with the thoughts between them, and gives back the thoughts after them', () => {
    assert.deepEqual(shape(...read(0), ...read(1), ...read(2)), [0, 1, 2]);
    assert.deepEqual(
      shape(
        ...one.thought(0, 'a'),
        ...read(1),
        ...one.thought(2, 'b'),
        ...read(3),
        ...read(4),
        ...read(5),
        ...one.thought(6, 'c'),
        ...output(7),
      ),
      [0, [1, 2, 3, 4, 5], 6, 7],
    );
  });

  it('ends a run at text, at a change, at a call that runs, failed or asked', () => {
    const running = (i: number) => one.call(i, `c${i}`, 'read_file', 'Read', 'read');
    for (const other of [output(2), edit(2), running(2)]) {
      assert.deepEqual(shape(...read(0), ...read(1), ...other, ...read(3), ...read(4)), [0, 1, 2, 3, 4]);
    }
    assert.deepEqual(shape(...read(0), ...read(1), ...read(2), ...read(3), ...edit(4)), [[0, 1, 2, 3], 4]);
  });

  it('goes on over several interactions of a turn', () => {
    const next = (key: string, i: number): SessionEvent[] => {
      const other = turn(key, 'p');
      const requested = other.prompt()[1] as Extract<SessionEvent, { type: 'interaction.requested' }>;
      return [
        { ...requested, turn: 't' },
        ...other.call(i, `${key}${i}`, 'search', 'Search'),
        ...other.result(`${key}${i}`, 'search', 'x'),
      ];
    };
    const [folded, ...rest] = items(...read(0), ...next('u', 0), ...next('v', 0), ...next('w', 0));
    assert.deepEqual(rest, []);
    assert.ok(folded && 'run' in folded);
    assert.equal(runTitle(folded.run), 'Read 1 file, searched 3 times');
  });

  it('says what was done, and counts what it does not know', () => {
    const run = (...names: string[]) =>
      names.map((name) => ({ call: { call: { name } } })) as unknown as readonly StepItem[];
    assert.equal(
      runTitle(run('read_file', 'read_file', 'search', 'list_dir')),
      'Read 2 files, searched once, listed 1 folder',
    );
    assert.equal(runTitle(run('toString', 'x', 'get_problems')), '2 other calls, looked at the problems');
  });

  it('shows every step once, in order, however they come', () => {
    const kinds = [read, edit, output, (i: number) => one.thought(i, 'x')];
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 30 }), (chosen) => {
        const events = chosen.flatMap((kind, i) => kinds[kind]!(i));
        assert.deepEqual(
          shape(...events).flat(),
          chosen.map((_, i) => i),
        );
      }),
    );
  });
});
