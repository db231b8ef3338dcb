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
  /** Permission bits (0o777); absent where the disk has none. */
  readonly mode?: number;
}

/** What is below a folder. Links are left out. */
export interface Below {
  readonly files: readonly FileName[];
  /** The folder itself first, and each before what is in it. */
  readonly folders: readonly FileName[];
}

/** Permission bits of files on disk. */
export interface FileModes {
  /** Absent where there is no regular file, or the system has no such bits. Never rejects. */
  read(path: string): Promise<number | undefined>;
  /** Follows no link. Never rejects: a disk may have no such bits. */
  write(path: string, mode: number): Promise<void>;
}

/** Files through the editor, as bytes. Names were judged where something is written. */
export interface RawFiles {
  /** Undefined: there is no file. Rejects for what is no regular file, or cannot be read. */
  read(file: FileName): Promise<RawFile | undefined>;
  /** All below a folder, and below those in it; undefined: it is no folder. Rejects beyond `most`. */
  below(folder: FileName, most: number): Promise<Below | undefined>;
  /** Undefined: nothing has that name, or something that is no folder. */
  folder(name: FileName): Promise<'empty' | 'filled' | undefined>;
  /** Those above it are there. Throws where the name is taken. */
  makeFolder(name: FileName): Promise<void>;
  /** Throws, and touches nothing, when it is not empty. */
  removeFolder(name: FileName): Promise<void>;
  /**
   * Makes the file hold the bytes, or be gone (`undefined`), focusing nothing. Where its editor has unsaved text it takes that text's place and
   * stays unsaved. Throws, and touches nothing, when the file is no longer `expected`. `mode`: of a file that comes back.
   */
  write(file: FileName, expected: RawFile | undefined, bytes: Uint8Array | undefined, mode?: number): Promise<void>;
  /** Gives the file another name. Throws, and touches nothing, when it is no longer `expected` or the name is taken. */
  move(from: FileName, to: FileName, expected: RawFile): Promise<void>;
}
