// Markdown of the model in, where a backslash makes it load and run nothing out: no HTML, no pictures from addresses that the model named.

/** Offsets in the text before which a backslash goes. In code that is surely code nothing is changed, for there it would be shown. */
export function tamed(text: string): readonly number[] {
  const safe = codeRanges(text);
  const found: number[] = [];
  for (const { index } of text.matchAll(/<(?=[a-z/!?])|!(?=\[)/gi)) {
    if (!isEscaped(text, index) && !safe.some(([from, to]) => index >= from && index < to)) found.push(index);
  }
  return found;
}

function isEscaped(text: string, index: number): boolean {
  let before = index;
  while (text[before - 1] === '\\') before -= 1;
  return (index - before) % 2 === 1;
}

type Span = readonly [from: number, to: number];

/**
 * What is code whatever stands around it. A fence counts at the beginning of a line alone: within a list or a quotation it may end sooner than it seems.
 * After a block of mathematics nothing does, as fences mean nothing in it.
 */
export function codeRanges(text: string): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  let fence: { readonly mark: string; readonly from: number } | undefined;
  let paragraph: Line[] = [];
  const flush = () => {
    spans.push(...inlineCode(paragraph));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    const end = at + line.length + 1;
    if (fence) {
      if (closes(line, fence.mark)) {
        spans.push([fence.from, end]);
        fence = undefined;
      }
    } else {
      if (/^\s*(?:>\s*)*\$\$/.test(line)) return spans;
      const mark = /^(`{3,})[^`]*$|^(~{3,})/.exec(line);
      if (mark || line.trim() === '') flush();
      else paragraph.push({ line, at });
      if (mark) fence = { mark: (mark[1] ?? mark[2])!, from: at };
    }
    at = end;
  }
  flush();
  if (fence) spans.push([fence.from, text.length + 1]);
  return spans;
}

function closes(line: string, mark: string): boolean {
  const run = /^ {0,3}(`+|~+)[ \t\r]*$/.exec(line)?.[1];
  return run !== undefined && run[0] === mark[0] && run.length >= mark.length;
}

interface Line {
  readonly line: string;
  readonly at: number;
}

/** None where the paragraph has cells, links, mathematics or escapes, or a line of it leaves a run of backticks open: a span may begin elsewhere then. */
function inlineCode(paragraph: readonly Line[]): readonly Span[] {
  if (paragraph.some(({ line }) => /[|\\$]|\][(:]/.test(line))) return [];
  const spans: Span[] = [];
  for (const { line, at } of paragraph) {
    const found = [...line.matchAll(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g)];
    const rest = line.replace(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, '');
    if (rest.includes('`')) return [];
    spans.push(...found.map(({ index, 0: all }): Span => [at + index, at + index + all.length]));
  }
  return spans;
}
