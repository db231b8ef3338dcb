// The text of ignore files in, a question "is this path kept from models?" out.

import ignore from 'ignore';
import { foldName } from './paths.ts';

/** Names of the files a workspace's root may hold; a person's own list comes as one more text. */
export const excludeFiles: readonly string[] = ['.aiexclude', '.geminiignore', '.aiignore'];

/**
 * Patterns as in `.gitignore`, case ignored. A folder that is excluded excludes all below it. The answer never throws; a path outside the
 * root of the patterns is not excluded (the gate has denied it).
 */
export function excluder(texts: readonly string[]): (path: string) => boolean {
  const patterns = ignore({ ignorecase: true });
  for (const text of texts) patterns.add(text.normalize('NFC'));
  return (path) => {
    const plain = path.normalize('NFC');
    if (!ignore.isPathValid(plain)) return false;
    return patterns.ignores(plain) || patterns.ignores(foldName(plain));
  };
}
