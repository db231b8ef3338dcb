// A finished document's DOM, its source and marks in; numbers put between its texts out: nodes are split, never replaced.

import { lex, type Placed } from '../markdown/lex.ts';
import { blockTree } from '../markdown/tree.ts';
import { word } from '../words.ts';
import type { Mark, Source } from './citations.ts';
import { leavesOf, textBefore } from './leaves.ts';

/** `source`: the text as it is shown, which the marks count in. A mark whose place is not found stands at the end of its block. */
export function placeMarks(root: HTMLElement, source: string, marks: readonly Mark[]): void {
  const nodes = [...root.children].flatMap((section) => [...section.childNodes]);
  const blocks = (lex(source, {})?.tokens ?? []).filter(({ token }) => blockTree(token) !== undefined);
  const fits = blocks.length === nodes.length && blocks.every(({ exact }) => exact);
  // From the end, so that a number does not move the places before it.
  for (const mark of [...marks].sort((a, b) => b.at - a.at)) {
    const index = fits ? blocks.findLastIndex(({ start }) => start < mark.at) : nodes.length - 1;
    const node = nodes[index];
    if (!node) continue;
    const group = groupOf(mark.sources);
    if (fits) put(node, blocks[index]!, mark.at, group);
    else atEnd(node, group);
  }
}

function put(node: ChildNode, { token, start }: Placed, at: number, group: HTMLElement): void {
  const leaves = leavesOf(token);
  const texts = textsOf(node);
  const shown = texts.map(({ data }) => data).join('');
  const known = shown !== '' && shown === leaves.map(({ text }) => text).join('');
  if (known) insertAfter(texts, textBefore(leaves, at - start), group);
  else atEnd(node, group);
}

/** Texts of the block that come from its source: none of code blocks, boxes of tasks and numbers. */
function textsOf(node: Node): readonly Text[] {
  if (node instanceof Text) return [node];
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (one) => {
    if (one instanceof Element) {
      return one.matches('.code, .check, .cites') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    }
    return NodeFilter.FILTER_ACCEPT;
  });
  const texts: Text[] = [];
  if (node instanceof Element && node.matches('.code')) return texts;
  for (let text = walker.nextNode(); text; text = walker.nextNode()) texts.push(text as Text);
  return texts;
}

function insertAfter(texts: readonly Text[], units: number, group: HTMLElement): void {
  let before = 0;
  for (const text of texts) {
    if (before + text.length < units) {
      before += text.length;
      continue;
    }
    // A link holds no other link.
    const link = text.parentElement?.closest('a');
    if (link) link.after(group);
    else {
      if (units - before < text.length) text.splitText(units - before);
      text.after(group);
    }
    return;
  }
}

/** After the last text of the block; a code block gets no number, its source is in the list. */
function atEnd(node: ChildNode, group: HTMLElement): void {
  const text = textsOf(node).at(-1);
  const link = text?.parentElement?.closest('a');
  if (link) link.after(group);
  else if (text) text.after(group);
}

function groupOf(sources: readonly Source[]): HTMLElement {
  const group = document.createElement('sup');
  group.className = 'cites';
  group.append(...sources.map(numberOf));
  return group;
}

function numberOf({ number, title, url, kind, page }: Source): HTMLElement {
  const link = document.createElement('a');
  link.className = 'cite';
  link.role = 'link';
  link.tabIndex = 0;
  link.dataset.cite = String(number);
  if (url) link.dataset.url = url;
  else if (kind === 'file') link.dataset.source = title;
  if (page) link.dataset.page = String(page);
  link.ariaLabel = word('citation', number, title);
  link.textContent = String(number);
  return link;
}
