// Edits of files of three sizes by the way of a call: what keeping them costs on top, beside writing and syncing the file itself.

import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TurnFiles } from '../../src/agent/files/turnFiles.ts';
import type { Change } from '../../src/agent/workspace.ts';
import { checkpointFolder } from '../../src/node/checkpoints.ts';
import { diskFiles } from '../support/diskFiles.ts';
import { workspaceOn } from '../unit/node/checkpointsWorld.ts';
import { alternate, type Row } from './row.ts';

export const title = 'keeping a file before and after an edit';

const sizes = { '1 KB': 1e3, '100 KB': 1e5, '5 MB': 5e6 } as const;

export async function run(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [name, bytes] of Object.entries(sizes)) rows.push(await one(name, bytes));
  return rows;
}

async function one(name: string, bytes: number): Promise<Row> {
  const root = await mkdtemp(join(tmpdir(), 'castor-bench-'));
  try {
    await writeFile(join(root, 'f.txt'), 'x'.repeat(bytes));
    const workspace = workspaceOn(root);
    const files = new TurnFiles('t1', {
      checkpoints: checkpointFolder(join(root, 'checkpoints')),
      rawFiles: diskFiles,
      workspace,
      clock: { now: () => 0, sleep: async () => {} },
      emit: () => {},
    });
    const place = {
      verdict: 'ask',
      path: 'f.txt',
      operation: 'edit',
      folder: { name: 'ws', root, onDisk: true },
      absolute: join(root, 'f.txt'),
    } as const;
    let at = 0;
    const change = async (): Promise<Change> => {
      const before = await workspace.readText(place);
      return { kind: 'edit', place, before, after: `${at++}${before.text.slice(1)}` };
    };
    const times = await alternate(9, {
      castor: async () => {
        const made = await change();
        const around = await files.keep(`c${at}`, [made]);
        await around(() => workspace.apply([made]));
      },
      alone: async () => void (await workspace.apply([await change()])),
      synced: () => writeSynced(join(root, 'g.txt'), 'x'.repeat(bytes)),
    });
    const value = times.castor! - times.alone!;
    return {
      name: `added to an edit of ${name}`,
      value,
      unit: 'ms',
      peer: { name: 'write and sync it', value: times.synced! },
      ratio: value / times.synced!,
    };
  } finally {
    await rm(root, { recursive: true });
  }
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w');
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
}
