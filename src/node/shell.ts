// A command line and a folder in, a process whose output is kept and told out; ended with everything it started.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { Kept } from '../agent/calls/kept.ts';
import type { CommandRequest, Running, Shell } from '../agent/calls/shell.ts';
import { ToolError } from '../agent/workspace.ts';
import { PlainText } from './plainText.ts';
import { cleanEnvironment, killTree } from './process.ts';

/** What shows a command to the person while it runs. */
export interface Screen {
  /** As the program printed it. */
  write(raw: string): void;
  ended(code: number | null, ms: number): void;
}

export interface ShellOptions {
  /** Ms without output after which a command counts as silent. */
  readonly silent?: number;
  /** Ms after which a command counts as long. */
  readonly long?: number;
  /** Called once per command. `kill` is for the person's own wish to end it. */
  readonly screen?: (request: CommandRequest, kill: () => void) => Screen;
}

/** Output is told at most this often, in ms. */
const every = 100;
/** Characters of one telling; what came before them in the same moment is kept, not told. */
const maxTold = 4000;
const maxScreen = 100_000;
/** Ended commands that can still be asked about. */
const maxEnded = 20;

/** Commands run one beside the other; each has a mark in its environment by which whatever it started is found again. */
export class LocalShell implements Shell {
  readonly #options: Required<Omit<ShellOptions, 'screen'>> & ShellOptions;
  readonly #commands = new Map<string, LocalCommand>();
  #count = 0;

  constructor(options: ShellOptions = {}) {
    this.#options = { silent: 15_000, long: 90_000, ...options };
  }

  get name(): string {
    return program().name;
  }

  get all(): readonly Running[] {
    return [...this.#commands.values()];
  }

  find(id: string): Running | undefined {
    return this.#commands.get(id);
  }

  async start(request: CommandRequest): Promise<Running> {
    request.signal.throwIfAborted();
    const { folder, absolute, path } = request.folder;
    if (!folder.onDisk) throw new ToolError(`${path} is not on this machine's disk, so no command can run there.`);
    const id = `c${++this.#count}`;
    const command = new LocalCommand(id, request, absolute, this.#options);
    await command.started;
    this.#commands.set(id, command);
    const ended = [...this.#commands.values()].filter(({ running }) => !running);
    for (const old of ended.slice(0, Math.max(0, ended.length - maxEnded))) this.#commands.delete(old.id);
    return command;
  }

  /** Ends those that these calls started, by their ids, and forgets them. */
  endOf(calls: ReadonlySet<string>): void {
    for (const command of this.#commands.values()) {
      if (!calls.has(command.call)) continue;
      command.kill();
      this.#commands.delete(command.id);
    }
  }

  /** Ends all of them and forgets them. */
  endAll(): void {
    for (const command of this.#commands.values()) command.kill();
    this.#commands.clear();
  }
}

class LocalCommand implements Running {
  readonly id: string;
  readonly line: string;
  readonly call: string;
  readonly started: Promise<void>;
  readonly #kept = new Kept();
  readonly #plain = new PlainText();
  readonly #options: Required<Omit<ShellOptions, 'screen'>>;
  readonly #tell: (text: string) => void;
  readonly #mark = randomUUID();
  readonly #startedAt = performance.now();
  readonly #child: ChildProcess;
  readonly #screen: Screen | undefined;
  #endedAt: number | undefined;
  #heardAt = this.#startedAt;
  #raw = '';
  #timer: NodeJS.Timeout | undefined;
  #news: (() => void)[] = [];
  code?: number | null;

  constructor(
    id: string,
    request: CommandRequest,
    cwd: string,
    options: Required<Omit<ShellOptions, 'screen'>> & ShellOptions,
  ) {
    const { line, call, signal, onOutput } = request;
    this.id = id;
    this.line = line;
    this.call = call;
    this.#options = options;
    this.#tell = onOutput;
    const { file, args } = program();
    this.#child = spawn(file, [...args, line], {
      cwd,
      env: { ...cleanEnvironment(), TERM: 'dumb', CASTOR_COMMAND: this.#mark },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // A group of its own, so that what it starts can be ended with it.
      detached: process.platform !== 'win32',
    });
    const kill = () => this.kill();
    this.#screen = options.screen?.(request, kill);
    signal.addEventListener('abort', kill, { once: true });
    this.#listen();
    this.started = new Promise((resolve, reject) => {
      this.#child.once('spawn', resolve);
      this.#child.once('error', (error) => {
        this.#end(null);
        reject(new ToolError(`The command could not be started: ${error.message}`));
      });
    });
    this.#child.once('close', (code) => this.#end(code));
  }

  get running(): boolean {
    return this.#endedAt === undefined;
  }

  get ms(): number {
    return (this.#endedAt ?? performance.now()) - this.#startedAt;
  }

  get length(): number {
    return this.#kept.length;
  }

  text(from?: number, to?: number): string {
    return this.#kept.text(from, to);
  }

  async settled(): Promise<'ended' | 'silent' | 'long'> {
    const from = performance.now();
    while (this.running) {
      const now = performance.now();
      const silence = Math.max(this.#heardAt, from) + this.#options.silent - now;
      const left = from + this.#options.long - now;
      if (silence <= 0) return 'silent';
      if (left <= 0) return 'long';
      await this.news(Math.min(silence, left));
    }
    return 'ended';
  }

  news(ms: number): Promise<void> {
    if (!this.running) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#news.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** The group first; then, where the system says so, what left the group but has the mark. Also when the shell itself has ended. */
  kill(): void {
    if (this.running) killTree(this.#child);
    killMarked(`CASTOR_COMMAND=${this.#mark}`);
  }

  #listen(): void {
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      const decoder = new StringDecoder('utf8');
      stream?.on('data', (bytes: Buffer) => {
        this.#raw += decoder.write(bytes);
        if (this.#raw.length > 1_000_000) this.#flush();
        this.#timer ??= setTimeout(() => this.#flush(), every);
      });
    }
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const raw = this.#raw;
    this.#raw = '';
    if (raw === '') return;
    this.#heardAt = performance.now();
    this.#screen?.write(raw.length > maxScreen ? raw.slice(-maxScreen) : raw);
    const text = this.#plain.push(raw) + this.#plain.rest();
    this.#kept.push(text);
    if (text !== '') this.#tell(text.length > maxTold ? `…\n${text.slice(-maxTold)}` : text);
    this.#wake();
  }

  #end(code: number | null): void {
    if (!this.running) return;
    this.#flush();
    this.code = code;
    this.#endedAt = performance.now();
    this.#screen?.ended(code, this.ms);
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#news;
    this.#news = [];
    for (const wake of waiting) wake();
  }
}

/** By absolute paths: a repository cannot put a shell of its own in front. No start-up file of the person's is read. */
function program(): { readonly name: string; readonly file: string; readonly args: readonly string[] } {
  if (process.platform === 'win32') {
    const root = process.env.SystemRoot ?? 'C:\\Windows';
    const file = join(root, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
    return { name: 'PowerShell', file, args: ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command'] };
  }
  return existsSync('/bin/bash')
    ? { name: 'bash', file: '/bin/bash', args: ['--noprofile', '--norc', '-c'] }
    : { name: 'sh', file: '/bin/sh', args: ['-c'] };
}

const wanted = new Set<string>();

/** Linux alone tells the environment of a process; elsewhere what left the group lives on. One look for all that are ended at once. */
function killMarked(mark: string): void {
  if (process.platform !== 'linux') return;
  if (wanted.size === 0) setImmediate(killWanted);
  wanted.add(mark);
}

function killWanted(): void {
  const marks = [...wanted];
  wanted.clear();
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue;
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      if (marks.some((mark) => environment.includes(mark))) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // Another person's, or gone by now.
    }
  }
}
