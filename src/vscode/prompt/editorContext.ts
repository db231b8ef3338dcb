// What a command was called on in, the code it is about as an attachment out: the selection, else the symbol at the cursor, else the file.

import { commands, l10n, type Position, Range, type TextDocument, Uri, window, workspace } from 'vscode';
import type { Attachment } from '../../shared/attachment.ts';
import { pathOf } from '../files/folders.ts';
import { confirm } from './attachments.ts';
import { joinLines } from './mentions/lines.ts';
import { type Editor, maxLength } from './mentions/mention.ts';
import { type EnclosingSymbol, type OutlineSymbol, symbolAt } from './symbolAt.ts';

/** A document and the place in it. Neither range nor cursor: all of it. */
export interface Subject {
  readonly document: TextDocument;
  /** Never empty. */
  readonly range?: Range;
  readonly cursor?: Position;
}

/** How long a language server may take to tell the outline, in ms: without it the prompt goes out all the same. */
const patience = 1_500;

/** `given`: what the editor passes to a command of a menu (an address), or a code action (`{uri, range?}`); nothing from the palette. */
export async function subjectOf(given: unknown): Promise<Subject | undefined> {
  const { uri, range } = placeOf(given);
  const editor = window.activeTextEditor;
  if (uri && range) return { document: await workspace.openTextDocument(uri), range };
  if (uri && editor?.document.uri.toString() !== uri.toString())
    return { document: await workspace.openTextDocument(uri) };
  if (!editor) return undefined;
  const { document, selection } = editor;
  return { document, cursor: selection.active, ...(selection.isEmpty ? {} : { range: selection }) };
}

export function placeOf(given: unknown): { readonly uri?: Uri; readonly range?: Range } {
  if (given instanceof Uri) return { uri: given };
  const { uri, range } = (given ?? {}) as { readonly uri?: unknown; readonly range?: unknown };
  if (!(uri instanceof Uri)) return {};
  return range instanceof Range && !range.isEmpty ? { uri, range } : { uri };
}

/** Undefined: the person did not want it to leave the machine. Throws an `Error` with a sentence for the person. */
export async function partOf({ document, range, cursor }: Subject, editor: Editor): Promise<Attachment | undefined> {
  const admitted = await admit(document, editor);
  if (!admitted) return undefined;
  const place = range ?? (cursor && new Range(cursor, cursor));
  const symbol = place && symbolAt(await outline(document), place.start.line, lastLine(place));
  const part = range ? selected(document, range, symbol) : symbol && inside(document, symbol);
  const { name, path } = admitted;
  const text = part?.text ?? document.getText();
  if (text.trim() === '') throw new Error(l10n.t('{0} is empty.', name));
  if (text.length > maxLength) throw new Error(l10n.t('It is too large. Select the part that matters.'));
  return {
    id: editor.id(),
    kind: part?.kind ?? 'file',
    label: part ? labelOf(name, part) : name,
    ...(path === undefined ? {} : { path }),
    ...(part ? { lines: part.lines } : {}),
    ...(part?.symbol === undefined ? {} : { symbol: part.symbol }),
    language: document.languageId,
    text,
  };
}

/** A file of the workspace goes through the gate. Another one asks: it leaves the machine although no folder was opened for it. */
export async function admit(
  { uri, isUntitled }: Pick<TextDocument, 'uri' | 'isUntitled'>,
  editor: Editor,
): Promise<{ readonly name: string; readonly path?: string } | undefined> {
  const path = pathOf(uri);
  if (path !== undefined && !isUntitled) {
    const place = await editor.read(path);
    return place && { name: place.path, path: place.path };
  }
  const name = isUntitled ? uri.path : uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return isUntitled || (await confirm(uri.path, l10n.t('It is outside of the workspace.'))) ? { name } : undefined;
}

interface Part {
  readonly kind: 'selection' | 'symbol';
  readonly lines: { readonly start: number; readonly end: number };
  readonly symbol?: string;
  readonly text: string;
}

function selected(document: TextDocument, range: Range, symbol: EnclosingSymbol | undefined): Part {
  const lines = { start: range.start.line + 1, end: lastLine(range) + 1 };
  return { kind: 'selection', lines, symbol: symbol?.name, text: document.getText(range) };
}

function inside(document: TextDocument, { name, start, end }: EnclosingSymbol): Part {
  const range = document.validateRange(new Range(start, 0, end, Number.MAX_SAFE_INTEGER));
  return { kind: 'symbol', lines: { start: start + 1, end: end + 1 }, symbol: name, text: document.getText(range) };
}

/** A range that ends before the first character of a line does not hold that line. */
function lastLine({ start, end }: Range): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}

function labelOf(name: string, { kind, lines, symbol }: Part): string {
  const place = joinLines(name, lines);
  if (symbol === undefined) return place;
  return kind === 'symbol' ? `${symbol} (${place})` : `${place} (${symbol})`;
}

async function outline({ uri }: TextDocument): Promise<readonly OutlineSymbol[]> {
  const asked = Promise.resolve(
    commands.executeCommand<readonly OutlineSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', uri),
  ).catch(() => undefined);
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience));
  return (await Promise.race([asked, late])) ?? [];
}
