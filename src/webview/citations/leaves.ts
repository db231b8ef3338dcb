// A block of markdown in, the pieces of text it shows and where each stands in the source out: how a place in the source is found on the page.

import type { Token, Tokens } from 'marked';
import { decode } from '../markdown/entities.ts';
import { word } from '../words.ts';

/** `start` and `end`: offsets in the block's source. `text`: what the page shows for it. */
export interface Leaf {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What stands there, where the text is that with its entities resolved. */
  readonly source?: string;
}

/** In the order of the page. Code blocks are left out, as nothing is put into code. */
export function leavesOf(block: Token): readonly Leaf[] {
  const leaves: Leaf[] = [];
  walk(block, { source: block.raw, leaves }, 0, block.raw.length);
  return leaves;
}

interface Walk {
  readonly source: string;
  readonly leaves: Leaf[];
}

/** Looks for the token from `from` on; returns where it ends. What is not there word for word (an indented line) is searched in its parts. */
function walk(token: Token, to: Walk, from: number, limit: number): number {
  const found = to.source.indexOf(token.raw, from);
  const there = found >= 0 && found + token.raw.length <= limit;
  const start = there ? found : from;
  const end = there ? found + token.raw.length : limit;
  const kids = kidsOf(token);
  if (!kids) return there ? leaf(token, to, start) : lines(token, to, from);
  let at = start;
  for (const kid of kids) at = walk(kid, to, at, end);
  return there ? end : at;
}

function leaf(token: Token, to: Walk, start: number): number {
  const text = textOf(token);
  const end = start + token.raw.length;
  const source = token.type === 'text' ? token.raw : undefined;
  if (text !== '') to.leaves.push({ start, end, text, ...(source === undefined ? {} : { source }) });
  return end;
}

/** Text whose lines stand apart in the source, as in a quote: one leaf a line. */
function lines(token: Token, to: Walk, from: number): number {
  const all = textOf(token) === '' ? [] : token.raw.split('\n');
  let at = from;
  for (const [i, line] of all.entries()) {
    const found = to.source.indexOf(line, at);
    const start = found < 0 ? at : found;
    at = start + line.length;
    to.leaves.push({ start, end: at, text: decode(line) + (i < all.length - 1 ? '\n' : ''), source: line });
  }
  return at;
}

/** Undefined: the token is a piece of text itself. */
function kidsOf(token: Token): readonly Token[] | undefined {
  switch (token.type) {
    case 'list':
      return (token as Tokens.List).items;
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return [...header, ...rows.flat()].map(
        (cell) => ({ type: 'cell', raw: cell.text, tokens: cell.tokens }) as Token,
      );
    }
    case 'image':
      return undefined;
    default:
      return (token as Tokens.Generic).tokens;
  }
}

function textOf(token: Token): string {
  switch (token.type) {
    case 'space':
    case 'def':
    case 'hr':
    case 'br':
    case 'code':
    case 'checkbox':
      return '';
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw) ? '' : (token as Tokens.HTML).block ? token.raw.trimEnd() : token.raw;
    case 'image':
      return decode((token as Tokens.Image).text) || word('imageLink');
    case 'codespan':
    case 'escape':
      return (token as Tokens.Codespan).text;
    default:
      return decode((token as Tokens.Text).text ?? token.raw);
  }
}

/** How many characters of the leaves' joined text stand before offset `at` of the source. */
export function textBefore(leaves: readonly Leaf[], at: number): number {
  let before = 0;
  for (const { start, end, text, source } of leaves) {
    if (start >= at) break;
    if (at > end || (at === end && !text.endsWith('\n'))) before += text.length;
    else if (source !== undefined) before += decode(source.slice(0, at - start)).length;
    else before += Math.round(((at - start) / (end - start)) * text.length);
  }
  return before;
}
