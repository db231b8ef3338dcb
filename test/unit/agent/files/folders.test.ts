// Calls that make, move and delete on a real disk, and the way back: permission bits and folders, empty ones too, are as they were.

import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Restored, Restores } from '../../../../src/agent/files/restores.ts';
import { TurnFiles } from '../../../../src/agent/files/turnFiles.ts';
import { Ledger } from '../../../../src/agent/ledger.ts';
import type { Change } from '../../../../src/agent/workspace.ts';
import type { Judged, Operation } from '../../../../src/gate/judged.ts';
import { checkpointFolder } from '../../../../src/node/checkpoints.ts';
import type { SessionEvent } from '../../../../src/shared/events.ts';
import { diskFiles } from '../../../support/diskFiles.ts';
import { workspaceOn } from '../../node/checkpointsWorld.ts';

describe('permission bits and folders', () => {
  let base: string;
  let root: string;
  let events: SessionEvent[];
  let ledger: Ledger;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'castor-folders-'));
    root = join(base, 'ws');
    events = [];
    ledger = new Ledger();
    emit({ type: 'prompt.sent', turn: 't1', at: 0, text: '', attachments: [], model: '' });
    await put('src/a.txt', 'a\n');
    await put('tools/build.sh', '#!/bin/sh\n', 0o755);
    await put('tools/secret.txt', 'mine\n', 0o600);
    await mkdir(join(root, 'tools', 'empty', 'deep'), { recursive: true });
  });
  afterEach(() => rm(base, { recursive: true }));

  function emit(event: SessionEvent): void {
    events.push(event);
    ledger.add(event);
  }

  async function put(path: string, text: string, mode = 0o644): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
    await chmod(join(root, path), mode);
  }

  const common = () => ({
    checkpoints: checkpointFolder(join(base, 'checkpoints')),
    rawFiles: diskFiles,
    clock: { now: () => 0, sleep: async () => {} },
    emit,
  });

  const place = (path: string, operation: Operation): Judged => ({
    verdict: 'ask',
    path,
    operation,
    folder: { name: 'ws', root, onDisk: true },
    absolute: join(root, path),
  });
  const remove = (path: string): Change => ({ kind: 'delete', place: place(path, 'delete') });
  const create = (path: string): Change => ({ kind: 'create', place: place(path, 'create'), after: 'new\n' });
  const move = (path: string, to: string): Change => ({
    kind: 'rename',
    place: place(path, 'rename'),
    to: place(to, 'create'),
  });

  /** Kept, made on the disk, recorded, as a call does it. */
  async function make(...changes: readonly Change[]): Promise<void> {
    const around = await new TurnFiles('t1', { ...common(), workspace: workspaceOn(root) }).keep('c1', changes);
    await around(async () => {
      for (const change of changes) await makeOne(change);
      const texts = changes.map((one) => (one.kind === 'create' ? workspaceOn(root).readText(one.place) : undefined));
      return Promise.all(texts);
    });
  }

  async function makeOne(change: Change): Promise<void> {
    const { absolute } = change.kind === 'rename' ? change.to : change.place;
    if (change.kind === 'delete') return rm(absolute, { recursive: true });
    await mkdir(dirname(absolute), { recursive: true });
    if (change.kind === 'rename') await rename(change.place.absolute, absolute);
    else if (change.kind === 'create') await writeFile(absolute, change.after);
  }

  const restores = () =>
    new Restores(ledger, {
      ...common(),
      log: { error: (_, error) => assert.fail(error as Error), warn() {}, info() {}, debug() {} },
      allows: async () => true,
      committed: async () => {},
    });

  async function restore(): Promise<Restored> {
    return restores().make(await restores().plan('t1'));
  }

  async function undo(): Promise<Restored> {
    return restores().make((await restores().planUndo())!);
  }

  /** Every folder, and every file with its bits and its text. */
  async function tree(): Promise<readonly string[]> {
    const names = (await readdir(root, { recursive: true })).sort();
    const lines = names.map(async (name) => {
      const found = await stat(join(root, name));
      if (found.isDirectory()) return `${name}/`;
      return `${name} ${(found.mode & 0o777).toString(8)} ${await readFile(join(root, name), 'utf8')}`;
    });
    return Promise.all(lines);
  }

  /** Made, restored, undone, redone: each time all is as it was. */
  async function thereAndBack(...changes: readonly Change[]): Promise<void> {
    const before = await tree();
    await make(...changes);
    const after = await tree();
    assert.notDeepEqual(after, before);
    for (const [step, wanted] of [
      [restore, before],
      [undo, after],
      [undo, before],
    ] as const) {
      assert.deepEqual((await step()).left, []);
      assert.deepEqual(await tree(), wanted);
    }
  }

  it('of a script that was deleted come back with it', () => thereAndBack(remove('tools/build.sh')));

  it('of a whole folder come back, the empty ones in it as well', () => thereAndBack(remove('tools')));

  it('of an empty folder alone come back', () => thereAndBack(remove('tools/empty')));

  it('that were made for a file go with it', () => thereAndBack(create('docs/deep/NOTE.md'), create('docs/TWO.md')));

  it('of a folder that was moved are back, and nothing is left of where it was', () =>
    thereAndBack(move('tools', 'lib/all/tools'), move('src/a.txt', 'lib/all/a.txt')));

  it('are on record before anything is touched', async () => {
    await make(remove('tools'));
    const kept = events.find(({ type }) => type === 'files.kept') as Extract<SessionEvent, { type: 'files.kept' }>;
    assert.deepEqual(
      kept.files.map(({ path, before, mode }) => [path, before === 'folder', mode]),
      [
        ['tools', true, undefined],
        ['tools/empty', true, undefined],
        ['tools/empty/deep', true, undefined],
        ['tools/build.sh', false, 0o755],
        ['tools/secret.txt', false, 0o600],
      ],
    );
  });

  it('a folder in which the person has put something stays', async () => {
    await make(create('docs/NOTE.md'));
    await put('docs/mine.md', 'mine\n');
    assert.deepEqual((await restore()).left, []);
    assert.deepEqual(await readdir(join(root, 'docs')), ['mine.md']);
  });

  it('what an edit and a deletion leave comes back as it was before both', async () => {
    const before = await tree();
    const script = place('tools/build.sh', 'edit');
    const text = await workspaceOn(root).readText(script);
    const edited = { kind: 'edit', place: script, before: text, after: '#!/bin/sh\nexit 1\n' } as const;
    const around = await new TurnFiles('t1', { ...common(), workspace: workspaceOn(root) }).keep('c1', [edited]);
    await around(() => workspaceOn(root).apply([edited]));
    await make(remove('tools/build.sh'));
    assert.deepEqual(await restore(), { files: 1, left: [] });
    assert.deepEqual(await tree(), before);
  });
});
