import assert from 'node:assert/strict';
import { fileList } from '../../../../../src/vscode/prompt/mentions/fileList.ts';

describe('the list of files for mentions', () => {
  function listed() {
    let time = 0;
    let lists = 0;
    const files = fileList(
      async () => [`${++lists}`],
      () => time,
    );
    const typed = async (...words: readonly string[]) => {
      for (const word of words) await files(word);
      return lists;
    };
    return { typed, later: (ms: number) => (time += ms) };
  }

  it('is made once for a word, whose letters come and go', async () => {
    const { typed } = listed();
    assert.equal(await typed('', 'c', 'ca', 'car', 'ca', 'cart'), 1);
  });

  it('is made anew for the next mention, however soon it comes: its file may be new', async () => {
    const { typed } = listed();
    await typed('', 'c', 'cart');
    assert.equal(await typed('', 'n'), 2);
    // Pasted whole.
    assert.equal(await typed('other'), 3);
  });

  it('is made anew at the next key when it could not be made', async () => {
    let lists = 0;
    const files = fileList(async () => {
      if (++lists === 1) throw new Error('The search did not start');
      return ['cart.ts'];
    });
    await assert.rejects(files('c'), /did not start/);
    assert.deepEqual(await files('ca'), ['cart.ts']);
    await files('car');
    assert.equal(lists, 2);
  });

  it('is made anew after two seconds', async () => {
    const { typed, later } = listed();
    await typed('', 'c');
    later(2_000);
    assert.equal(await typed('ca'), 1);
    later(1);
    assert.equal(await typed('car'), 2);
  });
});
