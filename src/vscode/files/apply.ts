// Planned changes in, the files changed as one undoable edit out; checked again in the moment they are made, focusing nothing.

import { WorkspaceEdit, workspace } from 'vscode';
import { type Change, type DiffLines, type TextFile, ToolError } from '../../agent/workspace.ts';
import type { FileFacts, Judged } from '../../gate/judged.ts';
import { checkAfter, checkBefore } from './applyChecks.ts';
import { type Prepared, prepare } from './applyParts.ts';
import { uriOf } from './folders.ts';
import { keepWithoutTabs } from './quietTabs.ts';
import { readTextFile } from './textFile.ts';

export interface ApplyPorts {
  readonly facts: FileFacts;
  readonly diffLines: DiffLines;
}

type Applied = readonly (TextFile | undefined)[];

/** Resolves to what the files are in the end. Changes of one file wait for each other: each sees what the one before left. */
export function applier(ports: ApplyPorts): (changes: readonly Change[], signal: AbortSignal) => Promise<Applied> {
  const queues = new Map<string, Promise<unknown>>();
  return (changes, signal) => {
    const keys = changes.flatMap(placesOf).map(({ absolute }) => absolute);
    const before = Promise.allSettled(keys.map((key) => queues.get(key)));
    const done = before.then(() => make(changes, ports, signal));
    for (const key of keys) queues.set(key, done);
    const forget = () => {
      for (const key of keys) if (queues.get(key) === done) queues.delete(key);
    };
    done.then(forget, forget);
    return done;
  };
}

async function make(changes: readonly Change[], ports: ApplyPorts, signal: AbortSignal): Promise<Applied> {
  const places = changes.flatMap(placesOf);
  const twice = places.find(({ absolute }, at) => places.findIndex((one) => one.absolute === absolute) !== at);
  if (twice)
    throw new ToolError(`${twice.path} is named twice in one call. Nothing was changed. Use one call for each.`);
  const check = async () => {
    for (const place of places) await checkBefore(place, ports.facts);
    signal.throwIfAborted();
  };
  await check();
  const prepared: Prepared[] = [];
  for (const change of changes) prepared.push(await prepare(change, ports.diffLines));
  // In between files were read and the editor opened them.
  await check();
  for (const one of prepared) one.stillSo();
  const tabs = keepWithoutTabs(changes.map((change) => uriOf(change.place)));
  await write(prepared).finally(tabs.end);
  for (const change of changes) {
    if (change.kind !== 'delete') await checkAfter(endOf(change), ports.facts);
  }
  return Promise.all(changes.map(inTheEnd));
}

/** All or none: what the editor made before something failed is taken back. */
async function write(prepared: readonly Prepared[]): Promise<void> {
  try {
    for (const { writeBytes } of prepared) await writeBytes?.();
    const edit = new WorkspaceEdit();
    const joined = inOrder(prepared).filter(({ join }) => join);
    for (const { join } of joined) join?.(edit);
    if (joined.length > 0 && !(await workspace.applyEdit(edit))) throw await refusal(prepared);
  } catch (error) {
    // One change alone was made or not: there is no half of it.
    if (prepared.length > 1) for (const { takeBack } of prepared) await takeBack().then(undefined, () => {});
    throw error;
  }
  for (const { save } of prepared) await save?.();
}

/** What can fail for a reason that no check sees comes first, what is hardest to take back last. */
function inOrder(prepared: readonly Prepared[]): readonly Prepared[] {
  const kinds: readonly Change['kind'][] = ['create', 'rename', 'edit', 'delete'];
  return kinds.flatMap((kind) => prepared.filter(({ change }) => change.kind === kind));
}

async function refusal(prepared: readonly Prepared[]): Promise<ToolError> {
  const [only, ...others] = prepared;
  if (only && others.length === 0) return only.refused();
  const names = prepared.map(({ change }) => change.place.path).join(', ');
  return new ToolError(
    `The editor could not change ${names}: one of them changed since it was read, or is read-only. Nothing was changed.`,
  );
}

function placesOf(change: Change): readonly Judged[] {
  return change.kind === 'rename' ? [change.place, change.to] : [change.place];
}

function endOf(change: Change): Judged {
  return change.kind === 'rename' ? change.to : change.place;
}

async function inTheEnd(change: Change): Promise<TextFile | undefined> {
  const isText = change.kind !== 'delete' && (change.kind !== 'rename' || change.before !== undefined);
  const end = endOf(change);
  return isText ? readTextFile(uriOf(end), end.path) : undefined;
}
