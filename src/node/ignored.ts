// A folder and a path below it in, whether an ignore file of version control leaves it out, out.

import { ignoreRules } from './walk.ts';

/** So long an answer may be older than the ignore files, in ms: a judgement asks several times. */
const fresh = 1_000;

const known = new Map<string, { readonly at: number; readonly isIgnored: (path: string) => boolean }>();

/** `root`: absolute path; `path`: below it, with '/'. `.gitignore` and `.ignore` at every depth, as `search` reads them; never throws. */
export function isIgnored(root: string, path: string): boolean {
  const before = known.get(root);
  const now = Date.now();
  const rules = before && now - before.at < fresh ? before : { at: now, ...ignoreRules(root) };
  if (rules !== before) known.set(root, rules);
  try {
    return path !== '' && rules.isIgnored(path);
  } catch {
    // A path that is no name for a pattern is judged by its form elsewhere.
    return false;
  }
}
