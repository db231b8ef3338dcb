// A call's effect and path in, a verdict out: the one gate that every tool, file link, page message and restore passes.

import type { Folder, JudgeContext, Judged, Operation, Target, Verdict } from './judged.ts';
import { absoluteOf, canonicalOf, foldName, nameProblem, resolvePath, visible } from './paths.ts';
import { type Ruling, ruleOnNames } from './protected.ts';
import { type Place, walk } from './walk.ts';

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
    ...strictest([
      ruleOnNames(operation, names),
      ruleOnExclusion(operation, folder, names, context),
      ruleOnIgnored(operation, folder, names, context),
    ]),
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
    ruleOnIgnored(operation, folder, place.real, context),
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

/** What is kept out of version control may hold what is nobody else's business, and is not brought back by it. */
function ruleOnIgnored(
  operation: Operation,
  { onDisk, root }: Folder,
  names: readonly string[],
  { facts }: JudgeContext,
): Ruling {
  const path = names.join('/');
  if (operation === 'list' || !onDisk || !facts.ignored?.(root, path)) return { verdict: 'allow' };
  const reason =
    operation === 'read'
      ? `${path} is left out by an ignore file (.gitignore); its content would be sent to Google.`
      : `${path} is left out by an ignore file (.gitignore): version control does not bring it back.`;
  return { verdict: 'ask_always', reason };
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
