// What the service was asked to store in, a list of it out that outlives sessions and windows: the service itself has no such list.

import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { encodeRecord, RecordScanner } from './record.ts';

export interface StoredInteraction {
  readonly id: string;
  /** '' where it belongs to none. */
  readonly session: string;
  readonly model: string;
  /** Unix ms. */
  readonly at: number;
  /** Of what was sent and said, as JSON; absent while it runs. */
  readonly bytes?: number;
  /** The last try to delete it, where it is still to be tried again. */
  readonly tried?: { readonly at: number; readonly outcome: 'unsupported' | 'failed' };
}

/** `deleted`, `gone`: it is no more. `unsupported`, `failed`: to be tried again. */
export type DeleteOutcome = 'deleted' | 'gone' | 'unsupported' | 'failed';

type LedgerRecord =
  | ({ readonly stored: true } & Omit<StoredInteraction, 'tried' | 'bytes'>)
  | { readonly ended: string; readonly bytes: number }
  | { readonly deleted: string; readonly outcome: DeleteOutcome; readonly at: number };

/** Several windows append to one file, each record with one write; damaged bytes cost the records they hit and no other. */
export class Ledger {
  readonly #file: string;
  #handle: Promise<FileHandle> | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** Resolves once it is on disk. Rejects when the disk does not allow it. */
  stored(interaction: Omit<StoredInteraction, 'tried' | 'bytes'>): Promise<void> {
    return this.#append({ stored: true, ...interaction });
  }

  ended(id: string, bytes: number): Promise<void> {
    return this.#append({ ended: id, bytes });
  }

  deleted(id: string, outcome: DeleteOutcome, at: number): Promise<void> {
    return this.#append({ deleted: id, outcome, at });
  }

  /** What may still be stored, oldest first. Never rejects. */
  async list(): Promise<readonly StoredInteraction[]> {
    await this.#tail.catch(() => {});
    const bytes = await readFile(this.#file).catch(() => Buffer.alloc(0));
    const scanner = new RecordScanner();
    const all = new Map<string, StoredInteraction>();
    for (const json of [...scanner.push(bytes), ...scanner.finish().records]) take(all, parsed(json));
    return [...all.values()];
  }

  async close(): Promise<void> {
    await this.#tail.catch(() => {});
    await (await this.#handle?.catch(() => undefined))?.close();
  }

  #append(record: LedgerRecord): Promise<void> {
    const written = this.#tail.then(
      () => this.#write(record),
      () => this.#write(record),
    );
    this.#tail = written;
    return written;
  }

  async #write(record: LedgerRecord): Promise<void> {
    this.#handle ??= this.#opened();
    const handle = await this.#handle.catch((error: unknown) => {
      this.#handle = undefined;
      throw error;
    });
    await handle.write(encodeRecord(record));
    await handle.datasync();
  }

  async #opened(): Promise<FileHandle> {
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
    return open(this.#file, 'a', 0o600);
  }
}

function take(all: Map<string, StoredInteraction>, record: Partial<Record<string, unknown>> | undefined): void {
  if (!record) return;
  const { stored, id, session, model, at, ended, bytes, deleted, outcome } = record;
  if (stored === true && typeof id === 'string' && typeof at === 'number') {
    all.set(id, { id, at, session: String(session ?? ''), model: String(model ?? '') });
  }
  const running = typeof ended === 'string' ? all.get(ended) : undefined;
  if (running && typeof bytes === 'number') all.set(running.id, { ...running, bytes });
  const one = typeof deleted === 'string' ? all.get(deleted) : undefined;
  if (!one) return;
  if (outcome === 'deleted' || outcome === 'gone') all.delete(one.id);
  else if (outcome === 'unsupported' || outcome === 'failed')
    all.set(one.id, { ...one, tried: { at: Number(at), outcome } });
}

function parsed(json: Buffer): Partial<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json.toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
