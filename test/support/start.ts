// `npm start [-- --port N]` in, VS Code with Castor on a sample workspace out, served to any browser until Ctrl+C.

import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmulator } from '../emulator/server.ts';
import { nodeBinary, remove, repo, temporaryFolder } from './repo.ts';
import { serve } from './serve.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });

/** Any key is good for the simulator but the one it keeps to show what a bad one does. */
const simulatorKey = 'simulator';

const built = spawnSync(nodeBinary, ['esbuild.mjs'], { cwd: repo, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const home = temporaryFolder('sample');
const folder = join(home, 'shop');
cpSync(join(repo, 'test', 'fixtures', 'sample'), folder, { recursive: true });

const real = Boolean(process.env.GEMINI_API_KEY?.trim());
const emulator = real ? undefined : await startEmulator({ brain: true });
const served = await serve({
  folder,
  port: Number(values.port),
  extensions: [repo, join(import.meta.dirname, 'opener')],
  settings: { 'workbench.startupEditor': 'readme', ...(emulator && { 'castor.api.baseUrl': emulator.url }) },
  env: emulator ? { GEMINI_API_KEY: simulatorKey } : {},
});

console.log(
  real
    ? 'Castor answers with Gemini, through your GEMINI_API_KEY.'
    : 'Castor answers with its built-in simulator: no key, no network, no model. Set GEMINI_API_KEY to talk to Gemini.',
);
console.log(`VS Code with Castor and a sample workspace (${folder}). Open it in a browser; Ctrl+C ends it:`);
console.log(`${served.origin}/`);

let ending = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    void Promise.all([served.close(), emulator?.close()]).finally(() => {
      remove(home);
      process.exit(0);
    });
  });
}
