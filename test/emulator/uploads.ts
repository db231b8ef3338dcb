// Resumable uploads in, their bytes out once they are whole: begun, sent in pieces, asked where they stand (contract section 11).

import { type Call, reply } from './http.ts';
import { ownPart } from './ids.ts';
import { gateway } from './refusal.ts';

interface Pieces<T> {
  readonly begun: T;
  readonly chunks: Buffer[];
  size: number;
  /** What the last piece was answered with. */
  result?: object;
}

export class Uploads<T> {
  readonly #uploads = new Map<string, Pieces<T>>();
  #count = 0;

  clear(): void {
    this.#uploads.clear();
  }

  /** One request of an upload. `begin` reads its first; `finish` makes what it was for of the bytes, and the answer. */
  async take(call: Call, begin: () => T, finish: (begun: T, bytes: Buffer) => object): Promise<void> {
    const { headers, url, response, bytes } = call;
    const commands = String(headers['x-goog-upload-command'] ?? '').split(/,\s*/);
    if (commands.includes('start')) return this.#start(call, begin());
    const upload = this.#uploads.get(url.searchParams.get('upload_id') ?? '');
    if (!upload) throw gateway(404, 'NOT_FOUND', 'Upload was not found.');
    if (commands.includes('upload')) {
      if (Number(headers['x-goog-upload-offset']) !== upload.size || upload.result) {
        throw gateway(400, 'INVALID_ARGUMENT', `The upload stands at ${upload.size}.`);
      }
      upload.chunks.push(bytes);
      upload.size += bytes.length;
    }
    if (commands.includes('finalize')) upload.result = finish(upload.begun, Buffer.concat(upload.chunks));
    response.setHeader('x-goog-upload-status', upload.result ? 'final' : 'active');
    response.setHeader('x-goog-upload-size-received', String(upload.size));
    await reply(response, upload.result ?? {});
  }

  async #start({ headers, url, response }: Call, begun: T): Promise<void> {
    if (headers['x-goog-upload-protocol'] !== 'resumable') {
      throw gateway(400, 'INVALID_ARGUMENT', 'Only resumable uploads are supported.');
    }
    const key = lowerId(`upload ${++this.#count}`);
    this.#uploads.set(key, { begun, chunks: [], size: 0 });
    response.setHeader('x-goog-upload-url', `${url.origin}${url.pathname}?upload_id=${key}&upload_protocol=resumable`);
    response.setHeader('x-goog-upload-status', 'active');
    await reply(response, {});
  }
}

/** Twelve small letters and digits, the same for the same name. */
export function lowerId(name: string): string {
  return ownPart(name)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 12);
}
