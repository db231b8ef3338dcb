// Names of files in, their bytes out, and back: through the editor, so that unsaved text is seen and never overwritten under its editor.

import { FileType, Range, type TextDocument, Uri, WorkspaceEdit, workspace } from 'vscode';
import type { Below, FileModes, RawFile, RawFiles } from '../../agent/files/checkpointPorts.ts';
import type { DiffLines } from '../../agent/workspace.ts';
import type { FileName } from '../../shared/files.ts';
import { replacements } from './ranges.ts';
import { isNotFound, openDocument } from './textFile.ts';

export function rawFiles({ diffLines, modes }: { readonly diffLines: DiffLines; readonly modes: FileModes }): RawFiles {
  return {
    read: (file) => read(uriOfFile(file), modes),
    below: async (folder, most) => ((await folderType(folder)) ? below(folder, most) : undefined),
    folder: async (name) => {
      if (!(await folderType(name))) return undefined;
      return (await workspace.fs.readDirectory(uriOfFile(name))).length > 0 ? 'filled' : 'empty';
    },
    makeFolder: async (name) => {
      const uri = uriOfFile(name);
      if ((await statOf(uri)) !== undefined) throw new Error(`${uri.path} exists already.`);
      await workspace.fs.createDirectory(uri);
    },
    removeFolder: async (name) => workspace.fs.delete(uriOfFile(name), { recursive: false }),
    write: (file, expected, bytes, mode) => write(uriOfFile(file), { expected, bytes, mode }, { diffLines, modes }),
    move: (from, to, expected) => move(uriOfFile(from), uriOfFile(to), expected, modes),
  };
}

/** A link to a folder is none. */
async function folderType(name: FileName): Promise<boolean> {
  const type = await statOf(uriOfFile(name));
  return type !== undefined && Boolean(type & FileType.Directory) && !(type & FileType.SymbolicLink);
}

/** Only for names that the gate allows where something is written. */
export function uriOfFile({ root, path }: FileName): Uri {
  // A drive letter of Windows is one letter long.
  const isUri = /^[a-z][a-z0-9+.-]+:\//i.test(root);
  return Uri.joinPath(isUri ? Uri.parse(root, true) : Uri.file(root), ...path.split('/'));
}

async function read(uri: Uri, modes: FileModes): Promise<RawFile | undefined> {
  const open = openDocument(uri);
  const mode = uri.scheme === 'file' ? await modes.read(uri.fsPath) : undefined;
  const common = mode === undefined ? {} : { mode };
  if (open?.isDirty) return { bytes: await encoded(open), dirty: true, ...common };
  const type = await statOf(uri);
  if (type === undefined) return undefined;
  if (!(type & FileType.File)) throw new Error(`${uri.path} is no file.`);
  return { bytes: await workspace.fs.readFile(uri), dirty: false, ...common };
}

async function statOf(uri: Uri): Promise<FileType | undefined> {
  try {
    return (await workspace.fs.stat(uri)).type;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Links are left out: what they lead to is not below the folder. */
async function below({ root, path }: FileName, most: number): Promise<Below> {
  const files: FileName[] = [];
  const folders: FileName[] = [{ root, path }];
  for (const [name, type] of await workspace.fs.readDirectory(uriOfFile({ root, path }))) {
    const inside = { root, path: `${path}/${name}` };
    if (type === FileType.Directory) {
      const more = await below(inside, most - files.length - folders.length);
      files.push(...more.files);
      folders.push(...more.folders);
    } else if (type === FileType.File) files.push(inside);
    if (files.length + folders.length > most) throw new Error(`There are more than ${most} files.`);
  }
  return { files, folders };
}

interface Written {
  readonly expected: RawFile | undefined;
  readonly bytes: Uint8Array | undefined;
  readonly mode: number | undefined;
}

async function write(
  uri: Uri,
  { expected, bytes, mode }: Written,
  { diffLines, modes }: { readonly diffLines: DiffLines; readonly modes: FileModes },
): Promise<void> {
  const { now, document } = await checked(uri, expected, modes);
  if (now?.dirty && document) return intoBuffer(document, bytes, diffLines);
  if (!bytes) {
    if (now) await workspace.fs.delete(uri);
    return;
  }
  await workspace.fs.writeFile(uri, bytes);
  if (!now && mode !== undefined && uri.scheme === 'file') await modes.write(uri.fsPath, mode);
}

async function move(from: Uri, to: Uri, expected: RawFile, modes: FileModes): Promise<void> {
  const { now } = await checked(from, expected, modes);
  if (now?.dirty) throw new Error(`${from.path} has unsaved text.`);
  await workspace.fs.rename(from, to, { overwrite: false });
}

/** The last look before something is written. */
async function checked(uri: Uri, expected: RawFile | undefined, modes: FileModes) {
  const now = await read(uri, modes);
  if (now?.dirty !== expected?.dirty || !isSame(now?.bytes, expected?.bytes))
    throw new Error(`${uri.path} has changed.`);
  const document = openDocument(uri);
  if ((document?.isDirty ?? false) !== (now?.dirty ?? false)) throw new Error(`${uri.path} has changed.`);
  return { now, document };
}

/** The buffer holds the text of the bytes and stays unsaved; where it cannot hold them to the byte it is left as it is. */
async function intoBuffer(document: TextDocument, bytes: Uint8Array | undefined, diffLines: DiffLines): Promise<void> {
  const { encoding, uri } = document;
  if (!bytes) throw new Error(`${uri.path} has unsaved text.`);
  const decoded = await workspace.decode(bytes, { encoding });
  const text = decoded.startsWith('\ufeff') ? decoded.slice(1) : decoded;
  if (!isSame(await workspace.encode(text, { encoding }), bytes)) throw new Error(`${uri.path} has another encoding.`);
  const edits = new WorkspaceEdit();
  for (const { start, end, text: put } of replacements(document.getText(), text, diffLines)) {
    edits.replace(uri, new Range(document.positionAt(start), document.positionAt(end)), put);
  }
  if (!(await workspace.applyEdit(edits))) throw new Error(`${uri.path} could not be changed.`);
}

/** The bytes that saving would write. */
function encoded(document: TextDocument): Thenable<Uint8Array> {
  return workspace.encode(document.getText(), { encoding: document.encoding });
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (!one || !other) return one === other;
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
