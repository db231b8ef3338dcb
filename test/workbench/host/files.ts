// Real files of every kind in, what the Workspace port reads, lists and refuses out.

import assert from 'node:assert/strict';
import { linkSync, symlinkSync } from 'node:fs';
import { at, edit, never, openTabs, place, port, text, until, write } from './world.ts';

export function files(): void {
  describe('files that no editor shows', () => {
    // VS Code itself puts a file that is unsaved for 800 ms into a tab: a save can take that long on a busy machine.
    afterEach(async () => {
      const shown = () => openTabs().filter((label) => label.endsWith('.txt'));
      await until(`no tab is left: ${shown()}`, () => shown().length === 0);
    });

    it('LF', async () => {
      write('a.txt', 'one\ntwo\n');
      const file = await edit('a.txt', (before) => before.replace('two', 'TWO'));
      assert.equal(text('a.txt'), 'one\nTWO\n');
      assert.equal(file?.text, 'one\nTWO\n');
      assert.equal(file.dirty, false);
    });

    it('CRLF', async () => {
      write('crlf.txt', 'one\r\ntwo\r\n');
      await edit('crlf.txt', (before) => before.replace('two', 'TWO\r\nx'));
      assert.equal(text('crlf.txt'), 'one\r\nTWO\r\nx\r\n');
    });

    it('a byte order mark is kept and not shown', async () => {
      write('bom.txt', '\ufeffone\ntwo\n');
      const file = await edit('bom.txt', (before) => {
        assert.equal(before, 'one\ntwo\n');
        return before.replace('one', 'ONE');
      });
      assert.equal(text('bom.txt'), '\ufeffONE\ntwo\n');
      assert.equal(file?.text, 'ONE\ntwo\n');
    });

    it('UTF-16', async () => {
      write('u16.txt', Buffer.from('\ufeffone\ntwö\n', 'utf16le'));
      const file = await edit('u16.txt', (before) => {
        assert.equal(before, 'one\ntwö\n');
        return before.replace('one', 'ONE');
      });
      assert.equal(file?.text, 'ONE\ntwö\n');
      const again = await port.readText(await place('u16.txt', 'read'), never);
      assert.equal(again.text, 'ONE\ntwö\n');
      assert.match(text('u16.txt').slice(0, 2), /\ufffd\ufffd/, 'still UTF-16 with its mark');
    });

    it('mixed line ends stay as they are, line by line, twice at once', async () => {
      write('mix.txt', 'one\r\ntwo\nthree\r\n');
      const file = await edit('mix.txt', (before) => before.replace('two', 'TWO'));
      assert.equal(text('mix.txt'), 'one\r\nTWO\nthree\r\n');
      assert.equal(file?.text, 'one\r\nTWO\nthree\r\n');
      await edit('mix.txt', (before) => before.replace('one', 'ONE'));
      assert.equal(text('mix.txt'), 'ONE\r\nTWO\nthree\r\n');
    });

    it('no newline at the end', async () => {
      write('nofinal.txt', 'one\ntwo');
      await edit('nofinal.txt', (before) => before.replace('one', 'ONE'));
      assert.equal(text('nofinal.txt'), 'ONE\ntwo');
    });

    it('an empty file', async () => {
      write('empty.txt', '');
      await edit('empty.txt', () => 'x\n');
      assert.equal(text('empty.txt'), 'x\n');
    });

    it('bytes that are no text of the encoding are refused', async () => {
      write('latin.txt', Buffer.from([0x61, 0xe9, 0x0a]));
      await assert.rejects(port.readText(await place('latin.txt'), never), /not valid in its encoding/);
    });

    it('a replacement character that stands in the file is text', async () => {
      write('fffd.txt', 'a\ufffdb\n');
      const file = await edit('fffd.txt', (before) => before.replace('a', 'A'));
      assert.equal(file?.text, 'A\ufffdb\n');
      assert.equal(text('fffd.txt'), 'A\ufffdb\n');
    });

    it('a binary file is refused', async () => {
      write('bin.dat', Buffer.from([1, 0, 2]));
      await assert.rejects(port.readText(await place('bin.dat'), never), /binary/);
    });

    it('a missing file and a folder are named as such', async () => {
      await assert.rejects(port.readText(await place('gone.txt'), never), /There is no file gone\.txt/);
      write('folder/in.txt', '');
      const folder = { ...(await place('folder', 'list')), operation: 'read' as const };
      await assert.rejects(port.readText(folder, never), /is a directory/);
    });

    it('a file is created with its folders, its line ends kept', async () => {
      const judged = await place('deep/er/n.txt', 'create');
      const [file] = await port.apply([{ kind: 'create', place: judged, after: 'hi\r\nthere\n' }], never);
      assert.equal(text('deep/er/n.txt'), 'hi\r\nthere\n');
      assert.equal(file?.text, 'hi\r\nthere\n');
    });

    it('a hard link asks always', async () => {
      write('h.txt', 'x\n');
      linkSync(at('h.txt'), at('h2.txt'));
      assert.equal((await place('h.txt')).verdict, 'ask_always');
    });

    it('a folder is listed with kinds and sizes', async () => {
      write('list/a.txt', '12345678');
      write('list/sub/b.txt', '');
      symlinkSync('a.txt', at('list/l.txt'));
      const entries = await port.list(await place('list', 'list'), never);
      const byName = Object.fromEntries(entries.map((entry) => [entry.name, entry]));
      assert.deepEqual(byName['a.txt'], { name: 'a.txt', kind: 'file', size: 8 });
      assert.equal(byName['l.txt']?.kind, 'link');
      assert.equal(byName.sub?.kind, 'directory');
    });

    it('a file of 16 MB is edited in a few seconds', async function () {
      this.timeout(60_000);
      write('big.txt', 'x'.repeat(99).concat('\n').repeat(160_000));
      const started = performance.now();
      const file = await edit('big.txt', (before) => `${before.slice(0, 100)}NEW\n${before.slice(100)}`);
      assert.equal(file.text.length, 16_000_004);
      assert.ok(performance.now() - started < 30_000);
    });
  });
}
