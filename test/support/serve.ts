// A folder and settings in, a running VS Code server on a loopback port out; stops with `close` or with this process.

import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { remove, repo, temporaryFolder } from './repo.ts';
import { type Installed, type Version, vscodeServer } from './vscodeServer.ts';

export interface ServeOptions {
  /** 1.139 unless told. */
  readonly version?: Version;
  /** Opened when the address names no folder; absolute. */
  readonly folder?: string;
  /** A .code-workspace file that is opened instead of a folder; absolute. */
  readonly workspace?: string;
  /** User settings on top of those that keep VS Code quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the server and so of the extension host; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** True: VS Code asks whether the folder is trusted. */
  readonly askTrust?: boolean;
  /** An extension to install before the start, absolute path of a .vsix file. */
  readonly vsix?: string;
  /** False: as a person has it. Else a window may name extensions to run from source, and notifications do not pop up. */
  readonly driven?: boolean;
  /** Folders of extensions that are there as if installed; of each only what runs is taken. */
  readonly extensions?: readonly string[];
}

/** What the address of a window may carry beside the folder. */
export interface WindowOptions {
  readonly folder?: string;
  readonly workspace?: string;
  /** Folder of an extension to run from source; this repository unless told; null: none. */
  readonly extension?: string | null;
  /** A CommonJS file that exports `run(): Promise<void>`, run inside the extension host. */
  readonly tests?: string;
}

export interface Served {
  readonly version: Version;
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** Folder of user data, settings and logs. */
  readonly data: string;
  /** Address of a window. */
  url(options?: WindowOptions): string;
  /** Everything the server wrote so far. */
  output(): string;
  close(): Promise<void>;
}

/** User settings that keep VS Code from asking, fetching and showing what no test or newcomer wants. */
export const quiet = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'security.workspace.trust.untrustedFiles': 'open',
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'visible',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Installs VS Code where it is missing, starts its server and answers once it accepts connections. Rejects with its output. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const installed = await vscodeServer(options.version ?? '1.139');
  const data = temporaryFolder('vscode');
  mkdirSync(join(data, 'data', 'User'), { recursive: true });
  const settings = { ...quiet, ...options.settings };
  writeFileSync(join(data, 'data', 'User', 'settings.json'), JSON.stringify(settings, null, 2));
  for (const folder of options.extensions ?? []) place(folder, join(data, 'extensions'));
  if (options.vsix) await installVsix(installed, data, options.vsix);
  const builtIn = options.driven === false ? ['--builtin-extensions-dir', builtIns(installed, data)] : [];
  const child = spawn(installed.node, [installed.entry, ...serverArguments(data, options), ...builtIn], {
    env: { ...process.env, ...cleared, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { port, output } = await listening(child);
  const origin = `http://127.0.0.1:${port}`;
  const stop = () => child.kill('SIGKILL');
  process.on('exit', stop);
  return {
    version: installed.version,
    origin,
    data,
    output,
    url: (window = {}) => address(origin, { folder: options.folder, workspace: options.workspace, ...window }),
    async close() {
      process.off('exit', stop);
      await stopped(child);
      remove(data);
    },
  };
}

// What npm and a surrounding VS Code put into the environment must not reach the one under test.
const cleared = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(npm_|VSCODE_|ELECTRON_)/i.test(name) || name === 'NODE_OPTIONS')
    .map((name) => [name, undefined]),
);

function serverArguments(data: string, { folder, port = 0, askTrust = false, driven = true }: ServeOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off'],
    ...['--server-data-dir', data],
    ...(driven ? ['--enable-smoke-test-driver'] : []),
    ...(folder ? ['--default-folder', folder] : []),
    ...(askTrust ? [] : ['--disable-workspace-trust']),
  ];
}

/** The development extension and the tests travel in `payload`, which only a server with the smoke test driver honours. */
function address(origin: string, { folder, workspace, extension = repo, tests }: WindowOptions): string {
  const remote = (path: string) => `vscode-remote://${new URL(origin).host}${path}`;
  const payload = [
    ['skipWelcome', 'true'],
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
  ];
  const query = new URLSearchParams({
    ...(workspace ? { workspace } : folder && { folder }),
    payload: JSON.stringify(payload),
  });
  return `${origin}/?${query}`;
}

const running = [
  'package.json',
  'package.nls.json',
  'dist',
  'media',
  'l10n',
  'opener.cjs',
  'reader.cjs',
  'tooler.cjs',
  'vault.cjs',
];

/** VS Code takes what lies in the folder of extensions for installed when it first looks into it. */
function place(folder: string, extensions: string): void {
  const { publisher, name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const part of running.filter((part) => existsSync(join(folder, part)))) {
    cpSync(join(folder, part), join(extensions, `${publisher}.${name}-${version}`, part), { recursive: true });
  }
}

/** All but the one for TypeScript: the server it starts is no part of what npm installs, and it says that a virus scanner ate it. */
function builtIns({ entry }: Installed, data: string): string {
  const [from, to] = [join(entry, '..', '..', 'extensions'), join(data, 'built-in')];
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name !== 'typescript-language-features') symlinkSync(join(from, name), join(to, name));
  }
  return to;
}

async function installVsix({ node, entry }: Installed, data: string, vsix: string): Promise<void> {
  const args = [entry, '--accept-server-license-terms', '--server-data-dir', data];
  const child = spawn(node, [...args, '--install-extension', vsix, '--force'], { env: { ...process.env, ...cleared } });
  const output = collect(child);
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0 || !/successfully installed/.test(output())) throw new Error(`${vsix} did not install:\n${output()}`);
}

function collect(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer) => {
    text += chunk;
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}

/** Waits for the line that tells the port. */
function listening(child: ChildProcess): Promise<{ readonly port: number; readonly output: () => string }> {
  const output = collect(child);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('did not start within 60 s'), 60_000);
    const fail = (why: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`The VS Code server ${why}:\n${output()}`));
    };
    child.stdout?.on('data', () => {
      const bound = /Extension host agent listening on (\d+)[\s\S]*Extension host agent started/.exec(output());
      if (!bound) return;
      clearTimeout(timer);
      resolve({ port: Number(bound[1]), output });
    });
    child.on('error', (error) => fail(`could not be run (${error.message})`));
    child.on('close', (code) => fail(`ended with ${code}`));
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // Not 'close': processes of the server may hold its output open for a while.
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
  await gone;
  clearTimeout(timer);
}
