// A program, its arguments and a folder in, its output line by line out: the one place that starts processes.

import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter, isAbsolute } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** Variables a program needs to run at all; nothing else is passed on, so that no setting of the person's shell changes what it does. */
const PASSED = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'USERPROFILE', 'PATHEXT'];
const MAX_STDERR = 8_000;
/** A line of more characters than this is cut there. ripgrep's longest: a file of 5 MB without a line break, each byte of it as an escape of six. */
export const MAX_LINE = 32_000_000;

export interface RunRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** Called with each line of standard output, without its ending, the first `MAX_LINE` characters of it. `false` ends the program. */
  readonly onLine: (line: string) => boolean;
}

export interface RunOutcome {
  /** null when it was ended by a signal. */
  readonly code: number | null;
  /** The first 8,000 characters of standard error. */
  readonly stderr: string;
  /** `onLine` said that it was enough. */
  readonly stopped: boolean;
}

/**
 * Never goes through a shell; standard input is closed. Rejects with the signal's reason when aborted, with the system's error when the
 * program cannot be started, and with what `onLine` throws. When it settles, the process and all it started are gone or told to go.
 */
export async function run({ command, args, cwd, signal, onLine }: RunRequest): Promise<RunOutcome> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: cleanEnvironment(),
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // A group of its own, so that what it starts can be ended with it.
      detached: process.platform !== 'win32',
    });
    let stopped = false;
    let stderr = '';
    const end = () => {
      signal.removeEventListener('abort', abort);
    };
    const abort = () => {
      end();
      killTree(child);
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    const lines = new Lines((line) => {
      if (stopped) return;
      try {
        stopped = !onLine(line);
      } catch (error) {
        stopped = true;
        reject(error);
      }
      if (stopped) killTree(child);
    });
    child.stdout.on('data', (bytes: Buffer) => lines.write(bytes));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < MAX_STDERR) stderr = (stderr + text).slice(0, MAX_STDERR);
    });
    child.on('error', (error) => {
      end();
      reject(error);
    });
    child.on('close', (code) => {
      end();
      if (!signal.aborted) lines.end();
      resolve({ code, stderr, stopped });
    });
  });
}

/** Bytes in pieces of any size in, whole lines out; the last one without an ending comes with `end`. */
class Lines {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string) => void;
  #rest = '';

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  write(bytes: Buffer): void {
    const lines = this.#decoder.write(bytes).split('\n');
    // What is full is left alone: to add to it and cut again would copy all of it with each piece.
    lines[0] = this.#rest.length < MAX_LINE ? (this.#rest + lines[0]!).slice(0, MAX_LINE) : this.#rest;
    this.#rest = lines.pop()!;
    for (const line of lines) this.#onLine(line);
  }

  end(): void {
    const rest = this.#rest + this.#decoder.end();
    this.#rest = '';
    if (rest !== '') this.#onLine(rest);
  }
}

/**
 * What a program gets of the environment: never a key, a token or a setting of the person's shell. Relative entries of PATH are left out: they
 * would name programs of whatever folder is open.
 */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const passed = Object.fromEntries(
    PASSED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
  const entries = passed.PATH?.split(delimiter).filter((entry) => isAbsolute(entry));
  return entries ? { ...passed, PATH: entries.join(delimiter) } : passed;
}

/** Ends a process and its group at once; on Windows everything below it. */
export function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' }).on('error', () =>
      child.kill(),
    );
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
