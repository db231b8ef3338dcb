// Symbols and places of the workspace in, what the language support of the editor knows of them out: the agent's `Language` port.

import {
  commands,
  type Location,
  type LocationLink,
  Position,
  type Range,
  type SymbolInformation,
  SymbolKind,
  type Uri,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import { abortable } from '../../agent/abort.ts';
import type { FileEdits, Found, Language, Spot, TextPosition } from '../../agent/calls/language.ts';
import { ToolError } from '../../agent/workspace.ts';
import { pathOf, uriOf } from './folders.ts';

export function languagePort(): Language {
  return {
    async symbols(query, signal) {
      const found = await ask<readonly SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', [query], signal);
      return (found ?? []).map(({ name, kind, containerName, location }) => ({
        ...foundAt(location.uri, location.range),
        name,
        kind: SymbolKind[kind].toLowerCase(),
        ...(containerName ? { container: containerName } : {}),
      }));
    },
    definitions: (spot, signal) => places('vscode.executeDefinitionProvider', spot, signal),
    references: (spot, signal) => places('vscode.executeReferenceProvider', spot, signal),
    async rename(spot, name, signal) {
      const at = await openedAt(spot);
      const edit = await ask<WorkspaceEdit>('vscode.executeDocumentRenameProvider', [...at, name], signal).catch(
        (error: unknown) => {
          signal.throwIfAborted();
          throw new ToolError(
            `The language support refused: ${error instanceof Error ? error.message : String(error)}`,
          );
        },
      );
      return edit?.entries().map(fileEdits);
    },
  };
}

async function places(command: string, spot: Spot, signal: AbortSignal): Promise<readonly Found[]> {
  const found = await ask<readonly (Location | LocationLink)[]>(command, await openedAt(spot), signal);
  return (found ?? []).map((one) =>
    'targetUri' in one
      ? foundAt(one.targetUri, one.targetRange, one.targetSelectionRange)
      : foundAt(one.uri, one.range),
  );
}

/** Opens the document unseen: a language server speaks of files it knows. */
async function openedAt({ place, line, column }: Spot): Promise<[Uri, Position]> {
  const { uri } = await workspace.openTextDocument(uriOf(place));
  return [uri, new Position(line - 1, column - 1)];
}

function ask<T>(command: string, args: readonly unknown[], signal: AbortSignal): Promise<T | undefined> {
  return abortable(Promise.resolve(commands.executeCommand<T | undefined>(command, ...args)), signal);
}

function foundAt(uri: Uri, range: Range, name: Range = range): Found {
  const path = pathOf(uri);
  return {
    ...(path === undefined ? { outside: uri.path.split('/').slice(-2).join('/') } : { path }),
    line: name.start.line + 1,
    lastLine: range.end.line + 1,
    column: name.start.character + 1,
  };
}

function fileEdits([uri, edits]: ReturnType<WorkspaceEdit['entries']>[number]): FileEdits {
  const path = pathOf(uri);
  if (path === undefined) {
    throw new ToolError(`The rename would change ${uri.path}, which is outside of the workspace. Nothing was changed.`);
  }
  return {
    path,
    edits: edits.map(({ range: { start, end }, newText }) => ({ start: at(start), end: at(end), text: newText })),
  };
}

function at({ line, character }: Position): TextPosition {
  return { line: line + 1, column: character + 1 };
}
