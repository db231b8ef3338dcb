// The page's own parts on `window.lab`, for tests that look at one of them in a real browser.

import { Lexer, type Token } from 'marked';
import '../../src/webview/markdown/lexer.ts';
import { Feed } from '../../src/webview/markdown/feed.ts';
import { paint } from '../../src/webview/markdown/paint.ts';
import { create } from '../../src/webview/markdown/patch.ts';
import { MarkdownStream } from '../../src/webview/markdown/stream.ts';
import { blockTree } from '../../src/webview/markdown/tree.ts';
import { VisibleText } from '../../src/webview/markdown/visible.ts';

/** The DOM of a whole document, built at once from marked's own tokens: what streaming has to arrive at. */
function whole(markdown: string): string {
  const text = new VisibleText();
  const source = text.push(markdown) + text.end();
  const root = document.createElement('div');
  root.append(...Lexer.lex(source).flatMap((token: Token) => (blockTree(token) ? [create(blockTree(token)!)] : [])));
  return shape(root);
}

/** Elements and text without the means of growing: sections, pieces of code, cuts between text nodes. */
function shape(root: Element): string {
  const walk = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element)) return '';
    if (node.nodeName === 'svg') return '';
    const inner = [...node.childNodes].map(walk).join('');
    // Blank lines at the end of code: marked itself keeps a different number of them open and closed.
    if (node.nodeName === 'PRE')
      return `<pre>${[...node.childNodes]
        .map(walk)
        .join('')
        .replace(/\n*<\/code>$/, '</code>')}</pre>`;
    if (node.nodeName === 'SECTION' || node.className === 'lines') return inner;
    const attributes = [...node.attributes].map(({ name, value }) => ` ${name}="${value}"`).join('');
    return `<${node.localName}${attributes}>${inner}</${node.localName}>`;
  };
  return [...root.childNodes].map(walk).join('');
}

function stream(pieces: readonly string[]): string {
  const root = document.createElement('div');
  const markdown = new MarkdownStream(root);
  for (const piece of pieces) markdown.push(piece);
  markdown.end();
  return shape(root);
}

/** The whole text at once through a feed: what stands there in the end, the longest slice, and slices that came in later tasks. */
async function fed(text: string): Promise<{ shape: string; longest: number; later: number }> {
  const root = document.createElement('div');
  const markdown = new MarkdownStream(root);
  let [longest, later, isLater] = [0, 0, false];
  await new Promise<void>((resolve) => {
    const feed = new Feed({
      push(piece) {
        longest = Math.max(longest, piece.length);
        if (isLater) later++;
        markdown.push(piece);
      },
      end() {
        markdown.end();
        resolve();
      },
    });
    feed.push(text);
    feed.end();
    isLater = true;
  });
  return { shape: shape(root), longest, later };
}

/** Streams and returns what an observer saw: how many element nodes were removed, by name. */
function removals(pieces: readonly string[]): { removed: Record<string, number>; total: number } {
  const root = document.createElement('div');
  document.body.append(root);
  const markdown = new MarkdownStream(root);
  const observer = new MutationObserver(() => {});
  observer.observe(root, { childList: true, subtree: true });
  const removed: Record<string, number> = {};
  for (const piece of pieces) {
    markdown.push(piece);
    for (const { removedNodes } of observer.takeRecords()) {
      for (const node of removedNodes) removed[node.nodeName] = (removed[node.nodeName] ?? 0) + 1;
    }
  }
  markdown.end();
  const total = root.querySelectorAll('*').length;
  root.remove();
  return { removed, total };
}

/** Main-thread ms for streaming a text in pieces of `size`, layout forced per piece when asked. */
function time(text: string, size: number, layout = false): { total: number; worst: number } {
  const root = document.createElement('div');
  root.className = 'markdown';
  document.body.append(root);
  const markdown = new MarkdownStream(root);
  let worst = 0;
  const from = performance.now();
  for (let at = 0; at < text.length; at += size) {
    const start = performance.now();
    markdown.push(text.slice(at, at + size));
    if (layout) void root.offsetHeight;
    worst = Math.max(worst, performance.now() - start);
  }
  markdown.end();
  const total = performance.now() - from;
  root.remove();
  return { total, worst };
}

export type Lab = typeof lab;
const lab = { MarkdownStream, paint, whole, stream, fed, shape, removals, time };
Object.assign(window, { lab });
