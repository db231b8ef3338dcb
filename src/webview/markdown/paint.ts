// Finished code elements in, colours on them out: by the CSS Custom Highlight API, so that no element is added and text stays text.

/** A part of a code block, in UTF-16 units, and what it is. */
export interface Colour {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

export type Highlighter = (code: string, language: string) => readonly Colour[];

declare global {
  interface Window {
    castorHighlight?: Highlighter;
  }
}

/** The grammars' names → the groups the style sheet knows. */
const groups: Readonly<Record<string, string>> = {
  keyword: 'keyword',
  literal: 'keyword',
  doctag: 'keyword',
  'selector-tag': 'tag',
  name: 'tag',
  tag: 'tag',
  string: 'string',
  regexp: 'string',
  char: 'string',
  addition: 'added',
  deletion: 'removed',
  number: 'number',
  symbol: 'number',
  bullet: 'number',
  comment: 'comment',
  quote: 'comment',
  title: 'title',
  function: 'title',
  section: 'title',
  type: 'type',
  built_in: 'type',
  class: 'type',
  attr: 'variable',
  attribute: 'variable',
  variable: 'variable',
  property: 'variable',
  params: 'variable',
  'template-variable': 'variable',
  'selector-class': 'variable',
  'selector-id': 'variable',
  meta: 'meta',
};

/** Longer code is coloured in parts, cut at blank lines before unindented ones, one part a task. */
const partSize = 4000;
const longest = 200_000;

type Task = () => void;
let tasks: Task[] = [];
let running = false;

/** Colours a code element whose text is final, when the browser has time and the grammars are there. */
export function paint(code: HTMLElement): void {
  const { language } = code.dataset;
  if (!language || !('highlights' in CSS) || (code.textContent?.length ?? 0) > longest) return;
  let at = 0;
  for (const part of parts(code.textContent ?? '')) {
    const from = at;
    tasks.push(() => colour(code, language, part, from));
    at += part.length;
  }
  run();
}

function run(): void {
  if (running || tasks.length === 0) return;
  running = true;
  if (window.castorHighlight) requestIdleCallback(work, { timeout: 1000 });
  else window.addEventListener('castor-highlight', () => requestIdleCallback(work), { once: true });
}

function work(): void {
  running = false;
  const [task, ...rest] = tasks;
  tasks = rest;
  task?.();
  run();
}

function* parts(code: string): Iterable<string> {
  let rest = code;
  while (rest.length > partSize) {
    const gap = /\n\s*\n(?=\S)/g;
    gap.lastIndex = partSize;
    const found = gap.exec(rest);
    if (!found) break;
    const end = found.index + found[0].length;
    yield rest.slice(0, end);
    rest = rest.slice(end);
  }
  yield rest;
}

function colour(code: HTMLElement, language: string, text: string, from: number): void {
  if (!code.isConnected || !window.castorHighlight) return;
  const places = placesOf(code);
  for (const { start, end, name } of window.castorHighlight(text, language)) {
    const group = groups[name.split('.')[0]!];
    if (group) add(group, places, from + start, from + end);
  }
}

interface Place {
  readonly node: Text;
  readonly start: number;
}

function placesOf(code: HTMLElement): readonly Place[] {
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const places: Place[] = [];
  let start = 0;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    places.push({ node, start });
    start += node.length;
  }
  return places;
}

function add(group: string, places: readonly Place[], start: number, end: number): void {
  const name = `castor-${group}`;
  let highlight = CSS.highlights.get(name);
  if (!highlight) {
    highlight = new Highlight();
    highlight.priority = priorities[group] ?? 0;
    CSS.highlights.set(name, highlight);
  }
  const first = places.findLast((place) => place.start <= start);
  const last = places.findLast((place) => place.start < end);
  if (!first || !last) return;
  highlight.add(
    new StaticRange({
      startContainer: first.node,
      startOffset: Math.min(start - first.start, first.node.length),
      endContainer: last.node,
      endOffset: Math.min(end - last.start, last.node.length),
    }),
  );
}

/** Nested parts win over what holds them: a substitution in a string, a keyword in a tag. */
const priorities: Readonly<Record<string, number>> = { string: -1, meta: -2, tag: -1, comment: 1 };

/** Drops the colours of code that is no longer in the page. */
export function forget(): void {
  for (const highlight of CSS.highlights?.values() ?? []) {
    for (const range of [...highlight]) if (!range.startContainer.isConnected) highlight.delete(range);
  }
}
