// A call's effect and path in, a verdict out: the one gate that every tool, file link, page message and restore passes.

import { absoluteOf, canonicalOf, foldName, nameProblem, resolvePath, visible } from './paths.ts';
import { type Ruling, ruleOnNames } from './protected.ts';
import { type Place, walk } from './walk.ts';

/** What is done to the path. */
export type Operation = 'read' | 'list' | 'create' | 'edit' | 'rename' | 'delete';

/** A path as the model (or a link) wrote it: from the workspace root, or `folderName/…` when there are several folders. */
export interface Target {
  readonly operation: Operation;
  readonly path: string;
}

/** deny: refused without a prompt. ask_always: no mode and no remembered answer covers it. */
export type Verdict = 'allow' | 'ask' | 'ask_always' | 'deny';

export interface Folder {
  readonly name: string;
  /** Absolute path on disk, or the URI string of a folder that is not on disk. */
  readonly root: string;
  readonly onDisk: boolean;
}

/** Facts of the file system that the pure part cannot know. `realpath` and `lstat` reject with an error that has a `code` such as ENOENT. */
export interface FileFacts {
  realpath(path: string): Promise<string>;
  lstat(
    path: string,
  ): Promise<{ readonly kind: 'file' | 'directory' | 'link' | 'other'; readonly links: number; readonly id: string }>;
  /** '/' or '\\'. */
  readonly separator: string;
}

/** A judged path. `path` is canonical, workspace-relative, with '/'; what cards show and what grants and reads are keyed by. */
export interface Judged {
  readonly verdict: Verdict;
  /** For the person on `ask_always`, for the model on `deny`. */
  readonly reason?: string;
  readonly path: string;
  readonly operation: Operation;
  readonly folder: Folder;
  /** Absolute path (or URI path) inside the folder's root. */
  readonly absolute: string;
  /** Workspace-relative real path, when it differs from `path` (a link on the way). */
  readonly via?: string;
  /** Where the path really led and through which directory; absent off disk. Compare with `leadsTheSame` before a change is made. */
  readonly identity?: string;
}

export interface JudgeContext {
  readonly folders: readonly Folder[];
  readonly facts: FileFacts;
  /** True for a path below a folder's root that the folder keeps from models (`.aiexclude`); see `excluder`. */
  excludes?(path: string, folder: Folder): boolean;
}

const strictness: readonly Verdict[] = ['allow', 'ask', 'ask_always', 'deny'];

/** The strictest of them; 'allow' for none. */
export function combine(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict = 'allow';
  for (const verdict of verdicts) if (strictness.indexOf(verdict) > strictness.indexOf(worst)) worst = verdict;
  return worst;
}

/** True if a second judgement of the same target found the same place: ask it right before a change. */
export function leadsTheSame(before: Judged, now: Judged): boolean {
  return (
    now.verdict !== 'deny' &&
    now.absolute === before.absolute &&
    now.via === before.via &&
    now.identity === before.identity
  );
}

/**
 * The verdict on a target. Never rejects: whatever cannot be found out is denied. Order: the form of the path, where it leads below the
 * folder, the names, where it really leads on disk and the names there; the strictest wins.
 */
export async function judge(target: Target, context: JudgeContext): Promise<Judged> {
  try {
    return await decide(target, context);
  } catch {
    // Only an `excludes` or facts that break their contract come here.
    return denied(
      target.operation,
      target.path,
      context.folders[0] ?? nowhere,
      'This path cannot be judged. Use another.',
    );
  }
}

async function decide({ operation, path: raw }: Target, context: JudgeContext): Promise<Judged> {
  const { folders, facts } = context;
  const resolved = resolvePath(raw, folders, facts.separator);
  if (!resolved.folder) return denied(operation, raw, folders[0] ?? nowhere, resolved.refused);
  const { folder, names } = resolved;
  const path = canonicalOf(folder, names, folders);
  if (names.length === 0 && operation !== 'list') {
    return denied(operation, path, folder, `This is the folder ${folder.name} itself. Give a path inside it.`);
  }
  const given: Judged = {
    ...strictest([ruleOnNames(operation, names), ruleOnExclusion(operation, folder, names, context)]),
    path,
    operation,
    folder,
    absolute: absoluteOf(folder, names, facts.separator),
  };
  if (given.verdict === 'deny' || !folder.onDisk) return given;
  const walked = await walk(folder, names, facts);
  return 'refused' in walked ? denied(operation, path, folder, walked.refused) : onDisk(given, names, walked, context);
}

const nowhere: Folder = { name: '', root: '', onDisk: false };

/** Adds what the disk says: the names it really has, and what stands there. */
function onDisk(given: Judged, names: readonly string[], place: Place, context: JudgeContext): Judged {
  const { folder, operation } = given;
  const realPath = canonicalOf(folder, place.real, context.folders);
  const ruling = strictest([
    given,
    ruleOnForm(place.real),
    ruleOnNames(operation, place.real),
    ruleOnExclusion(operation, folder, place.real, context),
    ruleOnKind(operation, place),
  ]);
  // A name that differs in case or composition only is the same file on this disk: its own spelling is the canonical one.
  const isSpelling = foldName(names.join('/')) === foldName(place.real.join('/'));
  return {
    ...given,
    ...ruling,
    identity: place.identity,
    ...(isSpelling
      ? { path: realPath, absolute: absoluteOf(folder, place.real, context.facts.separator) }
      : { via: realPath }),
  };
}

function ruleOnForm(names: readonly string[]): Ruling {
  const problem = names.map(nameProblem).find((found) => found !== undefined);
  return problem === undefined
    ? { verdict: 'allow' }
    : { verdict: 'deny', reason: `This path leads to a file that ${problem} Use another file.` };
}

function ruleOnExclusion(
  operation: Operation,
  folder: Folder,
  names: readonly string[],
  { excludes }: JudgeContext,
): Ruling {
  const path = names.join('/');
  // A pattern such as `private/` names folders only: with the slash a path is one.
  const isExcluded = excludes?.(path, folder) || (operation === 'list' && excludes?.(`${path}/`, folder));
  return path !== '' && isExcluded
    ? { verdict: 'deny', reason: `${path} is kept from models by an ignore file of this workspace. Do without it.` }
    : { verdict: 'allow' };
}

function ruleOnKind(operation: Operation, { found }: Place): Ruling {
  if (!found) return { verdict: 'allow' };
  if (operation === 'create') {
    return {
      verdict: 'deny',
      reason: 'Something of this name exists already. Read it and edit it, or choose another name.',
    };
  }
  if (found.kind === 'file') {
    if (operation === 'list') return { verdict: 'deny', reason: 'This is a file. Read it instead of listing it.' };
    return found.links > 1
      ? {
          verdict: 'ask_always',
          reason: 'This file has a second name on disk (a hard link), perhaps outside the workspace.',
        }
      : { verdict: 'allow' };
  }
  if (operation === 'list') return { verdict: 'allow' };
  if (operation === 'delete' || operation === 'rename') {
    return { verdict: 'ask_always', reason: 'This is a folder: everything in it goes with it.' };
  }
  return { verdict: 'deny', reason: 'This is a folder. List it, or give the path of a file in it.' };
}

/** The first of the strictest, so that the reason given is the one that decided. */
function strictest(rulings: readonly Ruling[]): Ruling {
  const verdict = combine(rulings.map((ruling) => ruling.verdict));
  const { reason } = rulings.find((ruling) => ruling.verdict === verdict && ruling.reason) ?? {};
  return { verdict, ...(reason === undefined ? {} : { reason }) };
}

function denied(operation: Operation, path: string, folder: Folder, reason: string): Judged {
  return { verdict: 'deny', reason, path: visible(path), operation, folder, absolute: folder.root };
}
