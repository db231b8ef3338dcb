// A file's content in, the bodies of an upload's requests out: one buffer carries them all, so that memory does not grow with the file.

import type { FileContent } from '../agent/fileContent.ts';

/** What of a request differs by how its bytes go out. */
export interface PieceBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>;
  readonly duplex?: 'half';
}

/** Bytes that the network is handed at once: what it does not take yet waits here. */
const chunkSize = 256 * 1024;

export class Pieces {
  readonly #content: FileContent;
  #buffer: Uint8Array<ArrayBuffer> | undefined;
  #plain = false;

  constructor(content: FileContent) {
    this.#content = content;
  }

  /** Bytes `at` to `end`. Only one is used at a time: the answer to it, or `failed`, comes before the next. Rejects with what reading rejects with. */
  async read(at: number, end: number): Promise<PieceBody> {
    const size = end - at;
    if (!this.#buffer || this.#buffer.length < size) this.#buffer = new Uint8Array(size);
    const bytes = this.#buffer.subarray(0, size);
    await this.#content.read(bytes, at);
    // Of a stream `fetch` makes no copy. It does of bytes, 8 MB of garbage each.
    return this.#plain
      ? { headers: {}, body: bytes }
      : { headers: { 'content-length': String(size) }, body: streamOf(bytes), duplex: 'half' };
  }

  /**
   * From now on bytes go out as such: the last request may have failed because this `fetch` takes no stream or no length (Electron's, with
   * `http.electronFetch`). It may still be sending, so its buffer is left to it.
   */
  failed(): void {
    this.#plain = true;
    this.#buffer = undefined;
  }
}

function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.subarray(at, at + chunkSize));
        at += chunkSize;
      },
    },
    { highWaterMark: 0 },
  );
}
