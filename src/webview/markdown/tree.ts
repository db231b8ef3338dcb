// Tokens of marked's lexer in, a small tree of allowed elements out; model text is only ever the text of a node.

import type { Token, Tokens } from 'marked';
import { word } from '../words.ts';
import { deciding, directionOf } from './direction.ts';
import { decode } from './entities.ts';
import { destination } from './links.ts';
import { mentionOf, splitMentions } from './mentions.ts';

/** A text node, an element, or a code block (which has a head with a button and grows by appending). */
export type Tree = string | Branch | Code;

export interface Branch {
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly kids: readonly Tree[];
}

export interface Code {
  readonly tag: 'code-block';
  readonly language: string;
  readonly text: string;
}

/** Deeper nesting is shown as text: the DOM of a hostile document must not grow deeper than layout can bear. */
const deepest = 40;

/** Right-to-left text is found by its first letter, block by block. */
const directed = { attributes: { dir: 'auto' } } as const;

/** One top-level or nested block; undefined for what shows nothing (blank lines, link definitions). */
export function blockTree(token: Token, depth = 0): Tree | undefined {
  if (depth > deepest) return { tag: 'p', kids: [token.raw] };
  switch (token.type) {
    case 'space':
    case 'def':
      return undefined;
    case 'heading':
      // The page's own headings come first: a model's "#" is a level below a turn's.
      return {
        tag: `h${Math.min(6, token.depth + 2)}`,
        attributes: { class: `h${token.depth}`, dir: 'auto' },
        kids: inlineTrees(token.tokens ?? [], depth),
      };
    case 'hr':
      return { tag: 'hr', kids: [] };
    case 'code':
      return codeTree(token as Tokens.Code);
    case 'blockquote':
      return { tag: 'blockquote', attributes: { dir: 'auto' }, kids: blockTrees(token.tokens ?? [], depth + 1) };
    case 'list':
      return listTree(token as Tokens.List, depth);
    case 'table':
      return tableTree(token as Tokens.Table, depth);
    case 'html':
      return { tag: 'p', attributes: { class: 'html' }, kids: [token.raw.trimEnd()] };
    case 'paragraph':
    case 'text':
      // A block inside a block has the direction of the outer one, which an attribute of its own would hide from it.
      return paragraphTree(inlineTrees(token.tokens ?? [], depth), depth);
    default:
      return { tag: 'p', kids: [decode(token.raw)] };
  }
}

/**
 * With `dir="auto"` the browser looks through all of a paragraph each time an element is appended to it: a long one would cost its square.
 * So it is told what it would find, as soon as there is a letter.
 */
function paragraphTree(kids: readonly Tree[], depth: number): Branch {
  return depth ? { tag: 'p', kids } : { tag: 'p', attributes: { dir: directionOf(beginning(kids)) }, kids };
}

/** The first units of what the kids show. */
export function beginning(kids: readonly Tree[], length = deciding): string {
  let text = '';
  for (const kid of kids) {
    if (text.length >= length) break;
    if (typeof kid === 'string') text += kid.slice(0, length - text.length);
    else if ('kids' in kid) text += beginning(kid.kids, length - text.length);
  }
  return text;
}

function blockTrees(tokens: readonly Token[], depth: number): Tree[] {
  return tokens.flatMap((token) => blockTree(token, depth) ?? []);
}

function codeTree({ lang, text }: Tokens.Code): Code {
  return { tag: 'code-block', language: languageOf(lang ?? ''), text };
}

/** The first word of a fence's info string. */
export function languageOf(info: string): string {
  return decode(/^\s*(\S*)/.exec(info)?.[1] ?? '').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

function listTree({ ordered, start, items }: Tokens.List, depth: number): Branch {
  return {
    tag: ordered ? 'ol' : 'ul',
    ...(ordered && start !== 1 ? { attributes: { start: String(start) } } : {}),
    kids: items.map((item) => ({ tag: 'li', ...directed, kids: itemTrees(item, depth + 1) })),
  };
}

/** A tight item holds its text bare, a loose one in paragraphs; a task's box comes first. */
function itemTrees(item: Tokens.ListItem, depth: number): Tree[] {
  if (depth > deepest) return [item.raw];
  const kids: Tree[] = [];
  for (const token of item.tokens) {
    if (token.type === 'checkbox') add(kids, checkbox(token as Tokens.Checkbox));
    else if (token.type === 'text') for (const kid of inlineTrees([token], depth)) add(kids, kid);
    else {
      const kid = blockTree(token, depth);
      if (kid !== undefined) add(kids, kid);
    }
  }
  return kids;
}

function checkbox({ checked }: Tokens.Checkbox): Branch {
  const label = word(checked ? 'taskDone' : 'taskOpen');
  return {
    tag: 'span',
    attributes: { class: 'check', role: 'img', 'aria-label': label },
    kids: [checked ? '☑' : '☐'],
  };
}

function tableTree({ header, rows }: Tokens.Table, depth: number): Branch {
  const row = (cells: readonly Tokens.TableCell[], tag: string): Branch => ({
    tag: 'tr',
    kids: cells.map(({ tokens, align }) => ({
      tag,
      attributes: { dir: 'auto', ...(align ? { class: `align-${align}` } : {}) },
      kids: inlineTrees(tokens, depth),
    })),
  });
  const body = rows.map((cells) => row(cells, 'td'));
  const table: Branch = {
    tag: 'table',
    kids: [
      { tag: 'thead', kids: [row(header, 'th')] },
      { tag: 'tbody', kids: body },
    ],
  };
  return { tag: 'div', attributes: { class: 'table', tabindex: '0' }, kids: [table] };
}

/** Inline tokens; neighbouring texts become one. */
export function inlineTrees(tokens: readonly Token[], depth = 0): Tree[] {
  const kids: Tree[] = [];
  if (depth > deepest) return tokens.map(({ raw }) => raw);
  for (const token of tokens) for (const kid of inlineTree(token, depth + 1)) add(kids, kid);
  return kids;
}

function inlineTree(token: Token, depth: number): readonly Tree[] {
  const { type } = token;
  if (type === 'strong' || type === 'em' || type === 'del') {
    return [{ tag: type, kids: inlineTrees(token.tokens ?? [], depth) }];
  }
  if (type === 'codespan') return [codeSpan(token.text)];
  if (type === 'br') return [{ tag: 'br', kids: [] }];
  if (type === 'escape') return [token.text];
  if (type === 'checkbox') return [checkbox(token as Tokens.Checkbox)];
  if (type === 'html') return /^<br\s*\/?>$/i.test(token.raw) ? [{ tag: 'br', kids: [] }] : [token.raw];
  if (type === 'link' || type === 'image') return [linkTree(token as Tokens.Link | Tokens.Image, depth)];
  const { tokens, text } = token as Tokens.Text;
  return tokens ? inlineTrees(tokens, depth) : prose(decode(text ?? token.raw));
}

function codeSpan(text: string): Branch {
  const code: Branch = { tag: 'code', kids: [text] };
  const path = mentionOf(text);
  return path === undefined ? code : mentionTree(path, code);
}

function prose(text: string): readonly Tree[] {
  return splitMentions(text).map((part) => (typeof part === 'string' ? part : mentionTree(part.mention, part.mention)));
}

function mentionTree(path: string, kid: Tree): Branch {
  return { tag: 'a', attributes: { role: 'link', tabindex: '0', title: path, 'data-path': path }, kids: [kid] };
}

/** A link holds no other link. */
function unlinked(trees: readonly Tree[]): Tree[] {
  const kids: Tree[] = [];
  for (const tree of trees) {
    if (typeof tree === 'string' || !('kids' in tree)) add(kids, tree);
    else if (tree.tag === 'a') for (const kid of unlinked(tree.kids)) add(kids, kid);
    else kids.push({ ...tree, kids: unlinked(tree.kids) });
  }
  return kids;
}

/** No `href`: a link is a control of ours that tells the host an address. A picture is a link to it. */
function linkTree(token: Tokens.Link | Tokens.Image, depth: number): Branch {
  const literal = token.type === 'link' && (token as Tokens.Link).autolink === true;
  const target = destination(literal ? token.href : decode(token.href));
  const text =
    token.type === 'image' ? [decode(token.text) || word('imageLink')] : unlinked(inlineTrees(token.tokens, depth));
  const kids = text.length ? text : [target.shown];
  if (!target.kind) return { tag: 'span', attributes: { class: 'dead', title: target.shown }, kids };
  return {
    tag: 'a',
    attributes: {
      role: 'link',
      tabindex: '0',
      title: target.shown,
      [`data-${target.kind}`]: target.shown,
      ...(token.type === 'image' ? { class: 'image' } : {}),
    },
    kids,
  };
}

function add(kids: Tree[], kid: Tree): void {
  const last = kids.at(-1);
  if (kid === '') return;
  if (typeof kid === 'string' && typeof last === 'string') kids[kids.length - 1] = last + kid;
  else kids.push(kid);
}
