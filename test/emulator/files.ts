// Resumable uploads in, files with a state and an end of life out (contract section 11; camelCase here).

import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import { type Call, reply } from './http.ts';
import { gateway, refuse } from './refusal.ts';
import { lowerId, Uploads } from './uploads.ts';

interface Begun {
  readonly name: string;
  readonly mimeType: string;
  readonly displayName?: string;
}

interface Stored extends Begun {
  readonly bytes: Buffer;
  /** SHA-256, Base64. */
  readonly hash: string;
  readonly created: number;
}

const life = 48 * 3600 * 1000;
/** A video is looked at for this long before it may be used. */
const processing = 2000;
const largestPage = 100;
/** Bytes of one file. */
const largest = 2 * 1024 ** 3;
/** The service cannot read a file of that name. */
const broken = /^broken/;

const absent = (name: string): Error =>
  gateway(403, 'PERMISSION_DENIED', `You do not have permission to access the File ${name} or it may not exist.`);

export class Files {
  readonly #clock: Clock;
  readonly #uploads = new Uploads<Begun>();
  readonly #files = new Map<string, Stored>();
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  clear(): void {
    this.#uploads.clear();
    this.#files.clear();
  }

  /** As if two days were over. */
  expire(): void {
    this.#files.clear();
  }

  async upload(call: Call): Promise<void> {
    await this.#uploads.take(
      call,
      () => this.#begun(call),
      (begun, bytes) => {
        const hash = createHash('sha256').update(bytes).digest('base64');
        const file = { ...begun, bytes, hash, created: this.#clock.now() };
        this.#files.set(file.name, file);
        return { file: this.#shown(file, call) };
      },
    );
  }

  async list(call: Call): Promise<void> {
    const { searchParams } = call.url;
    const size = Number(searchParams.get('pageSize')) || 10;
    if (size > largestPage) throw gateway(400, 'INVALID_ARGUMENT', `page_size must be at most ${largestPage}.`);
    const from = Number(searchParams.get('pageToken')) || 0;
    const alive = [...this.#files.values()].filter((file) => this.#alive(file)).reverse();
    const files = alive.slice(from, from + size).map((file) => this.#shown(file, call));
    const next = from + size < alive.length ? { nextPageToken: String(from + size) } : {};
    await reply(call.response, { ...(files.length > 0 && { files }), ...next });
  }

  async get(name: string, call: Call): Promise<void> {
    await reply(call.response, this.#shown(this.#find(name), call));
  }

  async delete(name: string, call: Call): Promise<void> {
    this.#files.delete(this.#find(name).name);
    await reply(call.response, {});
  }

  /** Throws when a request refers to a file of ours that is gone or not ready. Other addresses are not looked at. */
  checkUses(value: unknown): void {
    for (const [, name] of JSON.stringify(value ?? null).matchAll(/"uri":"[^"]*\/v1(?:beta)?\/(files\/[a-z0-9-]+)"/g)) {
      const file = this.#files.get(name!);
      if (!file || !this.#alive(file)) {
        throw refuse(
          403,
          'permission_denied',
          `You do not have permission to access the File ${name} or it may not exist.`,
        );
      }
      if (this.#state(file) !== 'ACTIVE') {
        throw refuse(
          400,
          'failed_precondition',
          `The File ${name} is not in an ACTIVE state and usage is not allowed.`,
        );
      }
    }
  }

  #begun({ headers, body }: Call): Begun {
    const { file = {} } = (body ?? {}) as { file?: { mimeType?: string; displayName?: string } };
    if (Number(headers['x-goog-upload-header-content-length']) > largest) {
      throw gateway(400, 'INVALID_ARGUMENT', 'File size is too large. The limit is 2 GB.');
    }
    return {
      name: `files/${lowerId(`file ${++this.#count}`)}`,
      mimeType: file.mimeType ?? String(headers['x-goog-upload-header-content-type'] ?? ''),
      ...(file.displayName && { displayName: file.displayName }),
    };
  }

  #find(name: string): Stored {
    const file = this.#files.get(name);
    if (!file || !this.#alive(file)) throw absent(name);
    return file;
  }

  #alive({ created }: Stored): boolean {
    return this.#clock.now() < created + life;
  }

  #state({ mimeType, created, displayName = '' }: Stored): string {
    if (mimeType.startsWith('video/') && this.#clock.now() < created + processing) return 'PROCESSING';
    return broken.test(displayName) ? 'FAILED' : 'ACTIVE';
  }

  #shown(file: Stored, { url }: Call): object {
    const version = /\/(v1(?:beta)?)\//.exec(url.pathname)?.[1] ?? 'v1beta';
    const time = (ms: number): string => new Date(ms).toISOString();
    return {
      name: file.name,
      ...(file.displayName && { displayName: file.displayName }),
      mimeType: file.mimeType,
      sizeBytes: String(file.bytes.length),
      createTime: time(file.created),
      updateTime: time(file.created),
      expirationTime: time(file.created + life),
      sha256Hash: file.hash,
      uri: `${url.origin}/${version}/${file.name}`,
      state: this.#state(file),
      source: 'UPLOADED',
    };
  }
}
