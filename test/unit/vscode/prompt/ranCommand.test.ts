import assert from 'node:assert/strict';
import { kept, RanCommand } from '../../../../src/vscode/prompt/ranCommand.ts';

describe('a command of a terminal', () => {
  async function* printed(...pieces: readonly string[]) {
    yield* pieces;
  }
  const never = () => assert.fail('asked for what is on the screen');

  it('is told with what it printed, without colours, and without the screen', async () => {
    const ran = new RanCommand('ls');
    await ran.read(printed('\u001b[31mone\u001b[0m\r\n', 'two\r\n'));
    assert.equal(await ran.text(never), '$ ls\none\ntwo\n');
  });

  it('keeps the end of what is long', async () => {
    const ran = new RanCommand('yes');
    await ran.read(printed('first', 'y'.repeat(kept - 4), 'last'));
    assert.equal(await ran.text(never), `$ yes\n${'y'.repeat(kept - 4)}last`);
  });

  for (const pieces of [[], ['\u001b]633;C\u0007', '\r\n']]) {
    it(`that ended with ${pieces.length} pieces and no word is told with what the screen has of it`, async () => {
      const ran = new RanCommand('echo 42');
      await ran.read(printed(...pieces));
      assert.equal(await ran.text(async () => '42'), '$ echo 42\n42');
      assert.equal(await ran.text(async () => undefined), '$ echo 42\n');
    });
  }

  it('that still runs is told as far as it came: the screen has the output of the one before', async () => {
    const ran = new RanCommand('sleep 9');
    void ran.read({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) });
    assert.equal(await ran.text(never), '$ sleep 9\n');
  });
});
