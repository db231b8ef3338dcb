// The real editor in, what mentions ask of it out: every path through the gate, with a question where the gate wants one.

import { randomUUID } from 'node:crypto';
import {
  commands,
  type DocumentSymbol,
  l10n,
  type Range,
  type SymbolInformation,
  type TextEditor,
  type Uri,
  window,
} from 'vscode';
import { judge } from '../../../gate/judge.ts';
import type { Operation } from '../../../gate/judged.ts';
import type { Attachment } from '../../../shared/attachment.ts';
import { findFiles } from '../../files/findFiles.ts';
import { pathOf, uriOf, workspaceFolders } from '../../files/folders.ts';
import { type AttachmentPorts, confirm } from '../attachments.ts';
import { gitChanges } from '../gitChanges.ts';
import type { TerminalLog } from '../terminalLog.ts';
import { fileList } from './fileList.ts';
import type { Lines } from './lines.ts';
import type { Editor, Excerpt } from './mention.ts';

const maxListed = 20_000;

export interface EditorPorts extends AttachmentPorts {
  /** A picture, sound, video or document that may be read: an attachment of it. */
  media(uri: Uri, path: string): Promise<Attachment | undefined>;
}

export function realEditor(ports: EditorPorts, terminals: TerminalLog): Editor {
  const { workspace: port, facts } = ports;
  const signal = () => AbortSignal.timeout(10_000);
  const judged = async (operation: Operation, path: string) =>
    judge({ operation, path }, { folders: workspaceFolders(), facts, excludes: await ports.excludes?.() });
  const allowed = async (operation: Operation, path: string) => {
    const place = await judged(operation, path);
    if (place.verdict === 'deny') throw new Error(place.reason ?? l10n.t('This file may not be read.'));
    return place.verdict === 'allow' || (await confirm(place.path, place.reason)) ? place : undefined;
  };
  const listed = fileList(listFiles);
  return {
    files: async (query) => [...new Set([...openFiles(), ...(await listed(query))])],
    symbols: async (query) => {
      const found = await commands.executeCommand<readonly SymbolInformation[] | undefined>(
        'vscode.executeWorkspaceSymbolProvider',
        query,
      );
      return (found ?? []).flatMap(({ name, containerName, location: { uri, range } }) => {
        const path = pathOf(uri);
        return path === undefined ? [] : [{ name, container: containerName, path, lines: linesOf(range) }];
      });
    },
    async extent(path, name, lines) {
      const place = await judged('read', path);
      if (place.verdict === 'deny') return lines;
      return (await definition(uriOf(place), name, lines)) ?? lines;
    },
    active: () => window.activeTextEditor && pathOf(window.activeTextEditor.document.uri),
    selection: () => excerptOf(window.activeTextEditor),
    problems: () => port.problems(),
    changes: gitChanges,
    terminal: async (what) => (what === 'selection' ? terminals.selection() : terminals.last()),
    async read(path) {
      const place = await allowed('read', path);
      return place && { path: place.path, text: (await port.readText(place, signal())).text };
    },
    async media(path) {
      const place = await allowed('read', path);
      return place && ports.media(uriOf(place), place.path);
    },
    async list(path) {
      const place = await allowed('list', path);
      return place && { path: place.path, entries: await port.list(place, signal()) };
    },
    mayRead: async (path) => (await judged('read', path)).verdict === 'allow',
    id: randomUUID,
    t: (text, ...args) => l10n.t(text, ...args),
  };
}

/** Undefined: nothing is selected, or the document is neither a file of the workspace nor one that is not saved yet. */
export function excerptOf(editor: TextEditor | undefined): Excerpt | undefined {
  if (!editor || editor.selection.isEmpty) return undefined;
  const { document, selection } = editor;
  const path = pathOf(document.uri);
  if (path === undefined && document.uri.scheme !== 'untitled') return undefined;
  const name = path ?? document.uri.path;
  return {
    ...(path === undefined ? {} : { path }),
    name,
    lines: linesOf(selection),
    text: document.getText(selection),
  };
}

/** A range that ends before the first character of a line does not cover that line. */
function linesOf({ start, end }: Range): Lines {
  const last = end.character === 0 && end.line > start.line ? end.line : end.line + 1;
  return { start: start.line + 1, end: last };
}

/** Files of open tabs, the active one first. */
function openFiles(): readonly string[] {
  const active = window.tabGroups.activeTabGroup.activeTab;
  const tabs = [...(active ? [active] : []), ...window.tabGroups.all.flatMap((group) => group.tabs)];
  return tabs.flatMap(({ input }) => {
    const uri = (input as { readonly uri?: Uri } | undefined)?.uri;
    const path = uri && pathOf(uri);
    return path === undefined ? [] : [path];
  });
}

async function listFiles(): Promise<readonly string[]> {
  const found = await findFiles(maxListed);
  return found
    .map(pathOf)
    .filter((path) => path !== undefined)
    .sort();
}

/** A list of symbols may give the name's place alone; the document's own symbols tell where the definition ends. */
async function definition(uri: Uri, name: string, near: Lines): Promise<Lines | undefined> {
  const tree = await commands.executeCommand<readonly (DocumentSymbol | SymbolInformation)[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  const all = (symbols: readonly DocumentSymbol[]): readonly DocumentSymbol[] =>
    symbols.flatMap((symbol) => [symbol, ...all(symbol.children)]);
  const found = all((tree ?? []).filter((symbol) => 'children' in symbol)).find(
    (symbol) =>
      symbol.name === name && linesOf(symbol.range).start <= near.start && linesOf(symbol.range).end >= near.end,
  );
  return found && linesOf(found.range);
}
