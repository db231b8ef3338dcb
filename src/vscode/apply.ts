// A planned change in, the file changed as one undoable edit out; checked again in the moment it is made, focusing nothing.

import { Range, type TextDocument, type Uri, WorkspaceEdit, workspace } from 'vscode';
import { type Change, type DiffLines, type TextFile, ToolError } from '../agent/ports.ts';
import { judge, leadsTheSame } from '../gate/judge.ts';
import type { FileFacts, Judged } from '../gate/judged.ts';
import { uriOf, workspaceFolders } from './folders.ts';
import { replacements } from './ranges.ts';
import { fileExists, openDocument, readTextFile } from './textFile.ts';

export interface ApplyPorts {
  readonly facts: FileFacts;
  readonly diffLines: DiffLines;
}

/** Resolves to the text the file has in the end. Changes of one file wait for each other: each sees what the one before left. */
export function applier(ports: ApplyPorts): (change: Change, signal: AbortSignal) => Promise<TextFile> {
  const queues = new Map<string, Promise<unknown>>();
  return (change, signal) => {
    const key = change.place.absolute;
    const before = queues.get(key) ?? Promise.resolve();
    const done = before.catch(() => {}).then(() => make(change, ports, signal));
    queues.set(key, done);
    const forget = () => {
      if (queues.get(key) === done) queues.delete(key);
    };
    done.then(forget, forget);
    return done;
  };
}

async function make(change: Change, ports: ApplyPorts, signal: AbortSignal): Promise<TextFile> {
  const { place } = change;
  const uri = uriOf(place);
  const check = async () => {
    await checkBefore(place, ports.facts);
    signal.throwIfAborted();
  };
  await check();
  if (change.kind === 'create') await create(change, uri, check);
  else await edit(change, uri, check, ports.diffLines);
  await checkAfter(place, ports.facts);
  return readTextFile(uri, place.path);
}

/** Between the judgement and now a directory may have become a link, the file another one, or a folder may have gone. */
async function checkBefore(place: Judged, facts: FileFacts): Promise<void> {
  if (!workspace.isTrusted) throw new ToolError('This workspace is not trusted, so nothing can be changed in it.');
  const { path, operation } = place;
  const now = await judge({ operation, path }, { folders: workspaceFolders(), facts });
  if (now.verdict === 'deny') throw new ToolError(now.reason ?? `${path} can no longer be changed.`);
  if (!leadsTheSame(place, now)) throw new ToolError(changedSince(path));
}

/** The editor's save follows links: one that was put there in between must not pass unseen. */
async function checkAfter(place: Judged, facts: FileFacts): Promise<void> {
  const { path } = place;
  const now = await judge({ operation: 'edit', path }, { folders: workspaceFolders(), facts });
  if (now.verdict === 'deny' || now.absolute !== place.absolute || now.via !== place.via) {
    throw new ToolError(
      `${path} became a link to another place in the moment of the change. Stop and tell the person.`,
    );
  }
}

/** Asked before anything is looked at, and again as the last thing before each write: in between, files are read and the editor opens them. */
type Check = () => Promise<void>;

async function create({ place, after }: Change, uri: Uri, check: Check): Promise<void> {
  const taken = `${place.path} exists already. Nothing was changed. Use apply_edit to change it.`;
  if (openDocument(uri)?.isDirty || (await fileExists(uri))) throw new ToolError(taken);
  const contents = await workspace.encode(after, { uri });
  await check();
  const creation = new WorkspaceEdit();
  creation.createFile(uri, { contents, overwrite: false, ignoreIfExists: false });
  if (!(await workspace.applyEdit(creation))) {
    throw new ToolError(
      (await fileExists(uri)) ? taken : `${place.path} could not be created. The folder may be read-only.`,
    );
  }
}

async function edit(change: Change, uri: Uri, check: Check, diffLines: DiffLines): Promise<void> {
  const { place, before, after } = change;
  const current = await readTextFile(uri, place.path);
  if (current.hash !== before?.hash) throw new ToolError(changedSince(place.path));
  const document = await workspace.openTextDocument(uri);
  await check();
  const text = document.getText();
  if (document.isDirty !== current.dirty || (current.dirty && text !== current.text)) {
    throw new ToolError(changedSince(place.path));
  }
  const wanted = withEnds(after, document);
  // The editor gives a document one kind of line end. Where the text is to have several, or the buffer lags behind the disk, an edit of the
  // buffer would change bytes that nobody asked to change: then the bytes are written, and the buffer follows them.
  const throughBuffer = current.dirty || (wanted === after && text === withEnds(current.text, document));
  if (throughBuffer) return editBuffer(document, place.path, replacements(text, wanted, diffLines), !current.dirty);
  const bytes = await workspace.encode(after, { encoding: document.encoding });
  await check();
  await workspace.fs.writeFile(uri, bytes);
}

async function editBuffer(
  document: TextDocument,
  path: string,
  ranges: ReturnType<typeof replacements>,
  save: boolean,
): Promise<void> {
  const changes = new WorkspaceEdit();
  for (const { start, end, text } of ranges) {
    changes.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), text);
  }
  if (!(await workspace.applyEdit(changes))) throw new ToolError(changedSince(path));
  if (save && !(await document.save())) {
    throw new ToolError(
      `The change of ${path} is in the editor, but the file could not be saved: it may be read-only, or it changed on disk at that moment. Ask the person to look at it.`,
    );
  }
}

/** The text with the document's own line ends, as its buffer would hold it. */
function withEnds(text: string, { eol }: TextDocument): string {
  const crlf = 2; // EndOfLine.CRLF
  return text.replace(/\r\n|\r|\n/g, eol === crlf ? '\r\n' : '\n');
}

function changedSince(path: string): string {
  return `${path} changed since it was read. Nothing was changed. Read it again and make the edit for what it holds now.`;
}
