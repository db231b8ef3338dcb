// A command in, its output on the screen and how many tests passed, failed and were skipped out: a suite that breaks is a failure.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { remove, repo, temporaryFolder } from './repo.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Outcome extends Counts {
  /** What is wrong beyond tests that failed: it crashed, hung, or ran nothing. */
  readonly broken?: string;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** What mocha shows; absent: the command is no mocha run and counts as one test. */
  readonly reporter?: 'dot' | 'spec';
  /** After so many ms without an end it is killed. */
  readonly limit?: number;
}

const posix = process.platform !== 'win32';

/** Never rejects; a mocha command gets the options that make it count as its last arguments. */
export async function runSuite({ file, args, reporter, limit = 3_000_000 }: Command): Promise<Outcome> {
  const folder = temporaryFolder('counts');
  const counts = join(folder, 'counts.json');
  const count = ['--reporter', join(repo, 'test', 'support', 'reporter.cjs')];
  const options = reporter ? [...count, '--reporter-option', `base=${reporter},counts=${counts}`] : [];
  const ended = await run(file, [...args, ...options], limit);
  const counted = existsSync(counts) ? (JSON.parse(readFileSync(counts, 'utf8')) as Counts) : undefined;
  remove(folder);
  return reporter ? verdict(ended, counted) : single(ended);
}

/** `ended`: the exit code, or why there is none. */
function verdict(ended: number | string, counts: Counts = { passed: 0, failed: 0, skipped: 0 }): Outcome {
  const broken = brokenBy(ended, counts);
  return broken ? { ...counts, failed: counts.failed + 1, broken } : counts;
}

function brokenBy(ended: number | string, { passed, failed }: Counts): string | undefined {
  if (typeof ended === 'string') return ended;
  if (ended !== 0 && failed === 0) return `it ended with exit code ${ended}`;
  if (passed + failed === 0) return 'it ran no test';
  return undefined;
}

function single(ended: number | string): Outcome {
  const passed = ended === 0;
  return {
    ...{ passed: Number(passed), failed: Number(!passed), skipped: 0 },
    ...(typeof ended === 'string' && { broken: ended }),
  };
}

/** Between being asked to end and being ended, in ms. */
const grace = 2_000;

/** In a process group of its own: what it leaves behind is ended with it and writes nothing later. */
function run(file: string, args: readonly string[], limit: number): Promise<number | string> {
  const child = spawn(file, args, { cwd: repo, stdio: ['ignore', 'inherit', 'inherit'], detached: posix });
  // Who drives a browser closes it at the first signal, and may go on with the next one.
  const stop = () => {
    kill(child, 'SIGTERM');
    setTimeout(() => kill(child, 'SIGKILL'), grace).unref();
  };
  let late = '';
  const timer = setTimeout(() => {
    late = `, for it had not ended after ${Math.round(limit / 1000)} s`;
    kill(child, 'SIGKILL');
  }, limit);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(`it did not start: ${error.message}`));
    child.on('exit', (code, signal) => {
      resolve(code ?? `it was ended by ${signal}${late}`);
    });
  }).finally(() => {
    clearTimeout(timer);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
    kill(child, 'SIGKILL');
  });
}

function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (posix) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {}
}
