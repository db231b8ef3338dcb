// A folder and names below it in, what the file system says of them out: where they really lead, and what is there. Fails closed.

import type { FileFacts, Folder } from './judged.ts';
import { absoluteOf } from './paths.ts';

/** `real`: names below the folder's real root. `found`: what stands there; undefined for nothing. */
export interface Place {
  readonly real: readonly string[];
  readonly found?: { readonly kind: 'file' | 'directory'; readonly links: number };
  /** Real path and id of the deepest directory that exists on the way: changes when the path comes to lead elsewhere. */
  readonly identity: string;
}

export type Walked = Place | { readonly refused: string };

/**
 * Resolves every link of the longest part that exists; what does not exist is taken literally below it. Anything but "does not exist" on
 * the tail refuses: a link that leads nowhere, a loop, a folder that cannot be entered.
 */
export async function walk(folder: Folder, names: readonly string[], facts: FileFacts): Promise<Walked> {
  const root = await attempt(() => facts.realpath(folder.root));
  if (!('value' in root))
    return { refused: `The folder ${folder.name} cannot be opened (${root.code}). Ask the person about it.` };
  for (let depth = names.length; depth >= 0; depth -= 1) {
    const path = absoluteOf(folder, names.slice(0, depth), facts.separator);
    const real = await attempt(() => facts.realpath(path));
    if ('value' in real) return standing(root.value, real.value, names.slice(depth), facts);
    if (real.code !== 'ENOENT') return { refused: `This path cannot be resolved (${real.code}). Use another path.` };
    const link = await attempt(() => facts.lstat(path));
    if ('value' in link) return { refused: 'This path is a link that leads nowhere. Use a path without that link.' };
    if (link.code !== 'ENOENT') return { refused: `This path cannot be resolved (${link.code}). Use another path.` };
  }
  return { refused: `The folder ${folder.name} is gone. Ask the person about it.` };
}

async function standing(root: string, real: string, tail: readonly string[], facts: FileFacts): Promise<Walked> {
  const { separator } = facts;
  const prefix = root.endsWith(separator) ? root : root + separator;
  if (real !== root && !real.startsWith(prefix)) {
    return { refused: 'This path leads out of the workspace through a link. Use files inside the workspace only.' };
  }
  const existing = real === root ? [] : real.slice(prefix.length).split(separator);
  const seen = await attempt(() => facts.lstat(real));
  if (!('value' in seen)) return { refused: `This path cannot be examined (${seen.code}). Use another path.` };
  const { kind, links, id } = seen.value;
  if (kind !== 'file' && kind !== 'directory')
    return { refused: 'This is neither a file nor a folder. Use a regular file.' };
  if (tail.length > 0 && kind !== 'directory')
    return { refused: 'A file stands where this path needs a folder. Use another path.' };
  if (kind === 'directory') {
    return {
      real: [...existing, ...tail],
      identity: `${real}:${id}`,
      found: tail.length ? undefined : { kind, links },
    };
  }
  const parent = existing.length > 1 ? prefix + existing.slice(0, -1).join(separator) : root;
  const above = await attempt(() => facts.lstat(parent));
  if (!('value' in above)) return { refused: `This path cannot be examined (${above.code}). Use another path.` };
  return { real: existing, identity: `${parent}:${above.value.id}`, found: { kind, links } };
}

type Attempt<T> = { readonly value: T } | { readonly code: string };

async function attempt<T>(fact: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await fact() };
  } catch (error) {
    const code = (error as { code?: unknown } | undefined)?.code;
    return { code: typeof code === 'string' ? code : 'unknown error' };
  }
}
