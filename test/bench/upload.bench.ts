// A video of 200 MB from the disk to the emulator: what the process that sends it grows by, in a process of its own.

import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../emulator/server.ts';
import { nodeBinary, temporaryFolder } from '../support/repo.ts';
import type { Row } from './row.ts';

export const title = 'memory of an upload';

const megabytes = 200;

export async function run(): Promise<readonly Row[]> {
  const folder = temporaryFolder('upload');
  const file = join(folder, 'film.mp4');
  const descriptor = openSync(file, 'w');
  const piece = Buffer.alloc(1_000_000, 'film');
  for (let i = 0; i < megabytes; i++) writeSync(descriptor, piece);
  closeSync(descriptor);
  const emulator = await startEmulator();
  try {
    const [grown = 0, ms = 0] = (await alone(emulator.url, file)).split(' ').map(Number);
    return [
      { name: `upload of ${megabytes} MB, memory`, value: grown / 1e6, unit: 'MB' },
      { name: `upload of ${megabytes} MB, time`, value: ms, unit: 'ms' },
    ];
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The emulator keeps what it gets, so the sender must be another process. */
function alone(...args: readonly string[]): Promise<string> {
  const child = spawn(nodeBinary, [join(import.meta.dirname, 'uploadOne.ts'), ...args]);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.pipe(process.stderr);
  return new Promise((resolve, reject) => {
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`It ended with ${code}`))));
  });
}
