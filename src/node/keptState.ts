// A folder in, small values that outlive the window out: a file each, on disk moments after it changed.

import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * As the editor's `Memento`, whose values are lost with a window that ends at once. Windows that share the folder see each other's values;
 * of two that write one value at the same moment, the later counts.
 */
export class KeptState {
  readonly #folder: string;
  readonly #failed: (error: unknown) => void;
  /** What the files do not hold yet. */
  readonly #ahead = new Map<string, unknown>();
  readonly #writing = new Map<string, Promise<void>>();

  /** `failed` is told of each write that the disk refused: such a value lives as long as the window. */
  constructor(folder: string, failed: (error: unknown) => void) {
    this.#folder = folder;
    this.#failed = failed;
  }

  /** `fallback` where there is none, or its file cannot be read. Throws for a key that is no plain name. */
  get<T>(key: string): T | undefined;
  get<T>(key: string, fallback: T): T;
  get(key: string, fallback?: unknown): unknown {
    const file = this.#fileOf(key);
    return (this.#ahead.has(key) ? this.#ahead.get(key) : valueIn(file)) ?? fallback;
  }

  /** JSON only; undefined removes it. Resolves once it is on disk or was refused. Throws for a key that is no plain name, else never rejects. */
  update(key: string, value: unknown): Promise<void> {
    const file = this.#fileOf(key);
    this.#ahead.set(key, value);
    const before = this.#writing.get(key);
    const written = (before ?? Promise.resolve()).then(() => this.#write(key, file));
    this.#writing.set(key, written);
    return written;
  }

  /** Resolves once what was changed so far is on disk. Never rejects. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing.values());
  }

  /** A value that was changed again meanwhile is left to the write after this one. */
  async #write(key: string, file: string): Promise<void> {
    if (!this.#ahead.has(key)) return;
    const value = this.#ahead.get(key);
    try {
      await (value === undefined ? rm(file, { force: true }) : this.#replace(file, JSON.stringify(value)));
      if (this.#ahead.get(key) === value) this.#ahead.delete(key);
    } catch (error) {
      this.#failed(error);
    }
  }

  async #replace(file: string, text: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const next = `${file}.writing-${process.pid}`;
    await writeFile(next, text, { mode: 0o600 });
    await rename(next, file);
  }

  #fileOf(key: string): string {
    if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,150}$/.test(key)) throw new Error(`"${key}" is no name for a kept value.`);
    return join(this.#folder, `${key}.json`);
  }
}

function valueIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
