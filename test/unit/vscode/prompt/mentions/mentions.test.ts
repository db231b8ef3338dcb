// Mentions on an editor in memory: what each offers, what it attaches, and that nothing goes around the gate.

import assert from 'node:assert/strict';
import type { Problem } from '../../../../../src/agent/workspace.ts';
import { chosen, complete } from '../../../../../src/vscode/prompt/mentions/complete.ts';
import { mentions } from '../../../../../src/vscode/prompt/mentions/index.ts';
import type { Editor } from '../../../../../src/vscode/prompt/mentions/mention.ts';

const files: Readonly<Record<string, string>> = {
  'src/cart.ts': 'one\ntwo\nthree\nfour\n',
  'src/deep/cart.test.ts': 'test\n',
  'README.md': 'read me\n',
  '.env': 'KEY=secret\n',
  'media/shot.PNG': 'png',
};

const problem = (path: string, severity: Problem['severity']): Problem => ({
  path,
  line: 3,
  column: 5,
  severity,
  message: `${severity} here`,
  source: 'ts',
  code: '2322',
});

/** `.env` is a file the person said no to; `keys/` is refused. */
function editor(more: Partial<Editor> = {}): Editor & { readonly asked: string[] } {
  const asked: string[] = [];
  const read = async (path: string) => {
    asked.push(path);
    if (path.startsWith('keys/')) throw new Error('refused');
    if (path === '.env') return undefined;
    const text = files[path];
    if (text === undefined) throw new Error('There is no such file.');
    return { path, text };
  };
  return {
    asked,
    files: async () => ['README.md', 'src/cart.ts', 'src/deep/cart.test.ts', '.env'],
    symbols: async () => [{ name: 'total', container: 'Cart', path: 'src/cart.ts', lines: { start: 2, end: 2 } }],
    extent: async () => ({ start: 2, end: 3 }),
    active: () => 'src/cart.ts',
    selection: () => ({ path: 'src/cart.ts', name: 'src/cart.ts', lines: { start: 2, end: 3 }, text: 'wo\nthr' }),
    problems: () => [problem('src/cart.ts', 'warning'), problem('src/cart.ts', 'error'), problem('.env', 'error')],
    changes: async () => [
      { path: 'src/cart.ts', text: '-one\n+uno\n' },
      { path: '.env', text: '+KEY=secret\n' },
    ],
    terminal: async (what) => (what === 'last' ? '$ npm test\n1 failing\n' : undefined),
    read,
    media: async (path) => {
      const found = await read(path);
      return found && { id: 'id', kind: 'image', label: path, path, mimeType: 'image/png', data: btoa(found.text) };
    },
    list: async (path) => ({
      path,
      entries: [
        { name: 'cart.ts', kind: 'file' },
        { name: 'deep', kind: 'directory' },
      ],
    }),
    mayRead: async (path) => path !== '.env',
    id: () => 'id',
    t: (text, ...args) => text.replace(/\{(\d)\}/g, (_, at) => String(args[Number(at)])),
    ...more,
  };
}

const ids = async (trigger: '@' | '/', query: string) => (await complete(trigger, query, editor())).map(({ id }) => id);

describe('completion', () => {
  it('offers every mention and the recent files to a bare @', async () => {
    assert.deepEqual(await ids('@', ''), [
      ...mentions.map(({ kind }) => kind),
      'file:README.md',
      'file:src/cart.ts',
      'file:src/deep/cart.test.ts',
      'file:.env',
    ]);
  });

  it('finds files by letters, names before folders, with their line ranges', async () => {
    assert.deepEqual(await ids('@', 'cart'), ['file:src/cart.ts', 'file:src/deep/cart.test.ts']);
    assert.deepEqual(await ids('@', 'sdct'), ['file:src/deep/cart.test.ts']);
    const [first] = await complete('@', 'src/cart.ts:2-3', editor());
    assert.deepEqual(first, {
      id: 'file:src/cart.ts:2-3',
      kind: 'file',
      label: 'cart.ts:2-3',
      detail: 'src',
      insert: '@src/cart.ts:2-3 ',
    });
  });

  it('narrows to one kind, and asks on where a kind needs a name', async () => {
    assert.deepEqual((await complete('@', 'sym', editor()))[0], {
      id: 'symbol',
      kind: 'symbol',
      label: '@symbol',
      detail: 'A definition of the workspace, by its name',
      insert: '@symbol:',
      more: true,
    });
    assert.deepEqual(await ids('@', 'symbol:tot'), ['symbol:src/cart.ts:2-2#total']);
    assert.deepEqual(await ids('@', 'folder:de'), ['folder:src/deep']);
    assert.deepEqual(await ids('@', 'terminal:'), ['terminal:last', 'terminal:selection']);
  });

  it('lists commands', async () => {
    assert.deepEqual(await ids('/', ''), [
      '/explain',
      '/fix',
      '/tests',
      '/doc',
      '/review',
      '/commit',
      '/btw',
      '/research',
      '/image',
    ]);
    assert.deepEqual(await ids('/', 'fi'), ['/fix']);
  });

  it('has an empty list where the editor fails', async () => {
    const failing = editor({ symbols: async () => Promise.reject(new Error('no server')) });
    assert.deepEqual(await complete('@', 'symbol:x', failing), []);
  });
});

describe('a chosen mention', () => {
  const text = async (item: string, more: Partial<Editor> = {}) => (await chosen(item, editor(more)))?.text;

  it('attaches a file, lines of it, a symbol, a selection', async () => {
    assert.deepEqual(await chosen('file:src/cart.ts:2-3', editor()), {
      id: 'id',
      kind: 'file',
      label: 'src/cart.ts:2-3',
      path: 'src/cart.ts',
      lines: { start: 2, end: 3 },
      text: 'two\nthree',
    });
    assert.equal(await text('file:README.md'), 'read me\n');
    assert.deepEqual(await chosen('file:src/cart.ts:3-99', editor()).then((one) => one?.lines), { start: 3, end: 4 });
    assert.deepEqual(await chosen('symbol:src/cart.ts:2-2#total', editor()), {
      id: 'id',
      kind: 'symbol',
      label: 'total (src/cart.ts:2-3)',
      path: 'src/cart.ts',
      lines: { start: 2, end: 3 },
      text: 'two\nthree',
    });
    assert.deepEqual(await chosen('selection', editor()), {
      id: 'id',
      kind: 'selection',
      label: 'src/cart.ts:2-3',
      path: 'src/cart.ts',
      lines: { start: 2, end: 3 },
      text: 'wo\nthr',
    });
  });

  it('attaches an image as one, and its lines as text', async () => {
    const data = btoa('png');
    assert.deepEqual(await chosen('file:media/shot.PNG', editor()), {
      id: 'id',
      kind: 'image',
      label: 'media/shot.PNG',
      path: 'media/shot.PNG',
      mimeType: 'image/png',
      data,
    });
    assert.equal((await chosen('file:media/shot.PNG:1', editor()))?.kind, 'file');
    await assert.rejects(chosen('file:keys/photo.png', editor()), /refused/);
  });

  it('attaches a folder, problems, changes, the terminal', async () => {
    assert.equal(await text('folder:src'), 'cart.ts\ndeep/');
    assert.equal(
      await text('problems'),
      'src/cart.ts:3:5 error (ts 2322): error here\nsrc/cart.ts:3:5 warning (ts 2322): warning here',
    );
    assert.equal(await text('changes'), '-one\n+uno\n\nNot shown: .env');
    assert.equal(await text('terminal:last'), '$ npm test\n1 failing');
  });

  it('goes through the gate, whatever the page names', async () => {
    assert.equal(await chosen('file:.env', editor()), undefined);
    await assert.rejects(chosen('file:keys/id_rsa', editor()), /refused/);
    await assert.rejects(chosen('symbol:keys/id_rsa:1-9#x', editor()), /refused/);
    await assert.rejects(chosen('symbol:nonsense', editor()), /not a symbol/);
    const selection = () => ({ path: '.env', name: '.env', lines: { start: 1, end: 1 }, text: 'KEY' });
    assert.equal(await chosen('selection', editor({ selection })), undefined);
    assert.equal(await chosen('nothing:x', editor()), undefined);
  });

  it('says why there is nothing to attach', async () => {
    await assert.rejects(chosen('selection', editor({ selection: () => undefined })), /Nothing is selected/);
    await assert.rejects(chosen('problems', editor({ problems: () => [] })), /no problems/);
    await assert.rejects(chosen('changes', editor({ changes: async () => undefined })), /No Git repository/);
    await assert.rejects(chosen('changes', editor({ changes: async () => [] })), /Nothing differs/);
    await assert.rejects(chosen('terminal:selection', editor()), /Nothing is selected in the terminal/);
    await assert.rejects(chosen('file:src/cart.ts:9', editor()), /no line 9/);
    await assert.rejects(
      chosen('file:big', editor({ read: async (path) => ({ path, text: 'x'.repeat(400_001) }) })),
      /too large/,
    );
  });
});
