// Files that get another name, go to the trash, or have a symbol renamed in them: planned, shown, asked each time, made all or none.

import assert from 'node:assert/strict';
import type { FileEdits, Language } from '../../../src/agent/calls/language.ts';
import { calls, says } from '../../support/scriptedGemini.ts';
import type { Options } from '../agent/harness.ts';
import { resultsOf, seenEvent, sessionOver } from '../agent/harness.ts';

const files = {
  'src/a.ts': 'export const one = 1;\nexport const two = one + one;\n',
  'src/b.ts': 'import { one } from "./a.ts";\r\none;\r\n',
  'package.json': '{}',
  '.git/config': '[core]',
};

/** One call, allowed; what was asked, what the model was told, and the files afterwards. */
async function made(name: string, args: Readonly<Record<string, unknown>>, options: Options = {}) {
  const all = sessionOver([calls('v1_a', { id: 'c1', name, arguments: args }), says('v1_b', 'ok')], {
    files,
    settings: { allowEdits: true },
    ...options,
  });
  all.session.onEvent((event) => event.type === 'approval.requested' && all.session.decide(event.call, 'allow'));
  await all.session.send({ text: 'x', attachments: [] });
  const approval = all.seen.flatMap((event) => (event.type === 'approval.requested' ? [event.approval] : []))[0];
  return { all, approval, files: all.memory.files, result: resultsOf(all.requests[1]!.input)[0]! };
}

describe('rename_file', () => {
  it('asks in every mode, shows both names, and moves the file with its text', async () => {
    const { approval, files: now, result } = await made('rename_file', { from: 'src/a.ts', to: 'lib/deep/a.ts' });
    assert.deepEqual(
      approval?.changes.map(({ kind, path, to }) => [kind, path, to]),
      [['rename', 'src/a.ts', 'lib/deep/a.ts']],
    );
    assert.equal(approval?.always, true);
    assert.equal(result.result, 'Renamed src/a.ts to lib/deep/a.ts.');
    assert.deepEqual([now.get('lib/deep/a.ts'), now.has('src/a.ts')], [files['src/a.ts'], false]);
  });

  it('refuses what is not there, what is taken, what leads outside, and what must not be touched', async () => {
    const refused = async (from: string, to: string, why: RegExp) => {
      const { approval, files: now, result } = await made('rename_file', { from, to });
      assert.equal(result.is_error, true, `${from} → ${to}`);
      assert.match(String(result.result), why);
      assert.equal(approval, undefined);
      assert.deepEqual(Object.fromEntries(now), files);
    };
    await refused('src/c.ts', 'd.ts', /does not exist. Did you mean/);
    await refused('src/a.ts', 'src/b.ts', /exists already/);
    await refused('src/a.ts', '../a.ts', /leaves the folder/);
    await refused('/etc/passwd', 'a', /absolute/);
    await refused('.git/config', 'config', /.git/);
    await refused('src/a.ts', '.git/hooks/pre-commit', /.git/);
    await refused('src', 'src/sub', /is inside src/);
    await refused('src', '.', /./);
  });

  it('to the name of a file that runs code says so', async () => {
    const { approval } = await made('rename_file', { from: 'src/a.ts', to: '.vscode/tasks.json' });
    assert.equal(approval?.always, true);
    assert.ok(approval?.reason);
  });
});

describe('move', () => {
  const lib = { ...files, 'lib/b.ts': 'taken\n' };

  it('asks in every mode, shows each from and to, and moves all of them with their texts', async () => {
    const { approval, files: now, result } = await made('move', { paths: ['src/a.ts', 'src/b.ts'], to_folder: 'x/y/' });
    assert.equal(approval?.title, 'Move 2 items to x/y/');
    assert.equal(approval?.always, true);
    assert.deepEqual(
      approval?.changes.map(({ kind, path, to }) => [kind, path, to]),
      [
        ['rename', 'src/a.ts', 'x/y/a.ts'],
        ['rename', 'src/b.ts', 'x/y/b.ts'],
      ],
    );
    assert.equal(result.result, 'Moved 2 items.\nsrc/a.ts → x/y/a.ts\nsrc/b.ts → x/y/b.ts');
    assert.deepEqual(
      [now.get('x/y/a.ts'), now.get('x/y/b.ts'), now.has('src/a.ts'), now.has('src/b.ts')],
      [files['src/a.ts'], files['src/b.ts'], false, false],
    );
  });

  it('to the root takes "."', async () => {
    const { files: now } = await made('move', { paths: ['src/a.ts'], to_folder: '.' });
    assert.equal(now.get('a.ts'), files['src/a.ts']);
  });

  it('of a folder says that everything in it goes; to a guarded folder says why it asks', async () => {
    const folder = await made('move', { paths: ['src'], to_folder: 'old' });
    assert.match(folder.approval?.reason ?? '', /everything in it/);
    const several = await made('move', { paths: ['package.json', 'src'], to_folder: 'old' });
    assert.match(several.approval?.reason ?? '', /src: This is a folder/);
    const guarded = await made('move', { paths: ['src/a.ts'], to_folder: '.vscode' });
    assert.match(guarded.approval?.reason ?? '', /can make programs run/);
  });

  it('moves none where one cannot go, and says which and why', async () => {
    const refused = async (paths: readonly string[], to: string, why: RegExp) => {
      const args = { paths, to_folder: to };
      const { approval, files: now, result } = await made('move', args, { files: lib });
      assert.equal(result.is_error, true, `${paths} → ${to}`);
      assert.match(String(result.result), why);
      assert.equal(approval, undefined);
      assert.deepEqual(Object.fromEntries(now), lib);
    };
    await refused(['src/a.ts', 'src/c.ts'], 'x', /src\/c\.ts does not exist\. Did you mean/);
    await refused(['src/a.ts', 'src/b.ts'], 'lib', /^lib\/b\.ts: .*exists already.*Nothing was moved/);
    await refused(['src/a.ts', 'src'], 'x', /src\/a\.ts goes with src: leave it out/);
    await refused(['src/a.ts', 'src/a.ts'], 'x', /src\/a\.ts is named twice: leave it out/);
    await refused(['src/b.ts', 'lib/b.ts'], 'x', /Two of the paths have the name b\.ts/);
    await refused(['src/a.ts'], 'src', /src\/a\.ts is there already/);
    await refused(['src'], 'src/sub', /src\/sub\/src would be inside src itself/);
    await refused(['src/a.ts'], 'src/b.ts', /src\/b\.ts\/a\.ts: .*Nothing was moved/);
    await refused(['src/a.ts'], '..', /leaves the folder/);
    await refused(['src/a.ts'], '/tmp', /absolute/);
    await refused(['src/a.ts'], '.git/hooks', /\.git/);
    await refused(['.git/config'], 'x', /\.git/);
    await refused(['../a.ts'], 'x', /leaves the folder/);
    await refused([], 'x', /Invalid arguments/);
  });
});

describe('delete_file', () => {
  it('asks in every mode, shows what goes, and deletes it', async () => {
    const { approval, files: now, result } = await made('delete_file', { path: 'src/b.ts' });
    assert.deepEqual(
      approval?.changes.map(({ kind, path }) => [kind, path]),
      [['delete', 'src/b.ts']],
    );
    assert.equal(approval?.always, true);
    assert.equal(result.result, 'Deleted src/b.ts.');
    assert.ok(!now.has('src/b.ts') && now.has('src/a.ts'));
  });

  it('of a folder says that everything in it goes', async () => {
    const { approval } = await made('delete_file', { path: 'src' });
    assert.match(approval?.reason ?? '', /everything in it/);
  });

  it('refuses the repository, the root, and what is not there', async () => {
    for (const path of ['.git', '.git/config', '.', '..', 'none.ts']) {
      const { approval, result, files: now } = await made('delete_file', { path });
      assert.equal(result.is_error, true, path);
      assert.equal(approval, undefined, path);
      assert.deepEqual(Object.fromEntries(now), files);
    }
  });

  it('denied: nothing is deleted', async () => {
    const all = sessionOver(
      [calls('v1_a', { id: 'c1', name: 'delete_file', arguments: { path: 'src/b.ts' } }), says('v1_b', 'ok')],
      { files },
    );
    const turn = all.session.send({ text: 'x', attachments: [] });
    await seenEvent(all, 'approval.requested');
    all.session.decide('c1', 'deny');
    await turn;
    assert.deepEqual(Object.fromEntries(all.memory.files), files);
  });
});

describe('rename_symbol', () => {
  const place = (line: number, column: number, length: number, text: string) => ({
    start: { line, column },
    end: { line, column: column + length },
    text,
  });
  const language = (edits: readonly FileEdits[] | undefined): Language => ({
    symbols: async () => [],
    definitions: async () => [],
    references: async () => [],
    rename: async () => edits,
  });
  const symbol = { path: 'src/a.ts', line: 1, symbol: 'one', new_name: 'uno' };
  const everywhere: readonly FileEdits[] = [
    { path: 'src/a.ts', edits: [place(1, 14, 3, 'uno'), place(2, 20, 3, 'uno'), place(2, 26, 3, 'uno')] },
    { path: 'src/b.ts', edits: [place(2, 1, 3, 'uno'), place(1, 10, 3, 'uno')] },
  ];

  it('is one change of all files, line ends kept', async () => {
    const {
      approval,
      files: now,
      result,
    } = await made('rename_symbol', symbol, {
      language: language(everywhere),
      settings: {},
    });
    assert.deepEqual(
      approval?.changes.map(({ path, kind }) => [path, kind]),
      [
        ['src/a.ts', 'edit'],
        ['src/b.ts', 'edit'],
      ],
    );
    assert.equal(now.get('src/a.ts'), 'export const uno = 1;\nexport const two = uno + uno;\n');
    assert.equal(now.get('src/b.ts'), 'import { uno } from "./a.ts";\r\nuno;\r\n');
    assert.equal(result.result, 'Renamed one to uno in 5 places of 2 files.\nsrc/a.ts: 3 places\nsrc/b.ts: 2 places');
  });

  it('touches nothing when one of the files may not be changed', async () => {
    for (const path of ['.git/config', '../outside.ts']) {
      const edits = [...everywhere, { path, edits: [place(1, 1, 1, 'x')] }];
      const { approval, result, files: now } = await made('rename_symbol', symbol, { language: language(edits) });
      assert.equal(result.is_error, true);
      assert.match(String(result.result), /may not be changed\. Nothing was renamed/);
      assert.equal(approval, undefined);
      assert.deepEqual(Object.fromEntries(now), files);
    }
  });

  it('asks in every mode when a file that runs code is among them', async () => {
    const edits = [...everywhere, { path: 'package.json', edits: [place(1, 2, 0, ' ')] }];
    const { approval } = await made('rename_symbol', symbol, { language: language(edits) });
    assert.equal(approval?.always, true);
  });

  it('says what to do where there is no language support', async () => {
    for (const edits of [undefined, []]) {
      const { result } = await made('rename_symbol', symbol, { language: language(edits) });
      assert.match(String(result.result), /cannot rename one there\. Find its uses/);
    }
  });
});
