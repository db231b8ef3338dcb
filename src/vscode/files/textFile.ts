// A file's address in, its text as the editor sees it out: the buffer while it has unsaved changes, else the bytes, decoded strictly.

import { createHash } from 'node:crypto';
import { FileSystemError, FileType, type TextDocument, type Uri, workspace } from 'vscode';
import { type TextFile, ToolError } from '../../agent/workspace.ts';

/** Bytes beyond which the editor itself does not open a file as a document. */
const maxBytes = 50 * 1024 * 1024;
/** A NUL among the first bytes is how the editor itself tells a binary file. */
const sniffed = 8_000;

/** SHA-256 (hex) of the text in UTF-8. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export function textFile(text: string, dirty: boolean): TextFile {
  return { text, hash: hashOf(text), dirty };
}

/** `path`: what the model calls the file. Throws a `ToolError` for a file that is missing, no text or too large. */
export async function readTextFile(uri: Uri, path: string): Promise<TextFile> {
  const open = openDocument(uri);
  if (open?.isDirty) return textFile(open.getText(), true);
  return textFile(await decodedBytes(uri, path, open), false);
}

/** The document of that address when the editor holds one. Looking does not open it. */
export function openDocument(uri: Uri): TextDocument | undefined {
  const wanted = uri.toString();
  return workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === wanted);
}

export async function fileExists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

export function isNotFound(error: unknown): boolean {
  return error instanceof FileSystemError && error.code === 'FileNotFound';
}

async function decodedBytes(uri: Uri, path: string, open: TextDocument | undefined): Promise<string> {
  const bytes = await readBytes(uri, path);
  if (isBinary(bytes)) throw new ToolError(`${path} is a binary file. It has no text to read or edit.`);
  // A document tells its encoding, a byte order mark included; else settings and content decide, as when the editor opens the file.
  const text = await (open
    ? workspace.decode(bytes, { encoding: open.encoding })
    : workspace.decode(bytes, { uri })
  ).then(undefined, () => {
    throw new ToolError(`${path} is not a text file that the editor can decode.`);
  });
  if (text.includes('\ufffd') && !isUtf8(bytes))
    throw new ToolError(undecodable(path, open?.encoding ?? configuredEncoding(uri)));
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

async function readBytes(uri: Uri, path: string): Promise<Uint8Array> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if (type & FileType.Directory) throw new ToolError(`${path} is a directory. Use list_dir to see what it holds.`);
    if (!(type & FileType.File)) throw new ToolError(`${path} is not a regular file. It cannot be read.`);
    if (size > maxBytes) {
      throw new ToolError(
        `${path} has ${Math.ceil(size / 1024 / 1024)} MB, more than the ${maxBytes / 1024 / 1024} MB that can be read. Use search to find what you need in it.`,
      );
    }
    return await workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof ToolError) throw error;
    if (isNotFound(error))
      throw new ToolError(`There is no file ${path}. Use list_dir or search to find the right path.`);
    throw new ToolError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function undecodable(path: string, encoding: string): string {
  return `${path} is not valid in its encoding (${encoding}). It can be neither read nor edited without damage; ask the person to set the right encoding ("files.encoding").`;
}

function configuredEncoding(uri: Uri): string {
  return workspace.getConfiguration('files', uri).get<string>('encoding') ?? 'utf8';
}

/** UTF-16 with a byte order mark has NULs, too. */
export function isBinary(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return !isUtf16 && bytes.subarray(0, sniffed).includes(0);
}

/** Whether U+FFFD in the decoded text can stand in the file itself instead of for bytes that did not decode. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
