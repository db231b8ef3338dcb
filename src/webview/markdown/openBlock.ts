// An open block's node and tree in, the place where it grows out: a table grows in its body, everything else in itself.

import type { Tree } from './tree.ts';

/** Where the kids of an open block grow: a table's are its rows. */
export function growingElement(node: ChildNode): Element {
  return (node.nodeName === 'DIV' && (node as Element).querySelector('tbody')) || (node as Element);
}

/** The kids of that element, as a tree. */
export function kidsOf(tree: Tree): readonly Tree[] {
  if (typeof tree === 'string' || !('kids' in tree)) return [];
  const [table] = tree.kids;
  if (tree.tag !== 'div' || typeof table !== 'object' || !('kids' in table)) return tree.kids;
  return kidsOf(table.kids[1] ?? '');
}

/** The tree with other kids there. */
export function withKids(tree: Tree, kids: readonly Tree[]): Tree {
  if (typeof tree === 'string' || !('kids' in tree)) return tree;
  if (tree.tag !== 'div') return { ...tree, kids };
  const body: Tree = { tag: 'tbody', kids };
  return { ...tree, kids: [{ tag: 'table', kids: ['', body] }] };
}

/** Splits the text node at which the open kids begin; `open` kids were the last ones before. */
export function splitText(element: Element, open: number, done: number, at: number): void {
  let node: ChildNode | null = element.lastChild;
  for (let i = open - 1; i > done - 1 && node; i--) node = node.previousSibling;
  if (node instanceof Text && at < node.length) node.splitText(at);
}

const holders = new Set(['UL', 'OL', 'LI', 'BLOCKQUOTE', 'DIV', 'TABLE', 'TBODY', 'TR', 'PRE']);

/** Where text that follows would most likely stand: the last paragraph, item, cell or line of code. */
export function innermost(block: Element): Element {
  let element = block;
  while (holders.has(element.nodeName) && element.lastElementChild && element.lastElementChild.nodeName !== 'SPAN') {
    const { lastElementChild } = element;
    if (!holders.has(lastElementChild.nodeName) && !/^(P|TD|CODE|H\d)$/.test(lastElementChild.nodeName)) break;
    element = lastElementChild;
  }
  return element;
}
