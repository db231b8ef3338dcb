// Any path and any set of folders through the judge: it always answers, and never with a yes to what lies outside.

import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { judgeContent } from '../../../src/gate/content.ts';
import { Grants, isGrantable } from '../../../src/gate/grants.ts';
import { findHidden, revealHidden } from '../../../src/gate/hidden.ts';
import { judge, leadsTheSame } from '../../../src/gate/judge.ts';
import type { FileFacts, Folder, Operation } from '../../../src/gate/judged.ts';
import { isProtectedFromListing, isSecret } from '../../../src/gate/protected.ts';
import { diskFacts } from '../../../src/node/facts.ts';
import { makeWorld, type World } from './world.ts';

const runs = Number(process.env.CASTOR_PATHS ?? 3000);
const operation = fc.constantFrom<Operation>('read', 'list', 'create', 'edit', 'rename', 'delete');
const piece = fc.oneof(
  fc.constantFrom(
    '.',
    '..',
    '',
    'src',
    'a.ts',
    'out',
    'l',
    'loop',
    'gone',
    'd',
    '.git',
    '.vscode',
    '~',
    'new',
    'ws',
    'C:',
    'nul',
    '\\',
    '/',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const path = fc.oneof(
  fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join('/')),
  fc.array(piece, { maxLength: 7 }).map((pieces) => `/ws/${pieces.join('/')}`),
  fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join('\\')),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);

describe('judge', () => {
  let world: World;
  before(() => {
    world = makeWorld([
      { symlink: '/ws/l', to: '/out' },
      { symlink: '/ws/src/l', to: '..' },
      { symlink: '/ws/loop', to: '/ws/loop' },
      { symlink: '/ws/gone', to: '/out/none' },
      { symlink: '/ws/d', to: '/ws/src' },
    ]);
  });
  after(() => world.remove());

  it(`answers ${runs} paths of any kind, and allows none that is outside`, async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(operation, path, fc.constantFrom('/', '\\'), async (kind, raw, separator) => {
        const facts: FileFacts = separator === sep ? diskFacts : { ...diskFacts, separator };
        const judged = await judge({ operation: kind, path: world.place(raw) }, { ...world.context, facts });
        if (judged.verdict === 'deny') return assert.ok(judged.reason);
        if (separator !== sep) return;
        const real = realOf(judged.absolute);
        assert.ok(real === world.root || real.startsWith(world.root + sep), `${raw} → ${real}`);
        assert.ok(!real.includes(`${sep}.git${sep}`) && !judged.path.includes('..'));
        if (kind !== 'read' && kind !== 'list') assert.notEqual(judged.verdict, 'allow');
      }),
      { numRuns: runs, seed: 7 },
    );
  });

  it('gives the same file one canonical path', async () => {
    for (const raw of ['src/a.ts', './src//a.ts', 'src/x/../a.ts', join(world.root, 'src/a.ts')]) {
      const judged = await judge({ operation: 'edit', path: raw }, world.context);
      assert.deepEqual(
        [judged.path, judged.absolute, judged.via],
        ['src/a.ts', join(world.root, 'src', 'a.ts'), undefined],
      );
    }
    const linked = await judge({ operation: 'edit', path: 'd/a.ts' }, world.context);
    assert.deepEqual([linked.verdict, linked.path, linked.via], ['ask', 'd/a.ts', 'src/a.ts']);
  });

  it('always asks for what version control leaves out, by every name it has', async () => {
    const facts = { ...diskFacts, ignored: (_: string, at: string) => at === 'src/a.ts' };
    for (const raw of ['src/a.ts', './src//a.ts', 'd/a.ts']) {
      for (const kind of ['read', 'edit', 'delete', 'rename'] as const) {
        const judged = await judge({ operation: kind, path: raw }, { ...world.context, facts });
        assert.equal(judged.verdict, 'ask_always', `${kind} ${raw}`);
        assert.match(judged.reason ?? '', /\.gitignore/);
      }
    }
    const listed = await judge({ operation: 'list', path: 'src' }, { ...world.context, facts });
    assert.equal(listed.verdict, 'allow');
  });

  it('denies whatever the file system cannot answer', async () => {
    for (const code of ['EACCES', 'EIO', 'ELOOP', 'ENOTDIR', 'ENAMETOOLONG', 'EPERM', undefined]) {
      const fail = () => Promise.reject(Object.assign(new Error('x'), { code }));
      for (const facts of [
        { ...diskFacts, realpath: fail },
        { ...diskFacts, lstat: fail },
        { ...diskFacts, realpath: (at: string) => (at === world.root ? diskFacts.realpath(at) : fail()) },
      ]) {
        const judged = await judge({ operation: 'read', path: 'src/a.ts' }, { ...world.context, facts });
        assert.equal(judged.verdict, 'deny', String(code));
      }
    }
    const excludes = () => assert.fail('broken');
    assert.equal((await judge({ operation: 'read', path: 'a' }, { ...world.context, excludes })).verdict, 'deny');
    for (const raw of [undefined, null, 1, {}, []]) {
      assert.equal((await judge({ operation: 'read', path: raw as unknown as string }, world.context)).verdict, 'deny');
    }
    assert.equal((await judge({ operation: 'read', path: 'a' }, { ...world.context, folders: [] })).verdict, 'deny');
  });

  it('sees that a folder on the way was exchanged between yes and change', async () => {
    mkdirSync(join(world.root, 'pkg'));
    const target = { operation: 'create', path: 'pkg/new.txt' } as const;
    const before = await judge(target, world.context);
    assert.ok(leadsTheSame(before, await judge(target, world.context)));
    renameSync(join(world.root, 'pkg'), join(world.root, 'pkg_'));
    mkdirSync(join(world.root, 'pkg'));
    assert.ok(!leadsTheSame(before, await judge(target, world.context)));
    renameSync(join(world.root, 'pkg'), join(world.root, 'pkg__'));
    symlinkSync(world.place('/out'), join(world.root, 'pkg'));
    assert.ok(!leadsTheSame(before, await judge(target, world.context)));
  });

  it('asks for the folder’s name where there are several, and takes no name that two have', async () => {
    const two = makeWorld([{ dir: '/ws2' }]);
    writeFileSync(join(two.place('/ws2'), 'x'), '');
    const folders: Folder[] = [...two.context.folders, { name: 'web', root: two.place('/ws2'), onDisk: true }];
    const ask = (raw: string, all = folders) =>
      judge({ operation: 'read', path: raw }, { ...two.context, folders: all });
    assert.deepEqual([(await ask('web/x')).path, (await ask('web/x')).verdict], ['web/x', 'allow']);
    assert.equal((await ask(two.place('/ws2/x'))).path, 'web/x');
    assert.match((await ask('src/a.ts')).reason ?? '', /ws, web.*write ws\//);
    assert.equal((await ask('web/../ws/src/a.ts')).verdict, 'deny');
    assert.equal((await ask('web')).verdict, 'deny');
    assert.equal((await judge({ operation: 'list', path: 'web' }, { ...two.context, folders })).verdict, 'allow');
    assert.equal((await ask('web/x', [...folders, { name: 'web', root: two.root, onDisk: true }])).verdict, 'deny');
    two.remove();
  });

  it('judges a folder that is not on disk by its names alone', async () => {
    const folders: Folder[] = [{ name: 'v', root: 'vscode-vfs://github/a/b', onDisk: false }];
    const nothing = () => assert.fail('no disk');
    const context = { folders, facts: { separator: '/', realpath: nothing, lstat: nothing } };
    const edit = await judge({ operation: 'edit', path: 'src/x.ts' }, context);
    assert.deepEqual([edit.verdict, edit.absolute], ['ask', 'vscode-vfs://github/a/b/src/x.ts']);
    assert.equal((await judge({ operation: 'edit', path: 'package.json' }, context)).verdict, 'ask_always');
    assert.equal((await judge({ operation: 'read', path: '../x' }, context)).verdict, 'deny');
  });

  /** Where a path leads, by the deepest part of it that exists. */
  function realOf(absolute: string): string {
    try {
      return realpathSync(absolute);
    } catch {
      return join(realOf(join(absolute, '..')), absolute.slice(absolute.lastIndexOf(sep) + 1));
    }
  }
});

describe('names, content, grants', () => {
  it('keeps keys and git’s files out of searches, in any spelling', () => {
    for (const secret of ['.env', 'a\\.ENV.local', 'x/.ssh/known_hosts', 'k.PEM', '.ｅnv'])
      assert.ok(isSecret(secret), secret);
    for (const plain of ['src/env.ts', '.env.example', 'a.keys.ts', 'ssh/x']) assert.ok(!isSecret(plain), plain);
    assert.ok(isProtectedFromListing('a/.Git/config') && !isProtectedFromListing('a/.github/x'));
  });

  it('never throws on any text, and shows every hidden character it counts', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('a.json', 'a.yaml', 'a.xml', 'config', 'a.ts'),
        (text, file) => {
          judgeContent(file, text);
          const { text: shown, count } = revealHidden(text);
          assert.equal(count, findHidden(text).length);
          assert.equal(findHidden(shown).length, 0);
          assert.equal(count === 0, shown === text);
        },
      ),
      { numRuns: 5000, seed: 3 },
    );
    assert.equal(revealHidden('a\u202eb\u200b\u200b\u200bc').text, 'a⟦U+202E⟧b⟦U+200B×3⟧c');
  });

  it('counts only what a change brings in', () => {
    const old = '{"$schema":"https://a.test/s","x":"\u200b"}';
    assert.equal(judgeContent('a.json', old.replace('x', 'y'), old).verdict, 'allow');
    assert.equal(judgeContent('a.json', old.replace('a.test', 'b.test'), old).verdict, 'ask_always');
    assert.equal(judgeContent('a.json', `${old}\u200b`, old).verdict, 'ask_always');
    assert.match(judgeContent('a.json', old).reason ?? '', /remote reference: https:\/\/a\.test/);
  });

  it('judges hostile megabytes in bounded time', function () {
    this.timeout(30_000);
    for (const unit of [
      '"$schema"/*',
      '$ref: ',
      '<!DOCTYPE SYSTEM "',
      '<?xml-model ',
      'schemaLocation="',
      '[core]',
      '\\"',
      '\u200b',
      '#:schema ',
      '&#x',
      '<include ',
    ]) {
      for (const file of ['a.json', 'a.xml', 'x']) {
        const started = performance.now();
        judgeContent(file, unit.repeat(Math.ceil(1_000_000 / unit.length)));
        const took = performance.now() - started;
        assert.ok(took < 3000, `${unit} in ${file}: ${took} ms`);
      }
    }
  });

  it('remembers edits of ordinary files of one folder, and nothing else', () => {
    const folder: Folder = { name: 'ws', root: '/ws', onDisk: true };
    const place = { verdict: 'ask', path: 'a', operation: 'edit', folder, absolute: '/ws/a' } as const;
    const edit = { effect: 'edit', places: [place] } as const;
    const grants = new Grants();
    assert.ok(!grants.covers(edit));
    grants.add(edit);
    assert.ok(grants.covers({ effect: 'edit', places: [{ ...place, operation: 'create', path: 'b' }] }));
    for (const asked of [
      { effect: 'edit', places: [{ ...place, verdict: 'ask_always' }] },
      { effect: 'edit', places: [place], content: 'ask_always' },
      { effect: 'edit', places: [{ ...place, via: 'b' }] },
      { effect: 'edit', places: [{ ...place, operation: 'delete' }] },
      { effect: 'edit', places: [{ ...place, operation: 'rename' }] },
      { effect: 'edit', places: [] },
      { effect: 'run', places: [place] },
      { effect: 'web', places: [place] },
    ] as const) {
      assert.ok(!isGrantable(asked) && !grants.covers(asked));
      const fresh = new Grants();
      fresh.add(asked);
      assert.ok(!fresh.covers(edit));
    }
    assert.ok(!grants.covers({ effect: 'edit', places: [{ ...place, folder: { ...folder, root: '/other' } }] }));
    grants.clear();
    assert.ok(!grants.covers(edit));
  });
});
