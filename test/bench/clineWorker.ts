// A patch and a folder in, the ms that Cline's tool took to read the file and apply it out: in a thread of its own, which can be ended.

import { parentPort } from 'node:worker_threads';
import { peer } from './peers.ts';

interface Cline {
  computePatchChanges(patch: string, cwd: string): Promise<unknown>;
}

const { computePatchChanges } = await peer<Cline>('@cline/core/dist/index.js', 'cline');

parentPort?.on('message', async ({ patch, folder }: { readonly patch: string; readonly folder: string }) => {
  const start = performance.now();
  // What it refuses costs it the same search.
  await computePatchChanges(patch, folder).catch(() => {});
  parentPort?.postMessage({ took: performance.now() - start });
});
parentPort?.postMessage('ready');
