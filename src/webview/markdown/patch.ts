// An element and its kids as they were and as they should be in, the fewest changes of the DOM out; text that grew is appended to.

import { appendCode, codeBlock } from './code.ts';
import type { Tree } from './tree.ts';

/** Kids that `before` does not name (they come first) are left alone. Nodes that fit are kept, so that selection survives. */
export function patch(parent: Element, before: readonly Tree[], after: readonly Tree[]): void {
  const nodes = lastNodes(parent, before.length);
  for (let i = 0; i < after.length; i++) {
    const node = nodes[i];
    if (!node) parent.append(create(after[i]!));
    else patchNode(node, before[i]!, after[i]!);
  }
  for (const node of nodes.slice(after.length)) node.remove();
}

/** The last `count` children, in order; walking from the end costs nothing for the ones before. */
function lastNodes(parent: Element, count: number): ChildNode[] {
  const nodes: ChildNode[] = new Array(count);
  let node = parent.lastChild;
  for (let i = count - 1; i >= 0 && node; i--) {
    nodes[i] = node;
    node = node.previousSibling;
  }
  return nodes;
}

/** Makes one node what `after` says; returns it, or the one that took its place. */
export function patchNode(node: ChildNode, before: Tree, after: Tree): ChildNode {
  if (before === after) return node;
  if (typeof before === 'string' || typeof after === 'string') {
    if (typeof before !== typeof after) return replaced(node, after);
    const [old, text] = [before as string, after as string];
    if (text.startsWith(old)) (node as Text).appendData(text.slice(old.length));
    else (node as Text).data = text;
    return node;
  }
  if ('text' in before && 'text' in after && before.language === after.language && after.text.startsWith(before.text)) {
    appendCode(node as HTMLElement, after.text.slice(before.text.length));
    return node;
  }
  if (before.tag !== after.tag || !('kids' in before && 'kids' in after)) return replaced(node, after);
  setAttributes(node as Element, before.attributes, after.attributes);
  patch(node as Element, before.kids, after.kids);
  return node;
}

function replaced(node: ChildNode, tree: Tree): ChildNode {
  const fresh = create(tree);
  node.replaceWith(fresh);
  return fresh;
}

function setAttributes(
  element: Element,
  before: Readonly<Record<string, string>> = {},
  after: Readonly<Record<string, string>> = {},
): void {
  for (const name of Object.keys(before)) if (!(name in after)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(after)) {
    if (before[name] !== value) element.setAttribute(name, value);
  }
}

const allowed = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote hr br strong em del code a span div table thead tbody tr th td'.split(' '),
);

/** Only elements of the list are ever made. */
export function create(tree: Tree): ChildNode {
  if (typeof tree === 'string') return document.createTextNode(tree);
  if ('text' in tree) {
    const block = codeBlock(tree.language);
    appendCode(block, tree.text);
    return block;
  }
  if (!allowed.has(tree.tag)) return document.createTextNode('');
  const element = document.createElement(tree.tag);
  for (const [name, value] of Object.entries(tree.attributes ?? {})) element.setAttribute(name, value);
  element.append(...tree.kids.map(create));
  return element;
}
