// Bytes in, what an upload reads out: the content of a file, piece by piece.

export interface FileContent {
  /** Bytes. */
  readonly size: number;
  /** Fills `into` with what stands from byte `at` on. Rejects when that cannot be read, or is no longer what `size` was said of. */
  read(into: Uint8Array, at: number): Promise<void>;
}

/** Of a file that is in memory anyway. */
export function contentOf(bytes: Uint8Array): FileContent {
  return {
    size: bytes.length,
    read: async (into, at) => into.set(bytes.subarray(at, at + into.length)),
  };
}

/** The first `most` bytes, in memory; fewer where there are not as many. Rejects as `read`. */
export async function bytesOf(content: FileContent, most = content.size): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(Math.min(most, content.size));
  await content.read(bytes, 0);
  return bytes;
}
