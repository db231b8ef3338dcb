// One planned change in, the parts of making it out: what joins the one edit, what is written as bytes, what is saved, how it is taken back.

import { Range, type TextDocument, type Uri, WorkspaceEdit, workspace } from 'vscode';
import {
  type Change,
  type Creation,
  type DiffLines,
  type Edition,
  type Move,
  type Removal,
  type TextFile,
  ToolError,
} from '../../agent/workspace.ts';
import { changedSince } from './applyChecks.ts';
import { uriOf } from './folders.ts';
import { replacements } from './ranges.ts';
import { fileExists, openDocument, readTextFile } from './textFile.ts';

export interface Prepared {
  readonly change: Change;
  /** Throws where what was found while preparing is no longer so. Synchronous: nothing may come between this and the change. */
  stillSo(): void;
  /** Adds what the editor does in its one edit. */
  join?(edit: WorkspaceEdit): void;
  /** For what the editor cannot do in its buffers. */
  writeBytes?(): Promise<void>;
  save?(): Promise<void>;
  /** After a failure: leaves the file as it was. Without effect where nothing was done. */
  takeBack(): Promise<void>;
  /** What the model is told when the editor did not do it. */
  refused(): Promise<ToolError>;
}

/** Reads and opens what is needed; touches nothing. Throws a `ToolError` where the file is not what was shown. */
export async function prepare(change: Change, diffLines: DiffLines): Promise<Prepared> {
  switch (change.kind) {
    case 'create':
      return creation(change);
    case 'edit':
      return edition(change, diffLines);
    case 'delete':
      return removal(change);
    case 'rename':
      return move(change);
  }
}

const nothing = () => {};

async function creation(change: Creation): Promise<Prepared> {
  const { place, after } = change;
  const uri = uriOf(place);
  const taken = `${place.path} exists already. Nothing was changed. Use apply_edit to change it.`;
  const isTaken = async () => openDocument(uri)?.isDirty || (await fileExists(uri));
  if (await isTaken()) throw new ToolError(taken);
  const contents = await workspace.encode(after, { uri });
  return {
    change,
    stillSo: nothing,
    join: (edit) => edit.createFile(uri, { contents, overwrite: false, ignoreIfExists: false }),
    async takeBack() {
      const there = await workspace.fs.readFile(uri).then(undefined, () => undefined);
      if (there && Buffer.compare(there, contents) === 0) await workspace.fs.delete(uri);
    },
    refused: async () =>
      new ToolError(
        (await fileExists(uri)) ? taken : `${place.path} could not be created. The folder may be read-only.`,
      ),
  };
}

async function edition(change: Edition, diffLines: DiffLines): Promise<Prepared> {
  const { place, after } = change;
  const uri = uriOf(place);
  const current = await unchanged(change, uri);
  const document = await workspace.openTextDocument(uri);
  const text = document.getText();
  const wanted = withEnds(after, document);
  const onDisk = withEnds(current.text, document);
  // The editor gives a document one kind of line end. Where the text is to have several, or the buffer lags behind the disk, an edit of the
  // buffer would change bytes that nobody asked to change: then the bytes are written, and the buffer follows them.
  const throughBuffer = current.dirty || (wanted === after && text === onDisk);
  const common = {
    change,
    stillSo() {
      const now = document.getText();
      const isSame = now === text && (!current.dirty || now === current.text);
      // A buffer that lagged may have caught up with the disk meanwhile.
      const isSo = isSame || (!throughBuffer && now === onDisk);
      if (!isSo || document.isDirty !== current.dirty) throw new ToolError(changedSince(place.path));
    },
    refused: async () => new ToolError(changedSince(place.path)),
  };
  if (!throughBuffer) return { ...common, ...(await bytes(uri, document, after)) };
  return {
    ...common,
    join: (edit) => replace(edit, document, text, wanted, diffLines),
    save: async () => {
      if (current.dirty || (await document.save())) return;
      throw new ToolError(
        `The change of ${place.path} is in the editor, but the file could not be saved: it may be read-only, or it changed on disk at that moment. Ask the person to look at it.`,
      );
    },
    async takeBack() {
      if (document.getText() !== wanted) return;
      const back = new WorkspaceEdit();
      replace(back, document, wanted, text, diffLines);
      await workspace.applyEdit(back);
      if (!current.dirty) await document.save();
    },
  };
}

async function bytes(
  uri: Uri,
  { encoding }: TextDocument,
  after: string,
): Promise<Pick<Prepared, 'writeBytes' | 'takeBack'>> {
  const wanted = await workspace.encode(after, { encoding });
  const before = await workspace.fs.readFile(uri);
  let written = false;
  return {
    writeBytes: async () => {
      await workspace.fs.writeFile(uri, wanted);
      written = true;
    },
    async takeBack() {
      if (written) await workspace.fs.writeFile(uri, before);
    },
  };
}

async function removal(change: Removal): Promise<Prepared> {
  const { place } = change;
  const uri = uriOf(place);
  await unchanged(change, uri);
  const isFile = change.before !== undefined;
  const before = isFile ? await workspace.fs.readFile(uri) : undefined;
  return {
    change,
    stillSo: nothing,
    // The editor's own setting sends it to the trash; undo brings it back.
    join: (edit) => edit.deleteFile(uri, { recursive: true, ignoreIfNotExists: false }),
    async takeBack() {
      if (before && !(await fileExists(uri))) await workspace.fs.writeFile(uri, before);
    },
    refused: async () => new ToolError(`${place.path} could not be deleted. It may be read-only. Nothing was changed.`),
  };
}

async function move(change: Move): Promise<Prepared> {
  const { place, to } = change;
  const [from, target] = [uriOf(place), uriOf(to)];
  await unchanged(change, from);
  const taken = `${to.path} exists already. Nothing was changed. Choose another name.`;
  if (await fileExists(target)) throw new ToolError(taken);
  return {
    change,
    stillSo: nothing,
    join: (edit) => edit.renameFile(from, target, { overwrite: false, ignoreIfExists: false }),
    async takeBack() {
      if (!(await fileExists(from)) && (await fileExists(target))) await workspace.fs.rename(target, from);
    },
    refused: async () =>
      new ToolError(
        (await fileExists(target))
          ? taken
          : `${place.path} could not be renamed. It may be read-only. Nothing was changed.`,
      ),
  };
}

/** The file as it is, which must be what the change was planned for. */
async function unchanged({ place, before }: Exclude<Change, Creation>, uri: Uri): Promise<TextFile> {
  if (before) {
    const current = await readTextFile(uri, place.path);
    if (current.hash === before.hash) return current;
  } else if (await fileExists(uri)) return { text: '', hash: '', dirty: false };
  throw new ToolError(changedSince(place.path));
}

function replace(edit: WorkspaceEdit, document: TextDocument, from: string, to: string, diffLines: DiffLines): void {
  for (const { start, end, text } of replacements(from, to, diffLines)) {
    edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), text);
  }
}

/** The text with the document's own line ends, as its buffer would hold it. */
function withEnds(text: string, { eol }: TextDocument): string {
  const crlf = 2; // EndOfLine.CRLF
  return text.replace(/\r\n|\r|\n/g, eol === crlf ? '\r\n' : '\n');
}
