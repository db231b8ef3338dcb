// The DOM of a code block: a head with language and copy button, and lines that grow by appending.

import { type Word, word } from '../words.ts';

/** One growing text node costs its whole length at each append, so text goes on in another one after this many units. */
const pieceSize = 4096;

/** What a block's buttons do, in their order, and how they look. */
const acts = {
  insert: 'M3 3.5h10M3 12.5h5M3 8h6.5M9 5.5 11.5 8 9 10.5M13 6v4',
  open: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3M8 8v4M6 10h4',
  apply: 'M2.5 8.5 5 11l4.5-6M8 10.5l1 .8 4.5-6.3',
  copy: 'M6 6h7v7.5H6zM10.5 6V3H3.5v7.5H6',
} as const;

type CodeAct = keyof typeof acts;

const labels: Readonly<Record<CodeAct, Word>> = {
  insert: 'insertCode',
  open: 'openCode',
  apply: 'applyCode',
  copy: 'copyCode',
};
const svg = 'http://www.w3.org/2000/svg';

/** Made once: an answer may hold a thousand blocks. */
let buttons: readonly HTMLButtonElement[] | undefined;

/** What the button of a code block's head does; undefined for any other element. */
export function codeAct(button: HTMLElement): CodeAct | undefined {
  return (Object.keys(acts) as CodeAct[]).find((act) => button.classList.contains(`${act}-code`));
}

/** An empty block with its buttons, which the transcript listens to. */
export function codeBlock(language: string): HTMLElement {
  const block = element('div', 'code');
  const head = element('div', 'code-head');
  const name = element('span', 'code-language');
  name.textContent = language;
  buttons ??= (Object.keys(acts) as CodeAct[]).map((act) => actButton(act, word(labels[act])));
  head.append(name, ...buttons.map((button) => button.cloneNode(true)));
  const pre = element('pre');
  pre.tabIndex = 0;
  const code = element('code');
  if (language) code.dataset.language = language.toLowerCase();
  pre.append(code);
  block.append(head, pre);
  return block;
}

/** Appends text. Pieces are blocks of whole lines where they can be, so that only the last one is laid out again. */
export function appendCode(block: HTMLElement, text: string): void {
  const code = block.querySelector('code');
  let rest = text;
  while (code && rest) {
    const piece = code.lastElementChild ?? code.appendChild(element('span', 'lines'));
    const node = piece.lastChild as Text | null;
    const room = pieceSize - (node?.length ?? 0);
    const cut = cutAt(rest, room);
    const now = rest.slice(0, cut.at);
    if (node) node.appendData(now);
    else piece.append(now);
    rest = rest.slice(cut.at);
    if (!cut.full) continue;
    if (cut.atLine) code.append(element('span', 'lines'));
    else piece.append(document.createTextNode(''));
  }
}

/** The code elements of code blocks in a node. */
export function codesIn(node: HTMLElement): Iterable<HTMLElement> {
  return node.querySelectorAll<HTMLElement>('pre > code');
}

/** Where the present piece ends: after a line end beyond 3/4 of its size, at the latest after four sizes of one endless line. */
function cutAt(text: string, room: number): { at: number; full: boolean; atLine: boolean } {
  const quarter = pieceSize / 4;
  if (text.length <= room - quarter) return { at: text.length, full: false, atLine: false };
  const line = text.indexOf('\n', Math.max(0, room - quarter));
  if (line >= 0 && line < room) return { at: line + 1, full: true, atLine: true };
  return text.length <= room
    ? { at: text.length, full: false, atLine: false }
    : { at: Math.max(1, room), full: true, atLine: false };
}

function element(tag: string, name?: string): HTMLElement {
  const made = document.createElement(tag);
  if (name) made.className = name;
  return made;
}

function actButton(act: CodeAct, label: string): HTMLButtonElement {
  const button = element('button', `tool ${act}-code`) as HTMLButtonElement;
  button.type = 'button';
  button.setAttribute('aria-label', label);
  button.title = label;
  button.append(actIcon(act));
  return button;
}

function actIcon(act: CodeAct): SVGElement {
  const icon = document.createElementNS(svg, 'svg');
  icon.setAttribute('class', 'icon');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', acts[act]);
  icon.append(path);
  return icon;
}
