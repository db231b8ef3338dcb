// A finished document's DOM and its source in, the blocks whose references were defined only later replaced out.

import { codesIn } from './code.ts';
import { lex } from './lex.ts';
import { create } from './patch.ts';
import { blockTree } from './tree.ts';

/** Blocks that look the same with all definitions known stay as they are. `onCode` gets the code elements of replaced blocks. */
export function resolveReferences(root: HTMLElement, source: string, onCode: (code: HTMLElement) => void): void {
  const nodes = [...root.children].flatMap((section) => [...section.childNodes]);
  const trees = (lex(source, {})?.tokens ?? []).flatMap(({ token }) => blockTree(token) ?? []);
  if (trees.length !== nodes.length) return;
  for (const [i, tree] of trees.entries()) {
    const node = nodes[i]!;
    if (typeof tree !== 'string' && 'text' in tree) continue;
    const fresh = create(tree);
    // Text that grew is in several nodes; joining them changes neither what is shown nor a selection.
    node.normalize();
    if (node.isEqualNode(fresh)) continue;
    node.replaceWith(fresh);
    if (fresh instanceof HTMLElement) for (const code of codesIn(fresh)) onCode(code);
  }
}
