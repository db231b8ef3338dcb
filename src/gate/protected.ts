// The names of a path in, whether they are guarded and why out: pure, blind to case, width and look-alike letters.

import type { Operation, Verdict } from './judged.ts';
import { foldName, shown } from './paths.ts';
import {
  gitFolder,
  guardedEndings,
  guardedFolders,
  guardedNames,
  guardedPairs,
  guardedPatterns,
  lookAlikes,
  secretEndings,
  secretFolders,
  secretNames,
  secretPairs,
  secretPatterns,
  secretTemplates,
} from './tables.ts';

/** A verdict with the sentence that explains it: to the model on deny, to the person on ask_always. */
export interface Ruling {
  readonly verdict: Verdict;
  readonly reason?: string;
}

/** What the names alone say of an operation, before the file system is asked. */
export function ruleOnNames(operation: Operation, names: readonly string[]): Ruling {
  const kinds = names.map((_, at) => kindOf(names, at, plainFold));
  const disguised = names.findIndex((_, at) => kinds[at] === undefined && kindOf(names, at, skeleton) !== undefined);
  if (disguised >= 0) {
    const name = shown(names[disguised]!);
    return {
      verdict: 'deny',
      reason: `${name} looks like the name of a protected file but is another. Use the plain ASCII name.`,
    };
  }
  if (kinds.includes('git')) {
    return {
      verdict: 'deny',
      reason: 'Files inside .git belong to git and are never read or changed here. Do without them.',
    };
  }
  const changes = operation !== 'read' && operation !== 'list';
  const path = names.join('/');
  if (kinds.includes('secret') && operation !== 'list') {
    const reason = changes
      ? `${path} may hold passwords or keys.`
      : `${path} may hold passwords or keys; its content would be sent to Google.`;
    return { verdict: 'ask_always', reason };
  }
  if (changes && kinds.some((kind) => kind !== undefined)) {
    return { verdict: 'ask_always', reason: `${path} can make programs run or steer an agent when it changes.` };
  }
  return { verdict: changes ? 'ask' : 'allow' };
}

/** True for a path that may hold keys: search and listings show its name, never its content. `path` with '/' or '\\'. */
export function isSecret(path: string): boolean {
  const names = namesIn(path);
  return names.some((_, at) => kindOf(names, at, skeleton) === 'secret');
}

/** True for a path that search and listings leave out altogether: git's own files. */
export function isProtectedFromListing(path: string): boolean {
  return namesIn(path).some((name) => skeleton(name) === gitFolder);
}

function namesIn(path: string): string[] {
  return path.split(/[\\/]/).filter((name) => name !== '' && name !== '.');
}

type Kind = 'git' | 'secret' | 'guarded';

/** What the name at `at` is, seen with its parent; names are compared after `fold`. */
function kindOf(names: readonly string[], at: number, fold: (name: string) => string): Kind | undefined {
  const name = fold(names[at]!);
  const parent = at > 0 ? fold(names[at - 1]!) : '';
  if (name === gitFolder) return 'git';
  const last = at === names.length - 1;
  if (isSecretName(name, parent, last)) return 'secret';
  return isGuardedName(name, parent, last) ? 'guarded' : undefined;
}

function isSecretName(name: string, parent: string, last: boolean): boolean {
  if (secretFolders.has(name) || isPair(secretPairs, parent, name)) return true;
  return (
    last &&
    !secretTemplates.test(name) &&
    (secretNames.has(name) || secretEndings.has(endingOf(name)) || secretPatterns.some((pattern) => pattern.test(name)))
  );
}

function isGuardedName(name: string, parent: string, last: boolean): boolean {
  if (guardedFolders.has(name) || isPair(guardedPairs, parent, name)) return true;
  return (
    last &&
    (guardedNames.has(name) ||
      guardedEndings.has(endingOf(name)) ||
      (name.endsWith('.gradle.kts') && name.length > 11) ||
      guardedPatterns.some((pattern) => pattern.test(name)))
  );
}

function isPair(pairs: readonly (readonly [RegExp, RegExp])[], parent: string, name: string): boolean {
  return pairs.some(([first, second]) => first.test(parent) && second.test(name));
}

/** After the last dot of a name that has something before it; '' otherwise. */
function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1) : '';
}

/** ASCII case only: a name that is guarded in this form is that file, not a disguise. */
function plainFold(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Everything folded: case, compatibility forms, look-alike letters, invisible characters, surrounding dots and spaces Windows drops. */
function skeleton(name: string): string {
  const bare = foldName(name)
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    // What the capital I with a dot (U+0130) folds to.
    .replaceAll('i\u0307', 'i')
    .replace(/^\s+|[\s.]+$/g, '');
  return /^[\0-\x7f]*$/.test(bare) ? bare : [...bare].map((letter) => lookAlikes.get(letter) ?? letter).join('');
}
