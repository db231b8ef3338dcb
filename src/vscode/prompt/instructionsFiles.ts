// The workspace's AGENTS.md and GEMINI.md in, the texts that join the system instruction out: nearest first, hidden characters shown.

import { revealHidden } from '../../gate/hidden.ts';
import type { InstructionsFile } from '../../shared/messages.ts';
import { estimatedTokens } from '../../shared/tokens.ts';

/** In a folder that has both, the first one counts first. */
const names = ['AGENTS.md', 'GEMINI.md'] as const;
/** Characters of all files together: they are sent with every interaction. */
const maxLength = 40_000;

export interface Instructions {
  readonly path: string;
  readonly text: string;
  /** Invisible characters that are shown as marks in `text`. */
  readonly hidden: number;
}

/**
 * Where instructions may stand, nearest to the file first, each folder's root last. `active`: path of the file in the editor from the
 * workspace root; `roots`: '' for a single folder, `name/` for each of several. Of several folders only the one of the active file counts
 * beyond its root.
 */
export function instructionsPaths(active: string | undefined, roots: readonly string[]): readonly string[] {
  const root = roots.find((one) => active?.startsWith(one));
  const inside = root === undefined ? [] : active!.slice(root.length).split('/').slice(0, -1);
  const above = inside.map((_, at) => `${root}${inside.slice(0, inside.length - at).join('/')}/`);
  return [...above, ...new Set([...(root === undefined ? [] : [root]), ...roots])].flatMap((folder) =>
    names.map((name) => folder + name),
  );
}

/** `read`: the text of a file that the gate lets be read without a question, else undefined. What is beyond the cap is cut, and says so. */
export async function readInstructions(
  paths: readonly string[],
  read: (path: string) => Promise<string | undefined>,
): Promise<readonly Instructions[]> {
  const found: Instructions[] = [];
  let left = maxLength;
  for (const path of paths) {
    if (left <= 0) break;
    const raw = (await read(path))?.replaceAll('\r\n', '\n').trim();
    if (!raw) continue;
    const { text, count } = revealHidden(raw);
    found.push({
      path,
      text: text.length > left ? `${text.slice(0, left).toWellFormed()}\n[cut here]` : text,
      hidden: count,
    });
    left -= text.length;
  }
  return found;
}

export function instructionsChip({ path, text, hidden }: Instructions): InstructionsFile {
  return { path, tokens: estimatedTokens(text), hidden };
}
