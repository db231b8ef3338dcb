// `npm start [-- --port N --folder DIR]` in, VS Code with Castor on a workspace out, served to any browser until Ctrl+C.

import { spawnSync } from 'node:child_process';
import { cpSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmulator } from '../emulator/server.ts';
import { nodeBinary, remove, repo, temporaryFolder } from './repo.ts';
import { serve } from './serve.ts';

const { port, folder: own } = wanted();
await free(port);
/** What there is to close, the last first. */
const open: (() => Promise<void> | void)[] = [];
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
// npm passes a signal on to the shell between it and this process, and that shell does not: it just goes.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && end(0), 500).unref();

/** Any key is good for the simulator but the one it keeps to show what a bad one does. */
const simulatorKey = 'simulator';

const built = spawnSync(nodeBinary, ['esbuild.mjs'], { cwd: repo, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const folder = own ?? sample();
const real = Boolean(process.env.GEMINI_API_KEY?.trim());
const emulator = real ? undefined : await startEmulator({ brain: true });
if (emulator) open.push(() => emulator.close());
const served = await serve({
  folder,
  port,
  driven: false,
  extensions: [repo, join(import.meta.dirname, 'opener')],
  settings: { 'workbench.startupEditor': 'readme', ...(emulator && { 'castor.api.baseUrl': emulator.url }) },
  env: emulator ? { GEMINI_API_KEY: simulatorKey } : {},
}).catch((error: Error) => {
  console.error(error.message);
  return end(1);
});
if (served) {
  open.push(() => served.close());
  console.log(
    real
      ? 'Castor answers with Gemini, through your GEMINI_API_KEY.'
      : 'Castor answers with its built-in simulator: no key, no network, no model. Set GEMINI_API_KEY to talk to Gemini.',
  );
  console.log(`VS Code with Castor on ${folder}${own ? '' : ', a sample'}. Open it in a browser; Ctrl+C ends it:`);
  console.log(`${served.origin}/`);
}

/** A wrong argument ends the process with a word about it. */
function wanted(): { readonly port: number; readonly folder: string | undefined } {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, folder: { type: 'string' } } });
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535)
      throw new Error(`--port ${values.port}: no port`);
    // npm runs scripts in the folder of the package and tells where it was called.
    const path = values.folder && resolve(process.env.INIT_CWD ?? '.', values.folder);
    if (path && !statSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`--folder ${path}: no folder`);
    return { port: Number(values.port), folder: path };
  } catch (error) {
    console.error(`${(error as Error).message}\nnpm start [-- --port N --folder DIR]`);
    process.exit(2);
  }
}

/** A port that is taken ends the process before anything is built. */
async function free(port: number): Promise<void> {
  const probe = createServer();
  const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    probe.once('error', resolve);
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve(undefined));
  });
  if (!error) return void (await new Promise((resolve) => probe.close(resolve)));
  const why = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${error.code})`;
  console.error(`Port ${port} ${why}. Choose another, or leave --port out: then any free one is taken.`);
  process.exit(2);
}

/** A copy, so that what Castor changes there is gone with it. */
function sample(): string {
  const home = temporaryFolder('sample');
  open.push(() => remove(home));
  const shop = join(home, 'shop');
  cpSync(join(repo, 'test', 'fixtures', 'sample'), shop, { recursive: true });
  return shop;
}

async function end(code: number): Promise<undefined> {
  if (ending) return;
  ending = true;
  for (const close of open.toReversed()) await close();
  process.exit(code);
}
