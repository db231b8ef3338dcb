// A small tree on disk in; ripgrep and the walk must find the same in it, and nothing that is ignored.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rgPath } from '@vscode/ripgrep';
import { type SearchRequest, ToolError } from '../../../src/agent/workspace.ts';
import { findRipgrep, searchFolder } from '../../../src/node/ripgrep.ts';

const TREE: Record<string, string> = {
  'a.ts': 'const needle = 1;\nconst other = 2;\n',
  'src/b.ts': 'needle(1)\r\nnothing\r\nneedle 2\r\n',
  'src/deep/c.css': '.needle { }',
  '.hidden': 'needle in a hidden file\n',
  '.git/config': 'needle\n',
  'out/built.js': 'needle\n',
  'src/debug.log': 'needle\n',
  'src/keep.log': 'needle kept\n',
  '.gitignore': 'out/\n*.log\n!keep.log\n',
  'src/.ignore': 'never.txt\n',
  'src/never.txt': 'needle\n',
  'private/.aiexclude': 'key.txt\n',
  'private/key.txt': 'needle\n',
  'private/open.txt': 'needle\n',
  '.geminiignore': 'notes/\n',
  'notes/n.md': 'needle\n',
  'binary.bin': 'needle\0\0needle',
  'a b/-x.txt': 'needle -e --\n',
  'big.txt': `${'x'.repeat(5_000_001)}\nneedle\n`,
};

const found = [
  '.hidden:1',
  'a b/-x.txt:1',
  'a.ts:1',
  'private/open.txt:1',
  'src/b.ts:1',
  'src/b.ts:3',
  'src/deep/c.css:1',
  'src/keep.log:1',
];

describe('searching a folder', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'castor-search-'));
    for (const [path, text] of Object.entries(TREE)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    await symlink(join(root, 'a.ts'), join(root, 'link.ts'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  const request = (over: Partial<SearchRequest>): SearchRequest => ({
    pattern: 'needle',
    isRegex: false,
    maxMatches: 100,
    ...over,
  });
  const signal = () => new AbortController().signal;

  for (const [name, rg] of [
    ['ripgrep', rgPath],
    ['walk', undefined],
  ] as const) {
    const search = async (over: Partial<SearchRequest>) => {
      const { matches, truncated } = await searchFolder({
        root,
        request: request(over),
        ...(rg && { rg }),
        signal: signal(),
      });
      return { at: matches.map(({ path, line }) => `${path}:${line}`), matches, truncated };
    };

    describe(name, () => {
      it('finds text in hidden files and not in ignored, private, binary, huge, linked or git files', async () => {
        const { at, truncated } = await search({});
        assert.deepEqual(at, found);
        assert.equal(truncated, false);
      });
      it('gives lines without their ending', async () => {
        const { matches } = await search({ include: 'src/*.ts' });
        assert.deepEqual(
          matches.map(({ text }) => text),
          ['needle(1)', 'needle 2'],
        );
      });
      it('takes globs of names, of paths and of what to leave out; ignored files stay ignored', async () => {
        assert.deepEqual((await search({ include: '*.ts' })).at, ['a.ts:1', 'src/b.ts:1', 'src/b.ts:3']);
        assert.deepEqual((await search({ include: 'src/**/*.css' })).at, ['src/deep/c.css:1']);
        assert.deepEqual((await search({ include: '*.log' })).at, ['src/keep.log:1']);
        assert.deepEqual((await search({ include: '*.{css,ts}' })).at.length, 4);
        const without = found.filter((at) => !at.startsWith('src/b.ts'));
        assert.deepEqual((await search({ include: '!src/b.ts' })).at, without);
      });
      it('reads a pattern as text or as an expression', async () => {
        assert.deepEqual((await search({ pattern: 'needle(1)' })).at, ['src/b.ts:1']);
        assert.deepEqual((await search({ pattern: 'needle \\d$', isRegex: true })).at, ['src/b.ts:3']);
        assert.deepEqual((await search({ pattern: 'needle\\(\\d\\)$', isRegex: true })).at, ['src/b.ts:1']);
        assert.deepEqual((await search({ pattern: 'Needle' })).at, []);
        assert.deepEqual((await search({ pattern: '-e --' })).at, ['a b/-x.txt:1']);
      });
      it('says when there is more', async () => {
        const { at, truncated } = await search({ maxMatches: 3 });
        assert.equal(at.length, 3);
        assert.equal(truncated, true);
        assert.equal((await search({ maxMatches: found.length })).truncated, false);
      });
      it('explains a wrong expression', async () => {
        await assert.rejects(
          search({ pattern: 'a(', isRegex: true }),
          (error) => error instanceof ToolError && /pattern/.test(error.message),
        );
      });
      it('gives the beginning of a long line, and nothing of one in a huge file', async () => {
        await writeFile(join(root, 'line.txt'), `${'"'.repeat(2_400_000)}straw${'"'.repeat(2_400_000)}`);
        await writeFile(join(root, 'huge.txt'), `${'"'.repeat(20_000_000)}straw${'"'.repeat(20_000_000)}`);
        const { at, matches } = await search({ pattern: 'straw' });
        assert.deepEqual(at, ['line.txt:1']);
        assert.equal(matches[0]!.text.length, 2000);
      });
      it('ends when aborted', async () => {
        const controller = new AbortController();
        const search = searchFolder({ root, request: request({}), ...(rg && { rg }), signal: controller.signal });
        controller.abort(new Error('stop'));
        await assert.rejects(search, /stop/);
      });
    });
  }

  it('walks when the ripgrep it was given cannot run', async () => {
    const { matches } = await searchFolder({
      root,
      request: request({}),
      rg: join(root, 'no-such-rg'),
      signal: signal(),
    });
    assert.equal(matches.length, found.length);
  });

  it('is not steered by a configuration file in the environment', async () => {
    const before = process.env.RIPGREP_CONFIG_PATH;
    await writeFile(join(root, '.git', 'rgrc'), '--ignore-case\n');
    process.env.RIPGREP_CONFIG_PATH = join(root, '.git', 'rgrc');
    try {
      const { matches } = await searchFolder({
        root,
        request: request({ pattern: 'NEEDLE' }),
        rg: rgPath,
        signal: signal(),
      });
      assert.deepEqual(matches, []);
    } finally {
      if (before === undefined) delete process.env.RIPGREP_CONFIG_PATH;
      else process.env.RIPGREP_CONFIG_PATH = before;
    }
  });
});

describe('finding ripgrep', () => {
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const places = [
    ['node_modules', '@vscode', 'ripgrep-universal', 'bin', `${process.platform}-${process.arch}`],
    ['node_modules', '@vscode', 'ripgrep', 'bin'],
    ['node_modules.asar.unpacked', '@vscode', 'ripgrep-universal', 'bin', `${process.platform}-${process.arch}`],
    ['node_modules.asar.unpacked', '@vscode', 'ripgrep', 'bin'],
  ];
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'castor-rg-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const put = async (...path: string[]) => {
    const file = join(root, ...path, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, '#!/bin/sh\n', { mode: 0o755 });
    return file;
  };

  for (const place of places) {
    it(`knows ${place.slice(0, 3).join('/')}`, async () => {
      const file = await put(...place);
      assert.equal(await findRipgrep(root, { PATH: '' }), file);
    });
  }
  it('takes one on PATH, from absolute entries only', async () => {
    const file = await put('bin');
    assert.equal(await findRipgrep(undefined, { PATH: join(root, 'bin') }), file);
    assert.equal(await findRipgrep(undefined, { PATH: `.${process.platform === 'win32' ? ';' : ':'}bin` }), undefined);
    assert.equal(await findRipgrep(join(root, 'nowhere'), {}), undefined);
  });
});
