// A version of VS Code in, its server ready to start out: installed once from npm into `.vscode-test/`, without a compiler.

import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeBinary, repo } from './repo.ts';

/** The VS Code Castor is tested in, and the oldest its manifest allows. */
export type Version = '1.139' | '1.110';

interface Pin {
  /** The npm package code-server that holds this VS Code. */
  readonly codeServer: string;
  /** A Node of its own, as VS Code of that age had; undefined: the project's. */
  readonly node?: string;
}

const pins: Record<Version, Pin> = {
  '1.139': { codeServer: '4.139.1' },
  '1.110': { codeServer: '4.110.0', node: '22.23.3' },
};

/** A VS Code server on disk: run `node entry …`. */
export interface Installed {
  readonly version: Version;
  readonly node: string;
  readonly entry: string;
}

const cache = join(repo, '.vscode-test');
const stampName = 'installed.json';

/** Installs the version unless it is there; processes that ask at the same time wait for one another. `say` gets progress lines. */
export async function vscodeServer(version: Version, say: (line: string) => void = console.error): Promise<Installed> {
  const home = join(cache, version);
  const stamp = JSON.stringify({ ...pins[version], platform: process.platform, arch: process.arch });
  const ready = () => existsSync(join(home, stampName)) && readFileSync(join(home, stampName), 'utf8') === stamp;
  if (!ready()) {
    mkdirSync(cache, { recursive: true });
    await alone(`${home}.lock`, async () => {
      if (ready()) return;
      await install(version, home, stamp, say);
    });
  }
  return {
    version,
    node: pins[version].node ? join(home, 'node', 'bin', nodeName()) : nodeBinary,
    entry: join(home, 'package', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

async function install(version: Version, home: string, stamp: string, say: (line: string) => void): Promise<void> {
  const { codeServer, node } = pins[version];
  const started = Date.now();
  const partial = `${home}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  say(`VS Code ${version}: downloading code-server ${codeServer} from npm (once, about 60 MB) …`);
  await unpack(`code-server@${codeServer}`, partial, 'package');
  say(`VS Code ${version}: installing its libraries (once, half a minute) …`);
  const vscode = join(partial, 'package', 'lib', 'vscode');
  await npm(['install', '--omit=dev', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'], vscode);
  copyFileSync(join(import.meta.dirname, 'spdlog.cjs'), join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js'));
  if (node) {
    say(`VS Code ${version}: downloading Node ${node} …`);
    await unpack(`${nodePackage()}@${node}`, partial, 'node');
  }
  writeFileSync(join(partial, stampName), stamp);
  rmSync(home, { recursive: true, force: true });
  renameSync(partial, home);
  say(`VS Code ${version}: ready after ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Unpacks one npm package into `under/name`, without its dependencies and without running anything of it. */
async function unpack(spec: string, under: string, name: string): Promise<void> {
  const printed = await npm(['pack', spec, '--silent', '--pack-destination', under], under);
  const archive = printed.trim().split('\n').at(-1);
  if (!archive) throw new Error(`npm pack ${spec} named no file`);
  mkdirSync(join(under, name), { recursive: true });
  await run('tar', ['-xzf', archive, '-C', name, '--strip-components=1'], under, process.env);
  rmSync(join(under, archive));
}

function nodePackage(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const appleSilicon = process.platform === 'darwin' && process.arch === 'arm64';
  return `${appleSilicon ? 'node-bin' : 'node'}-${platform}-${process.arch}`;
}

function nodeName(): string {
  return process.platform === 'win32' ? 'node.exe' : 'node';
}

/** npm sees the person's own configuration, but nothing of the npm run that may have started this process. */
function npm(args: readonly string[], cwd: string): Promise<string> {
  const inherited =
    /^npm_(package_|lifecycle_|command$|config_(local_prefix|global_prefix|ignore_scripts|omit|include)$)/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js')
    ? run(process.execPath, [cli, ...args], cwd, env)
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, cwd, env);
}

/** Output of a command; rejects with what it wrote to the error stream. */
function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, shell: command.endsWith('.cmd') });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(output)
        : reject(new Error(`${command} ${args.join(' ')} ended with ${code} in ${cwd}\n${errors}${output}`)),
    );
  });
}

/** Runs `work` while holding the folder `lock`; a lock whose holder no longer lives is taken over. */
async function alone(lock: string, work: () => Promise<void>): Promise<void> {
  while (!take(lock)) {
    if (abandoned(lock)) rmSync(lock, { recursive: true, force: true });
    else await sleep(500);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  return true;
}

function abandoned(lock: string): boolean {
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
    process.kill(pid, 0);
    return false;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EPERM') return false;
    // Between the making of the folder and the writing of the pid there is a moment without one.
    return code === 'ESRCH' || youngerThan(lock, 5000) === false;
  }
}

function youngerThan(path: string, ms: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined || Date.now() - found.mtimeMs < ms;
}
