// The progress line: what is happening in words, and silence said as silence.

import '../../support/words.ts';
import assert from 'node:assert/strict';
import type { Activity, SessionEvent } from '../../../src/shared/events.ts';
import { foldAll } from '../../../src/shared/fold.ts';
import type { Turn } from '../../../src/shared/transcript.ts';
import { progress, silenceMs } from '../../../src/webview/progress.ts';
import { approval, turn } from '../../webview/sessions.ts';

const at = 1_000_000;
const one = turn('t', 'p');

function turnOf(activity: Activity, ...events: readonly SessionEvent[]): Turn {
  return foldAll([...one.prompt(), ...events, { type: 'activity.updated', turn: 't', activity }]).last!;
}

const running = (id: string, name: string, title: string): SessionEvent[] => [
  ...one.call(Number(id), id, name, title),
  { type: 'call.started', call: id, at },
];

describe('progress', () => {
  it('says what it thinks of, with a clock once that lasts', () => {
    const thinking = turnOf({ kind: 'thinking', since: at });
    assert.deepEqual(progress(thinking, at, at + 1_900), { text: 'Thinking' });
    assert.deepEqual(progress(thinking, at, at + 12_000), { text: 'Thinking', clock: '12 s' });
  });

  it('names what a tool works on, by its verb, else by its title', () => {
    const reading = turnOf({ kind: 'calling', since: at }, ...running('1', 'read_file', 'Read src/math.ts'));
    assert.deepEqual(progress(reading, at, at + 500), { text: 'Reading src/math.ts' });
    const other = turnOf({ kind: 'calling', since: at }, ...running('1', 'constructor', 'Do a thing'));
    assert.equal(progress(other, at, at)?.text, 'Do a thing');
    const two = turnOf(
      { kind: 'calling', since: at },
      ...running('1', 'read_file', 'Read a'),
      ...running('2', 'read_file', 'Read b'),
    );
    assert.deepEqual(progress(two, at, at + 3_000), {
      text: 'Reading src/math.ts',
      detail: 'and 1 more',
      clock: '3 s',
    });
  });

  it('says that it waits for the person, for how many decisions, and counts no silence then', () => {
    const ask = (id: string) => [...one.call(Number(id), id, 'apply_edit', 'Edit', 'edit'), ...one.ask(id, approval())];
    const waiting = turnOf({ kind: 'calling', since: at }, ...ask('1'));
    assert.deepEqual(progress(waiting, at, at + 10 * silenceMs), { text: 'Waiting for you' });
    const both = turnOf({ kind: 'calling', since: at }, ...ask('1'), ...ask('2'));
    assert.equal(progress(both, at, at)?.text, 'Waiting for you: 2 approvals');
  });

  it('counts down to a retry and says why', () => {
    const retrying = turnOf({ kind: 'retrying', since: at, until: at + 39_000, detail: 'Too many requests.' });
    assert.deepEqual(progress(retrying, at, at), {
      text: 'Retrying in 39 s',
      spoken: 'Retrying',
      detail: 'Too many requests.',
    });
    assert.equal(progress(retrying, at, at + 39_000)?.text, 'Retrying');
    assert.equal(progress(turnOf({ kind: 'reconnecting', since: at }), at, at)?.spoken, 'Reconnecting');
  });

  it('turns into the silence itself after 60 s without a fact, whatever it was doing, and back', () => {
    for (const kind of ['connecting', 'thinking', 'writing', 'calling', 'reconnecting'] as const) {
      const quiet = turnOf({ kind, since: at });
      assert.notEqual(progress(quiet, at, at + 59_000)?.silent, true, kind);
      assert.deepEqual(
        progress(quiet, at + 5_000, at + 69_000),
        { text: 'No answer for 1 min 4 s', spoken: 'No answer for 1 min 0 s', silent: true },
        kind,
      );
      assert.notEqual(progress(quiet, at + 68_000, at + 69_000)?.silent, true, kind);
    }
  });

  it('is quiet while text grows and when the turn is over', () => {
    assert.equal(progress(turnOf({ kind: 'writing', since: at }), at, at + 5_000), undefined);
    assert.equal(progress(foldAll([...one.prompt(), ...one.done()]).last!, at, at), undefined);
  });

  it('shows hidden characters of what the model names', () => {
    const call = { type: 'function_call' as const, id: '1', name: 'read_file', arguments: { path: 'a\u202eb' } };
    const events: SessionEvent[] = [
      { type: 'call.received', interaction: 't', call, title: '', effect: 'read' },
      { type: 'call.started', call: '1', at },
    ];
    assert.equal(progress(turnOf({ kind: 'calling', since: at }, ...events), at, at)?.text, 'Reading a⟦U+202E⟧b');
  });
});
