// When a checker's word is taken: after it was quiet for a while, at the latest after a bounded time, never if it says nothing.

import assert from 'node:assert/strict';
import { patience, settled } from '../../../../src/vscode/files/settle.ts';

/** Time by hand. */
function bench(spoken = false) {
  let now = 0;
  let speak = () => {};
  let answer: boolean | undefined;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  void settled({
    spoken,
    onChange: (run) => {
      speak = run;
    },
    later: (run, ms) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  }).then((said) => {
    answer = said;
  });
  return {
    speak: () => speak(),
    timers,
    async pass(ms: number) {
      now += ms;
      for (const timer of [...timers].sort((a, b) => a.at - b.at)) {
        if (timer.at <= now && timers.delete(timer)) timer.run();
      }
      await Promise.resolve();
      return answer;
    },
  };
}

describe('settled', () => {
  it('waits until the checker was quiet, however often it spoke', async () => {
    const checker = bench();
    assert.equal(await checker.pass(3000), undefined);
    for (let word = 0; word < 4; word++) {
      checker.speak();
      assert.equal(await checker.pass(patience.quiet - 1), undefined);
    }
    assert.equal(await checker.pass(1), true);
    assert.equal(checker.timers.size, 0);
  });

  it('counts a word that came before the question', async () => {
    assert.equal(await bench(true).pass(patience.quiet), true);
  });

  it('gives up on a checker that says nothing', async () => {
    const checker = bench();
    assert.equal(await checker.pass(patience.first - 1), undefined);
    assert.equal(await checker.pass(1), false);
    assert.equal(checker.timers.size, 0);
  });

  it('does not wait for one that never stops', async () => {
    const checker = bench(true);
    let answer: boolean | undefined;
    let waited = 0;
    for (; answer === undefined && waited < 60_000; waited += 500) {
      checker.speak();
      answer = await checker.pass(500);
    }
    assert.equal(answer, true);
    assert.equal(waited, patience.all);
  });
});
