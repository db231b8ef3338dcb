// What checkpoints need of the outside, as interfaces: a place that keeps contents, and files as bytes.

import type { FileName } from '../../shared/files.ts';

/** Contents of files by the SHA-256 (hex) of their bytes. */
export interface Checkpoints {
  /** Resolves to the hash once the bytes are on disk for good. Rejects on a full or failing disk. */
  keep(bytes: Uint8Array): Promise<string>;
  /** Undefined: not kept, not kept any more, or damaged. Never rejects. */
  read(hash: string): Promise<Uint8Array | undefined>;
}

/** A file as bytes: those it has, or would have if the unsaved text in its editor were saved. */
export interface RawFile {
  readonly bytes: Uint8Array;
  /** Its editor has unsaved text. */
  readonly dirty: boolean;
}

/** Files through the editor, as bytes. Names were judged where something is written. */
export interface RawFiles {
  /** Undefined: there is no file. Rejects for what is no regular file, or cannot be read. */
  read(file: FileName): Promise<RawFile | undefined>;
  /** The files below a folder, and below those in it; undefined: it is no folder. Rejects beyond `most`. */
  below(folder: FileName, most: number): Promise<readonly FileName[] | undefined>;
  /**
   * Makes the file hold the bytes, or be gone (`undefined`), focusing nothing. Where its editor has unsaved text it takes that text's place and
   * stays unsaved. Throws, and touches nothing, when the file is no longer `expected`.
   */
  write(file: FileName, expected: RawFile | undefined, bytes: Uint8Array | undefined): Promise<void>;
  /** Gives the file another name. Throws, and touches nothing, when it is no longer `expected` or the name is taken. */
  move(from: FileName, to: FileName, expected: RawFile): Promise<void>;
}
