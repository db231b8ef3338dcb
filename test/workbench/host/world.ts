// The folder that is open and the parts of Castor that stand on the editor in, short words for tests of files out.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TextDocument, Uri, window, workspace } from 'vscode';
import type { TextFile } from '../../../src/agent/workspace.ts';
import { diffLines } from '../../../src/edits/diffLines.ts';
import { judge } from '../../../src/gate/judge.ts';
import type { FileFacts, Judged, Operation } from '../../../src/gate/judged.ts';
import { diskFacts } from '../../../src/node/facts.ts';
import { workspaceFolders } from '../../../src/vscode/files/folders.ts';
import { workspacePort } from '../../../src/vscode/files/workspace.ts';

export const never = new AbortController().signal;
export const port = workspacePort({ facts: diskFacts, diffLines });

/** A port whose file facts are the test's own. */
export function portOver(facts: FileFacts) {
  return workspacePort({ facts, diffLines });
}

/** Absolute path of a file of the workspace. */
export function at(path: string): string {
  return join(workspace.workspaceFolders![0]!.uri.fsPath, path);
}

/** A folder beside the workspace that nothing may reach. */
export function outside(path: string): string {
  return join(dirname(at('.')), 'out', path);
}

/** Behind the editor's back. */
export function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
}

export function text(path: string): string {
  return readFileSync(at(path), 'utf8');
}

/** Judged as the agent does it; must not be denied. */
export async function place(path: string, operation: Operation = 'edit'): Promise<Judged> {
  const judged = await judge({ operation, path }, { folders: workspaceFolders(), facts: diskFacts });
  assert.notEqual(judged.verdict, 'deny', judged.reason);
  return judged;
}

/** Read, changed and applied, as a call does it. */
export async function edit(path: string, change: (text: string) => string): Promise<TextFile> {
  const judged = await place(path);
  const before = await port.readText(judged, never);
  const [file] = await port.apply([{ kind: 'edit', place: judged, before, after: change(before.text) }], never);
  return file!;
}

/** Opens a file in an editor of its own, focused. */
export async function show(path: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(Uri.file(at(path)));
  await window.showTextDocument(document);
  return document;
}

export function openTabs(): readonly string[] {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
}

/** Waits until it holds; fails with `what` after `ms`. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
