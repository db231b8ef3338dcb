// Changes in, files and buffers out: undo, unsaved text, formatters, and everything that may happen between a yes and the change.

import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { commands, languages, Position, Selection, TextEdit, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { TextFile } from '../../../src/agent/workspace.ts';
import type { Judged, Operation } from '../../../src/gate/judged.ts';
import { diskFacts } from '../../../src/node/facts.ts';
import { openDocument } from '../../../src/vscode/files/textFile.ts';
import { at, edit, never, openTabs, outside, place, port, portOver, show, text, until, write } from './world.ts';

const open = (path: string) => openDocument(Uri.file(at(path)))!;

/** What the editor holds when it does not answer. */
function state(error: Error): never {
  const { isDirty, version } = open('open.ts');
  const held = JSON.stringify({ isDirty, version, buffer: open('open.ts').getText(), disk: text('open.ts') });
  throw new Error(`${error.message}: ${held}`);
}

async function insert(path: string, words: string): Promise<void> {
  const change = new WorkspaceEdit();
  change.insert(Uri.file(at(path)), new Position(0, 0), words);
  assert.ok(await workspace.applyEdit(change));
}

export function applying(): void {
  describe('a change of a file that is open', () => {
    before(async () => {
      write('open.ts', 'const a = 1;\nconst b = 2;\nconst c = 3;\n');
      await show('open.ts');
    });
    after(async () => commands.executeCommand('workbench.action.closeAllEditors'));

    it('is saved, keeps the selection and is undone in one step', async () => {
      const editor = window.activeTextEditor!;
      editor.selection = new Selection(1, 6, 1, 7);
      await edit('open.ts', (before) => before.replace('a = 1', 'a = 10').replace('c = 3', 'c = 30'));
      assert.equal(open('open.ts').getText(), 'const a = 10;\nconst b = 2;\nconst c = 30;\n');
      assert.equal(open('open.ts').isDirty, false);
      const { start, end } = editor.selection;
      assert.deepEqual([start.line, start.character, end.character], [1, 6, 7]);
      await commands.executeCommand('undo');
      assert.equal(open('open.ts').getText(), 'const a = 1;\nconst b = 2;\nconst c = 3;\n');
      await open('open.ts').save();
    });

    it('goes into the buffer where that has unsaved text, and leaves it unsaved', async () => {
      await insert('open.ts', '// mine\n');
      const read = await port.readText(await place('open.ts'), never);
      assert.ok(read.dirty);
      assert.match(read.text, /^\/\/ mine/);
      const file = await edit('open.ts', (before) => before.replace('b = 2', 'b = 20'));
      assert.ok(file.dirty && open('open.ts').isDirty);
      assert.match(open('open.ts').getText(), /b = 20/);
      assert.doesNotMatch(text('open.ts'), /20|mine/);
      await open('open.ts').save();
    });

    it('is refused when the buffer changed since it was read', async () => {
      const judged = await place('open.ts');
      const before = await port.readText(judged, never);
      await insert('open.ts', '// again\n');
      await assert.rejects(port.apply([{ kind: 'edit', place: judged, before, after: 'x' }], never), /changed since/);
      assert.match(open('open.ts').getText(), /^\/\/ again/);
      await open('open.ts').save();
    });

    it('is made on what the disk holds when the editor lags behind it', async () => {
      write('open.ts', 'outside\n');
      let file: TextFile | undefined;
      const made = edit('open.ts', (before) => before.replace('outside', 'OUTSIDE')).then((one) => {
        file = one;
      });
      await Promise.race([made, until('the change is made', () => file !== undefined, 30_000).catch(state)]);
      assert.equal(file?.text, 'OUTSIDE\n');
      assert.equal(text('open.ts'), 'OUTSIDE\n');
      await until('the buffer follows the disk', () => open('open.ts').getText() === 'OUTSIDE\n');
    });

    it('does not move the focus to another file', async () => {
      write('other.txt', 'one\n');
      await edit('other.txt', () => 'two\n');
      assert.equal(window.activeTextEditor?.document.uri.fsPath, at('open.ts'));
      const shown = window.visibleTextEditors.map(({ document }) => document.uri);
      assert.deepEqual(
        shown.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath),
        [at('open.ts')],
      );
    });
  });

  describe('a change', () => {
    it('tells what a formatter on save made of it', async () => {
      const formatter = languages.registerDocumentFormattingEditProvider(
        { pattern: '**/fmt.txt' },
        {
          provideDocumentFormattingEdits: (document) => [
            TextEdit.insert(document.positionAt(document.getText().length), '// formatted\n'),
          ],
        },
      );
      const settings = workspace.getConfiguration('editor');
      await settings.update('formatOnSave', true, 1);
      try {
        write('fmt.txt', 'x\n');
        const file = await edit('fmt.txt', () => 'y\n');
        assert.equal(file.text, text('fmt.txt'));
        assert.match(file.text, /^y\n/);
      } finally {
        await settings.update('formatOnSave', undefined, 1);
        formatter.dispose();
      }
    });

    it('of one file waits for the other, and only the first fits', async () => {
      write('par.txt', 'a\nb\n');
      const judged = await place('par.txt');
      const before = await port.readText(judged, never);
      const done = await Promise.allSettled([
        port.apply([{ kind: 'edit', place: judged, before, after: 'A\nb\n' }], never),
        port.apply([{ kind: 'edit', place: judged, before, after: 'a\nB\n' }], never),
      ]);
      assert.deepEqual(
        done.map(({ status }) => status),
        ['fulfilled', 'rejected'],
      );
      assert.equal(text('par.txt'), 'A\nb\n');
    });

    it('is not made once the turn was stopped', async () => {
      write('stop.txt', 'a\n');
      const judged = await place('stop.txt');
      const before = await port.readText(judged, never);
      const change = { kind: 'edit' as const, place: judged, before, after: 'b\n' };
      await assert.rejects(port.apply([change], AbortSignal.abort(new Error('stopped'))), /stopped/);
      assert.equal(text('stop.txt'), 'a\n');
    });
  });

  describe('several changes', () => {
    const read = async (path: string, operation: Operation = 'edit') => {
      const judged = await place(path, operation);
      return { place: judged, before: await port.readText(judged, never) };
    };

    // A test that is tried again finds what the first try left.
    beforeEach(() => {
      for (const folder of ['s', 'n', 'h', 't']) rmSync(at(folder), { recursive: true, force: true });
    });

    it('are made together, and a rename, a deletion and a creation with them', async () => {
      write('s/a.txt', 'a\n');
      write('s/b.txt', 'b\n');
      write('s/c.txt', 'c\n');
      const files = await port.apply(
        [
          { kind: 'edit', ...(await read('s/a.txt')), after: 'A\n' },
          { kind: 'delete', ...(await read('s/b.txt', 'delete')) },
          { kind: 'rename', ...(await read('s/c.txt', 'rename')), to: await place('s/sub/d.txt', 'create') },
          { kind: 'create', place: await place('s/e.txt', 'create'), after: 'e\n' },
        ],
        never,
      );
      assert.deepEqual(
        files.map((file) => file?.text),
        ['A\n', undefined, 'c\n', 'e\n'],
      );
      assert.deepEqual(readdirSync(at('s')).sort(), ['a.txt', 'e.txt', 'sub']);
      assert.deepEqual([text('s/a.txt'), text('s/sub/d.txt'), text('s/e.txt')], ['A\n', 'c\n', 'e\n']);
      await until('no tab is left', () => openTabs().length === 0);
    });

    it('are none when one of them does not fit any more', async () => {
      write('n/a.txt', 'a\n');
      write('n/b.txt', 'b\n');
      const a = await read('n/a.txt');
      const b = await read('n/b.txt', 'delete');
      write('n/b.txt', 'theirs\n');
      const fresh = await place('n/c.txt', 'create');
      await assert.rejects(
        port.apply(
          [
            { kind: 'create', place: fresh, after: 'x' },
            { kind: 'edit', ...a, after: 'A\n' },
            { kind: 'delete', ...b },
          ],
          never,
        ),
        /n\/b\.txt changed since/,
      );
      assert.deepEqual([text('n/a.txt'), text('n/b.txt')], ['a\n', 'theirs\n']);
      assert.ok(!existsSync(at('n/c.txt')));
    });

    it('are none when the editor fails half way', async () => {
      write('h/a.txt', 'a\n');
      write('h/b.txt', 'b\n');
      const rename = {
        kind: 'rename' as const,
        ...(await read('h/b.txt', 'rename')),
        to: await place('h/to.txt', 'create'),
      };
      const create = { kind: 'create' as const, place: await place('h/c.txt', 'create'), after: 'x' };
      const edited = { kind: 'edit' as const, ...(await read('h/a.txt')), after: 'A\n' };
      // Only what the last check looks at last is looked at once the document is open: then somebody takes the name.
      const isLast = (path: string) => path.endsWith('a.txt') && openDocument(Uri.file(at('h/a.txt'))) !== undefined;
      const facts = {
        ...diskFacts,
        lstat: (path: string) =>
          diskFacts.lstat(path).finally(() => isLast(path) && setTimeout(() => write('h/to.txt', 'theirs\n'), 0)),
      };
      await assert.rejects(portOver(facts).apply([rename, create, edited], never), /Nothing was changed/);
      assert.deepEqual([text('h/a.txt'), text('h/b.txt'), text('h/to.txt')], ['a\n', 'b\n', 'theirs\n']);
      assert.ok(!existsSync(at('h/c.txt')));
      await until('no tab is left', () => openTabs().length === 0);
    });

    it('name no file twice, and a rename takes no other file away', async () => {
      write('t/a.txt', 'a\n');
      write('t/b.txt', 'b\n');
      const a = await read('t/a.txt');
      const twice = [
        { kind: 'edit' as const, ...a, after: '1\n' },
        { kind: 'edit' as const, ...a, after: '2\n' },
      ];
      await assert.rejects(port.apply(twice, never), /named twice/);
      const from = await read('t/a.txt', 'rename');
      const to = await place('t/c.txt', 'create');
      write('t/c.txt', 'theirs\n');
      await assert.rejects(port.apply([{ kind: 'rename', ...from, to }], never), /exists already/);
      assert.deepEqual([text('t/a.txt'), text('t/c.txt')], ['a\n', 'theirs\n']);
    });
  });

  describe('between the yes and the change', () => {
    const secret = 'CANARY of the outside';
    beforeEach(() => {
      mkdirSync(outside('.'), { recursive: true });
      writeFileSync(outside('secret.txt'), secret);
    });
    const outsideIsUntouched = (): void => {
      assert.deepEqual(readdirSync(outside('.')), ['secret.txt']);
      assert.equal(readFileSync(outside('secret.txt'), 'utf8'), secret);
    };
    afterEach(outsideIsUntouched);

    it('a file that appeared is not overwritten', async () => {
      const judged = await place('fresh.txt', 'create');
      write('fresh.txt', 'theirs');
      await assert.rejects(port.apply([{ kind: 'create', place: judged, after: 'mine' }], never), /exists already/);
      assert.equal(text('fresh.txt'), 'theirs');
    });

    it('FS-13: content that changed is kept', async () => {
      write('c.txt', 'one\n');
      const judged = await place('c.txt');
      const before = await port.readText(judged, never);
      write('c.txt', 'other\n');
      await assert.rejects(
        port.apply([{ kind: 'edit', place: judged, before, after: 'two\n' }], never),
        /changed since/,
      );
      assert.equal(text('c.txt'), 'other\n');
    });

    it('FS-14: a file that became a link is not followed', async () => {
      write('l.txt', secret);
      const judged = await place('l.txt');
      const before = await port.readText(judged, never);
      unlinkSync(at('l.txt'));
      symlinkSync(outside('secret.txt'), at('l.txt'));
      const change = { kind: 'edit' as const, place: judged, before, after: 'two\n' };
      await assert.rejects(port.apply([change], never), /leads out of the workspace/);
    });

    it('a link to another file of the workspace is not followed either', async () => {
      write('l2.txt', 'one\n');
      write('target.txt', 'one\n');
      const judged = await place('l2.txt');
      const before = await port.readText(judged, never);
      unlinkSync(at('l2.txt'));
      symlinkSync(at('target.txt'), at('l2.txt'));
      await assert.rejects(
        port.apply([{ kind: 'edit', place: judged, before, after: 'two\n' }], never),
        /changed since/,
      );
      assert.equal(text('target.txt'), 'one\n');
    });

    it('FS-12: a folder that became a link gets no file', async () => {
      const judged = await folderThenLink('pkg');
      await assert.rejects(port.apply([{ kind: 'create', place: judged, after: 'x' }], never), /out of the workspace/);
      assert.ok(!existsSync(outside('new.txt')));
    });

    it('a folder that was replaced by another one gets no file', async () => {
      mkdirSync(at('dir'), { recursive: true });
      const judged = await place('dir/new.txt', 'create');
      renameSync(at('dir'), at('dir_'));
      mkdirSync(at('dir'));
      await assert.rejects(port.apply([{ kind: 'create', place: judged, after: 'x' }], never), /changed since/);
      assert.deepEqual(readdirSync(at('dir')), []);
    });

    it('a folder that becomes a link while the change is prepared gets no file', async () => {
      mkdirSync(at('late'), { recursive: true });
      const judged = await place('late/new.txt', 'create');
      let swapped = false;
      const swap = () => {
        if (swapped) return;
        swapped = true;
        renameSync(at('late'), at('late_'));
        symlinkSync(outside('.'), at('late'));
      };
      // The first judgement still finds the folder; it is swapped as soon as that is over.
      const facts = {
        ...diskFacts,
        lstat: (path: string) => diskFacts.lstat(path).finally(() => path.endsWith('late') && setTimeout(swap, 0)),
      };
      const change = { kind: 'create' as const, place: judged, after: 'x' };
      await assert.rejects(portOver(facts).apply([change], never), /out of the workspace/);
      assert.ok(swapped);
    });
  });
}

async function folderThenLink(name: string): Promise<Judged> {
  mkdirSync(at(name), { recursive: true });
  const judged = await place(`${name}/new.txt`, 'create');
  renameSync(at(name), at(`${name}_`));
  symlinkSync(outside('.'), at(name));
  return judged;
}
