// A path as the model wrote it in, the folder and the names below it out, or a sentence why not: pure, the same on every platform.

import { hasHidden, revealHidden } from './hidden.ts';
import type { Folder } from './judged.ts';

/** `names`: the components below the folder's root; empty for the root itself. */
export type Resolved =
  | { readonly folder: Folder; readonly names: readonly string[] }
  | { readonly folder?: undefined; readonly refused: string };

/** Longer than any path an operating system takes. */
const longestPath = 4096;
const reservedName = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$|clock\$)$/;

/**
 * Finds the folder and resolves `.` and `..` without asking the disk. Repositories travel, so forms that only one platform gives a meaning
 * (drives, streams, short names, reserved names, trailing dots, `%X%`) are refused on all of them.
 * `separator`: '\\' where a backslash separates names; elsewhere a backslash is refused.
 */
export function resolvePath(raw: string, folders: readonly Folder[], separator: string): Resolved {
  if (typeof raw !== 'string') return { refused: 'The path must be a string.' };
  if (folders.length === 0) return { refused: 'No folder is open, so there are no files. Answer without them.' };
  if (raw.length > longestPath) return { refused: `The path is longer than ${longestPath} characters. Shorten it.` };
  if (hasHidden(raw)) {
    return { refused: `The path ${shown(raw)} has invisible characters. Write it with visible characters only.` };
  }
  const inside = insideAbsolute(raw, folders, separator);
  const path = separator === '\\' ? (inside?.rest ?? raw).replaceAll('\\', '/') : (inside?.rest ?? raw);
  if (inside) return namesOf(path, inside.folder, raw);
  const problem = formProblem(path);
  if (problem)
    return { refused: `The path ${shown(raw)} ${problem} Write it from the workspace root, such as src/main.ts.` };
  return folders.length === 1 ? namesOf(path, folders[0]!, raw) : namesInOneOf(path, folders, raw);
}

/** What is wrong with one name of a path, as the end of a sentence; undefined when nothing is. */
export function nameProblem(name: string): string | undefined {
  if (hasHidden(name)) return 'has invisible characters.';
  if (/[<>"|?*]/.test(name)) return 'has one of < > " | ? *, which no portable file name has.';
  if (name.includes(':')) return 'has a colon, which names a drive, a stream or a scheme.';
  if (name.includes('\\')) return 'has a backslash; names are separated by /.';
  if (/~\d/.test(name)) return 'has a short 8.3 form (~1).';
  if (/[. ]$/.test(name.normalize('NFKC'))) return 'has a name that ends in a dot or a space.';
  if (/%[^%/]+%|%[0-9a-f]{2}/i.test(name)) return 'has a %…% or percent-encoded form; nothing is expanded.';
  // `$postId.tsx` is a route of several web frameworks and means nothing to a shell-less host; names in capitals are variables.
  if (/\$[{(]|\$[A-Z_][A-Z0-9_]+(?![a-z])/.test(name)) return 'has a variable ($X); nothing is expanded.';
  const stem = foldName(name).split('.')[0]!.trimEnd();
  if (reservedName.test(stem)) return 'has a name that Windows reserves for a device.';
  return undefined;
}

/** A name as the most forgiving file system compares it: case, width and compatibility forms folded. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** Joins names to a folder's root with the platform's separator; for a folder that is not on disk, with '/'. */
export function absoluteOf(folder: Folder, names: readonly string[], separator: string): string {
  const join = folder.onDisk ? separator : '/';
  const root = folder.root.endsWith(join) ? folder.root.slice(0, -1) : folder.root;
  return names.length ? [root, ...names].join(join) : folder.root;
}

/** The canonical workspace-relative path: what cards show and what grants and reads are keyed by. '.' is the root. */
export function canonicalOf(folder: Folder, names: readonly string[], folders: readonly Folder[]): string {
  return (folders.length > 1 ? [folder.name, ...names] : names).join('/') || '.';
}

/** A text of the model's for showing: bounded, invisible characters marked. */
export function visible(text: string): string {
  const whole = String(text);
  return revealHidden(whole.length > 200 ? `${whole.slice(0, 200)}…` : whole).text.replaceAll('\n', '⏎');
}

/** The same in quotes, for a sentence. */
export function shown(text: string): string {
  return `"${visible(text)}"`;
}

function formProblem(path: string): string | undefined {
  if (/^[\\/]{2}/.test(path)) return 'is a network or device path.';
  if (/^[\\/]/.test(path)) return 'is absolute and not inside a workspace folder.';
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return 'has a scheme or a drive.';
  if (path.startsWith('~')) return 'starts with ~; nothing is expanded.';
  return undefined;
}

/** The innermost folder whose root is exactly the beginning of an absolute path, and the rest after it. */
function insideAbsolute(raw: string, folders: readonly Folder[], separator: string) {
  const plain = (text: string) => (separator === '\\' ? text.replaceAll('\\', '/').toLowerCase() : text);
  let best: { readonly folder: Folder; readonly rest: string } | undefined;
  for (const folder of folders) {
    const root = plain(folder.root).replace(/\/$/, '');
    const isIn = folder.onDisk && (plain(raw) === root || plain(raw).startsWith(`${root}/`));
    if (isIn && (!best || folder.root.length > best.folder.root.length)) {
      best = { folder, rest: raw.slice(root.length + 1) };
    }
  }
  return best && /^(?:[\\/]|[a-z]:)/i.test(raw) ? best : undefined;
}

function namesInOneOf(path: string, folders: readonly Folder[], raw: string): Resolved {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const named = folders.filter(({ name }) => name === parts[0]);
  const names = folders.map(({ name }) => name).join(', ');
  if (named.length > 1) {
    return { refused: `Several workspace folders are called ${parts[0]}, so this path names none. Tell the person.` };
  }
  if (named.length === 0) {
    return {
      refused: `The path ${shown(raw)} does not say which folder. The folders are ${names}: write ${folders[0]!.name}/…`,
    };
  }
  return namesOf(parts.slice(1).join('/'), named[0]!, raw);
}

function namesOf(path: string, folder: Folder, raw: string): Resolved {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (names.length === 0) {
        return { refused: `The path ${shown(raw)} leaves the folder ${folder.name}. Stay inside the workspace.` };
      }
      names.pop();
      continue;
    }
    const problem = nameProblem(name);
    if (problem) return { refused: `The path ${shown(raw)} ${problem} Use the plain name of a file in the workspace.` };
    names.push(name);
  }
  return { folder, names };
}
