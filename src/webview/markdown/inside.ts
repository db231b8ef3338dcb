// The open block's token in, how much of its beginning is final out: a paragraph's words, a list's items, a table's rows.

import type { Token, Tokens } from 'marked';
import { isDirected } from './direction.ts';
import { beginning, inlineTrees, type Tree } from './tree.ts';

/** A beginning that no further text can change. */
export interface Cut {
  /** Units of the token's source that need not be lexed again. */
  readonly length: number;
  /** Source that stands for them, so that the rest is lexed as what it is. */
  readonly stub: string;
  /** Kids of the growing element that are done. */
  readonly kids: number;
  /** The tree of the rest, as it stands in the DOM once the text node at the cut is split. */
  readonly rest: readonly Tree[];
  /** Where the last done text node ends, when the cut is inside one. */
  readonly split?: number;
}

/** Blocks shorter than this are lexed whole. */
const worthwhile = 256;
/** What stays open at the end of a paragraph, in units. */
const margin = 64;

/** Undefined: the block has to be lexed whole again. `skip` counts the kids that are done already. */
export function cutOf(token: Token, kids: readonly Tree[], stub: string): Cut | undefined {
  if (token.raw.length - stub.length < worthwhile) return undefined;
  if (token.type === 'list') return cutList(token as Tokens.List, kids);
  if (token.type === 'table') return cutTable(token as Tokens.Table, kids);
  if (token.type === 'paragraph') return cutParagraph(token as Tokens.Paragraph, stub);
  return undefined;
}

function cutList({ raw, items }: Tokens.List, kids: readonly Tree[]): Cut | undefined {
  const done = items.length - 2;
  if (done < 1) return undefined;
  const source = items
    .slice(0, done)
    .map((item) => item.raw)
    .join('');
  if (!raw.startsWith(source)) return undefined;
  return { length: source.length, stub: '', kids: done, rest: kids.slice(done) };
}

function cutTable({ raw, rows }: Tokens.Table, kids: readonly Tree[]): Cut | undefined {
  const lines = raw.trimEnd().split('\n');
  const done = rows.length - 2;
  if (done < 2 || lines.length !== rows.length + 2) return undefined;
  const head = `${lines[0]}\n${lines[1]}\n`;
  const length = lines.slice(0, done + 2).reduce((sum, line) => sum + line.length + 1, 0);
  return { length, stub: head, kids: done, rest: kids.slice(done) };
}

function cutParagraph({ raw, text, tokens }: Tokens.Paragraph, stub: string): Cut | undefined {
  if (!raw.startsWith(text)) return undefined;
  const found = lastCut(text, tokens);
  if (!found) return undefined;
  const { index, at, offset } = found;
  const cutToken = tokens[index] as Tokens.Text;
  const piece = (part: string): Token => ({ ...cutToken, raw: part, text: part });
  const before = inlineTrees([...tokens.slice(0, index), piece(cutToken.raw.slice(0, at))]);
  const rest = inlineTrees([piece(cutToken.raw.slice(at)), ...tokens.slice(index + 1)]);
  const last = before.at(-1);
  if (typeof last !== 'string' || (stub === '' && !isDirected(beginning(before)))) return undefined;
  // The stub is lexed but not shown.
  const split = last.length - (before.length === 1 ? stub.length : 0);
  if (split <= 0) return undefined;
  return { length: offset + at, stub: 'x ', kids: before.length, rest, split };
}

/** The last place before the margin that lies between two plain words, with nothing open before it. */
function lastCut(text: string, tokens: readonly Token[]): { index: number; at: number; offset: number } | undefined {
  let found: { index: number; at: number; offset: number } | undefined;
  let offset = 0;
  for (const [index, token] of tokens.entries()) {
    if (!text.startsWith(token.raw, offset) || offset > text.length - margin) break;
    if (isPlain(token)) {
      const at = lastGap(token.raw, text.length - margin - offset);
      if (at > 0 && isSettled(token.raw.slice(0, at))) found = { index, at, offset };
    }
    if (!isDone(token)) break;
    offset += token.raw.length;
  }
  return found;
}

function isPlain(token: Token): boolean {
  return token.type === 'text' && !kids(token) && token.text === token.raw && !token.raw.includes('&');
}

/** The unit after the last "word word" gap, or between two ideographs, that begins before `limit`; 0: none. */
function lastGap(text: string, limit: number): number {
  const gap = /[\p{L}\p{N}.,;:)] (?=[\p{L}\p{N}])|[\u3040-\u9fff、。](?=[\u3040-\u9fff])/gu;
  const from = Math.max(0, limit - 2000);
  gap.lastIndex = from;
  let at = 0;
  for (let found = gap.exec(text); found && found.index + found[0].length <= limit; found = gap.exec(text)) {
    at = found.index + found[0].length;
  }
  return at;
}

/** No later text can reach back into this token: nothing in it may still open emphasis, code, a link or a tag. */
function isDone(token: Token): boolean {
  if (token.type === 'codespan' || token.type === 'br' || token.type === 'escape') return true;
  if (token.type === 'text' && !kids(token)) return isSettled(token.raw);
  if (token.type === 'link') return (kids(token) ?? []).every(isDone);
  if (token.type === 'em' || token.type === 'strong' || token.type === 'del') return (kids(token) ?? []).every(isDone);
  return false;
}

function kids(token: Token): readonly Token[] | undefined {
  return (token as Tokens.Generic).tokens;
}

/** Marks that can open nothing: inside a word, between blanks, closed brackets that are no link. */
const harmless =
  /(?<=[\p{L}\p{N}])_+(?=[\p{L}\p{N}])|(?<=\s)[*~]+(?=\s)|\[[^[\]\n`<\\*_~]{1,80}\](?![([:])(?=.)|<(?=[\s\d=])|~(?=\s)/gu;
const opening = /[`*_~[\]<\\]/;

function isSettled(text: string): boolean {
  return !opening.test(text) || !opening.test(text.replace(harmless, ''));
}

/** What marked does to a list once one of its items is loose: every item is. */
export function loosen(list: Tokens.List): void {
  list.loose = true;
  for (const item of list.items) {
    item.loose = true;
    for (const token of item.tokens) if (token.type === 'text') (token as { type: string }).type = 'paragraph';
    const [first, second] = item.tokens;
    if (first?.type === 'checkbox' && second && kids(second)) {
      (second as Tokens.Paragraph).tokens.unshift(first);
      item.tokens.shift();
    }
  }
}

const blocks = new Set(['P', 'UL', 'OL', 'DIV', 'BLOCKQUOTE', 'HR', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6']);

/** The same for items that are in the DOM: their bare text moves into paragraphs, node by node. */
export function loosenItems(list: Element): void {
  for (const item of list.children) {
    let paragraph: HTMLElement | undefined;
    for (const node of [...item.childNodes]) {
      if (blocks.has(node.nodeName)) {
        paragraph = undefined;
        continue;
      }
      if (!paragraph) {
        paragraph = document.createElement('p');
        node.before(paragraph);
      }
      paragraph.append(node);
    }
  }
}
