// The answer of a research agent in, a Markdown document out: title, contents, numbered citations, charts as files beside it, sources. Pure.

import { revealHidden } from '../../gate/hidden.ts';
import type { Annotation, MediaContent, TextContent } from '../../shared/step.ts';
import type { StreamText } from '../../shared/text.ts';
import { type Turn, turnUsage } from '../../shared/transcript.ts';
import { type Cited, type Source, Sources } from './sources.ts';
import { codeRanges, tamed } from './tame.ts';

type Translate = (text: string, ...args: readonly (string | number)[]) => string;
type Part = TextContent<StreamText> | MediaContent;

export interface Picture {
  /** Of the file, beside the document. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Report {
  readonly title: string;
  readonly markdown: string;
  readonly pictures: readonly Picture[];
}

/** `question`: what was asked first. `prefix`: of the pictures' names. */
export function reportOf(turn: Turn, question: string, prefix: string, t: Translate): Report {
  const draft = new Draft(prefix, t);
  for (const { steps } of turn.interactions) {
    for (const { step } of steps)
      if (step.type === 'model_output') draft.add((step as { content?: Part[] }).content ?? []);
  }
  const body = draft.text.trim();
  const [, own] = /^#[ \t]+(.+)/.exec(body) ?? [];
  const title = plainText(own ?? '') || lineOf(question) || t('Research');
  const rest =
    own === undefined ? body : body.slice(body.indexOf('\n', 1) < 0 ? body.length : body.indexOf('\n', 1)).trim();
  const used = turnUsage(turn)?.total_tokens;
  const at = new Date(turn.completedAt ?? turn.prompt.at).toISOString().slice(0, 10);
  const about = [turn.model, at, used === undefined ? '' : t('{0} tokens', used.toLocaleString())].filter(Boolean);
  const markdown = [
    `# ${own ?? escaped(title)}`,
    `*${about.join(' · ')}*`,
    ...contents(rest, t),
    rest,
    ...sourceList(draft.sources.all, draft.label, t),
  ];
  return { title, markdown: `${revealHidden(markdown.join('\n\n')).text}\n`, pictures: draft.pictures };
}

/** The document as far as it is written: the agent's texts with marks, each picture in a paragraph of its own. */
class Draft {
  readonly sources = new Sources();
  readonly pictures: Picture[] = [];
  /** Of link definitions: no text of the agent can define it first. */
  label = 'ref';
  readonly #prefix: string;
  readonly #t: Translate;
  #raw = '';
  readonly #marks: { readonly at: number; readonly sources: Source[] }[] = [];
  readonly #trusted: (readonly [number, number])[] = [];

  constructor(prefix: string, t: Translate) {
    this.#prefix = prefix;
    this.#t = t;
  }

  add(content: readonly Part[]): void {
    const texts = content.filter((part) => part.type === 'text') as readonly TextContent<StreamText>[];
    const joined = texts.map(({ text }) => String(text)).join('');
    const annotations = texts.flatMap(({ annotations: some = [] }) => some as readonly Annotation[]);
    const cited = this.sources.cited(joined, annotations);
    if (this.#raw) this.#raw += '\n\n';
    let start = 0;
    for (const part of content) {
      if (part.type !== 'text') this.#picture(part as MediaContent);
      else start = this.#say(String((part as TextContent<StreamText>).text), start, cited);
    }
  }

  get text(): string {
    while (this.#raw.toLowerCase().includes(`[${this.label}-`)) this.label += 'e';
    const code = codeRanges(this.#raw);
    const edits = [
      ...tamed(this.#raw)
        .filter((at) => !this.#trusted.some(([from, to]) => at >= from && at < to))
        .map((at) => ({ at, text: '\\' })),
      ...this.#marks.flatMap(({ at: wanted, sources }) => {
        const at = placeFor(this.#raw, wanted, code);
        const text = sources.map((source) => ` ${numberOf(source, this.label)}`).join('');
        return at === undefined ? [] : [{ at, text }];
      }),
    ].sort((one, two) => one.at - two.at);
    let out = '';
    let from = 0;
    for (const { at, text } of edits) {
      out += this.#raw.slice(from, at) + text;
      from = at;
    }
    return out + this.#raw.slice(from);
  }

  /** Returns where the next text of the step begins. */
  #say(text: string, start: number, cited: readonly Cited[]): number {
    const base = this.#raw.length - start;
    this.#raw += text;
    for (const { at, source } of cited) {
      if (at <= start || at > start + text.length) continue;
      const known = this.#marks.at(-1);
      if (known?.at !== base + at) this.#marks.push({ at: base + at, sources: [source] });
      else if (!known.sources.includes(source)) known.sources.push(source);
    }
    return start + text.length;
  }

  #picture({ type, data, mime_type: mimeType = '' }: MediaContent): void {
    if (type !== 'image' || typeof data !== 'string') return;
    const number = this.pictures.length + 1;
    const [, kind = 'png'] = /^image\/(\w+)/.exec(mimeType) ?? [];
    const name = `${this.#prefix}-${number}.${kind}`;
    this.pictures.push({ name, bytes: Buffer.from(data, 'base64') });
    const line = `\n\n![${this.#t('Chart {0}', number)}](${encodeURIComponent(name)})\n\n`;
    this.#trusted.push([this.#raw.length, this.#raw.length + line.length]);
    this.#raw += line;
  }
}

/** After the last word before it, outside of links and code; undefined in a code block, and where the line has no text before it. */
function placeFor(raw: string, wanted: number, code: readonly (readonly [number, number])[]): number | undefined {
  let at = wanted;
  while (at > 0 && /\s/.test(raw[at - 1]!)) at -= 1;
  const from = raw.lastIndexOf('\n', at - 1) + 1;
  const end = raw.indexOf('\n', at);
  const line = raw.slice(from, end < 0 ? raw.length : end);
  const inside = code.find(([first, last]) => at > first && at < last);
  if (inside && raw.slice(...inside).includes('\n')) return undefined;
  if (/^[\s|:*_=-]*$/.test(line) || /^[\s>#*+\d.)-]*$/.test(line.slice(0, at - from))) return undefined;
  const link = [...line.matchAll(/!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])|<[^>]*>|(?<!`)(`+)(?!`).*?[^`]\1(?!`)/g)].find(
    ({ index, 0: all }) => at - from > index && at - from < index + all.length,
  );
  return link ? from + link.index + link[0].length : at;
}

function numberOf({ number, url }: Source, label: string): string {
  return url ? `[\\[${number}\\]][${label}-${number}]` : `\\[${number}\\]`;
}

function sourceList(all: readonly Source[], label: string, t: Translate): readonly string[] {
  if (all.length === 0) return [];
  const items = all.map(
    ({ number, title, url }) => `${number}. ${url ? `[${escaped(title)}](<${url}>)` : escaped(title)}`,
  );
  const links = all.flatMap(({ number, url }) => (url ? [`[${label}-${number}]: <${url}>`] : []));
  return [`## ${t('Sources')}`, items.join('\n'), ...(links.length ? [links.join('\n')] : [])];
}

/** A list of the headings, where there are enough of them to lose one's way. */
function contents(body: string, t: Translate): readonly string[] {
  const code = codeRanges(body);
  const used = new Map<string, number>();
  const items = [...body.matchAll(/^(#{2,3})[ \t]+(.+?)[ \t#]*$/gm)].flatMap(({ index, 1: marks, 2: words }) => {
    if (code.some(([from, to]) => index >= from && index < to)) return [];
    const slug = slugOf(plainText(words!, true));
    const count = used.get(slug) ?? 0;
    used.set(slug, count + 1);
    const indent = '  '.repeat(marks!.length - 2);
    return [`${indent}- [${escaped(plainText(words!))}](#${encodeURIComponent(count ? `${slug}-${count}` : slug)})`];
  });
  return items.length < 3 ? [] : [`## ${t('Contents')}`, items.join('\n')];
}

/** As the editor's own preview names its headings. */
function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}-]/gu, '')
    .replace(/^-+|-+$/g, '');
}

/** What a reader sees of a line of Markdown; `numbers`: with those of citations. */
function plainText(line: string, numbers = false): string {
  return line
    .replace(/ ?\[\\\[(\d+)\\\]\]\[[^\]]*\]/g, numbers ? ' $1' : '')
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/\\(?=[^\w\s])/g, '')
    .replace(/[*`]+/g, '')
    .trim();
}

function lineOf(text: string): string {
  return text.trim().split('\n', 1)[0]!.slice(0, 80).trim();
}

function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#!|~$&]/g, '\\$&');
}
