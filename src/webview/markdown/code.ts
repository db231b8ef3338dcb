// The DOM of a code block: a head with language and copy button, and lines that grow by appending.

/** One growing text node costs its whole length at each append, so text goes on in another one after this many units. */
const pieceSize = 4096;

const copyPath = 'M6 6h7v7.5H6zM10.5 6V3H3.5v7.5H6';
const svg = 'http://www.w3.org/2000/svg';

/** An empty block; `copyLabel` names its button, which the transcript listens to. */
export function codeBlock(language: string, copyLabel: string): HTMLElement {
  const block = element('div', 'code');
  const head = element('div', 'code-head');
  const name = element('span', 'code-language');
  name.textContent = language;
  const button = element('button', 'tool copy-code') as HTMLButtonElement;
  button.type = 'button';
  button.setAttribute('aria-label', copyLabel);
  button.title = copyLabel;
  button.append(copyIcon());
  head.append(name, button);
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

function copyIcon(): SVGElement {
  const icon = document.createElementNS(svg, 'svg');
  icon.setAttribute('class', 'icon');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', copyPath);
  icon.append(path);
  return icon;
}
