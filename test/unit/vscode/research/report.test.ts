// Reports of research as Markdown: citations at the right words of text that is not ASCII, charts, contents, sources, and nothing that loads or runs.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Annotation } from '../../../../src/shared/step.ts';
import { StreamText } from '../../../../src/shared/text.ts';
import type { Turn } from '../../../../src/shared/transcript.ts';
import { reportOf } from '../../../../src/vscode/research/report.ts';
import { codeRanges, tamed } from '../../../../src/vscode/research/tame.ts';

const t = (text: string, ...args: readonly (string | number)[]) =>
  text.replace(/\{(\d)\}/g, (_, at) => String(args[Number(at)]));
const pixel = 'iVBORw0KGgo=';

type Part = { readonly text: string; readonly annotations?: readonly Annotation[] } | 'picture';

function turnOf(...steps: readonly (readonly Part[])[]): Turn {
  const content = (parts: readonly Part[]) =>
    parts.map((part) =>
      part === 'picture'
        ? { type: 'image' as const, mime_type: 'image/png', data: pixel }
        : { type: 'text' as const, text: StreamText.of(part.text), annotations: part.annotations ?? [] },
    );
  return {
    id: 't1',
    model: 'deep-research-preview-04-2026',
    prompt: { text: 'Käse?', attachments: [], at: 0 },
    completedAt: Date.UTC(2026, 10, 22),
    interactions: [
      {
        steps: steps.map((parts, index) => ({ index, step: { type: 'model_output', content: content(parts) } })),
        usage: { total_tokens: 1117031 },
      },
    ],
  } as unknown as Turn;
}

const cite = (whole: string, words: string, url = 'https://example.com/', title = 'example.com'): Annotation => {
  const start = Buffer.byteLength(whole.slice(0, whole.indexOf(words)));
  return { type: 'url_citation', url, title, start_index: start, end_index: start + Buffer.byteLength(words) };
};
const report = (...steps: readonly (readonly Part[])[]) => reportOf(turnOf(...steps), 'Käse?', 'chart', t);
const said = (text: string, ...annotations: readonly Annotation[]) => report([{ text, annotations }]).markdown;

describe('a report', () => {
  it('has the agent’s title, else the question, then what it is and what it used', () => {
    assert.match(
      said('# Über Käse\n\nText.'),
      /^# Über Käse\n\n\*deep-research\S* · 2026-11-22 · [\d.,]+ tokens\*\n\nText\.\n$/,
    );
    assert.match(said('Text.'), /^# Käse\?\n\n\*.*\*\n\nText\.\n$/);
  });

  it('puts numbers after the very words, whatever their bytes', () => {
    const text = 'Käse ist rund 🧀, sagt Zürich. 東京の人口は増えている。Ende.';
    const markdown = said(
      text,
      cite(text, 'Käse ist rund 🧀', 'https://a.example/'),
      cite(text, '東京の人口は増えている。', 'https://b.example/'),
      cite(text, 'sagt Zürich.', 'https://a.example/'),
    );
    assert.ok(
      markdown.includes(
        'Käse ist rund 🧀 [\\[1\\]][ref-1], sagt Zürich. [\\[1\\]][ref-1] 東京の人口は増えている。 [\\[2\\]][ref-2]Ende.',
      ),
      markdown,
    );
    assert.ok(markdown.includes('[ref-1]: <https://a.example/>\n[ref-2]: <https://b.example/>'));
    assert.ok(markdown.includes('1. [example.com](<https://a.example/>)\n2. '));
  });

  it('counts bytes over all texts of a step, across its pictures, and anew in the next step', () => {
    const [one, two, three] = ['Zwölf.\n', 'Dreißig.', 'Über.'];
    const markdown = report(
      [{ text: one }, 'picture', { text: two, annotations: [cite(one + two, 'Dreißig.')] }],
      [{ text: three, annotations: [cite(three, 'Über.', 'https://b.example/')] }],
    );
    assert.ok(markdown.markdown.includes('Dreißig. [\\[1\\]][ref-1]'));
    assert.ok(markdown.markdown.includes('Über. [\\[2\\]][ref-2]'));
    assert.ok(markdown.markdown.includes('\n\n![Chart 1](chart-1.png)\n\n'));
    assert.deepEqual(
      markdown.pictures.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]),
      [['chart-1.png', pixel]],
    );
  });

  it('never breaks code, links, tables and headings with a number', () => {
    const text =
      '```\ncode here\n```\n\nA [link text](https://x.example/) and `some code` end.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n## Next';
    const place = (words: string) => said(text, cite(text, words));
    assert.ok(!place('code here').includes('ref-1]['), 'in a fence there is none');
    assert.ok(!place('code here').includes('here ['));
    assert.ok(place('link te').includes('(https://x.example/) [\\[1\\]][ref-1] and'));
    assert.ok(place('some co').includes('`some code` [\\[1\\]][ref-1] end.'));
    assert.ok(place('| a | b |\n| --- |').includes('| --- | --- |\n'));
    assert.ok(place(' end.\n\n').includes(' end. [\\[1\\]][ref-1]\n\n|'));
    assert.ok(place('## Next').endsWith('[ref-1]: <https://example.com/>\n'));
  });

  it('lists what it cannot place, and keeps what leads nowhere without a link', () => {
    const markdown = said(
      'Short.',
      { type: 'url_citation', url: 'https://far.example/', title: 'Far', start_index: 0, end_index: 999 },
      { type: 'url_citation', url: 'javascript:alert(1)', title: 'Odd [x](y)', start_index: 0, end_index: 6 },
      { type: 'file_citation', file_name: 'notes.pdf' } as Annotation,
    );
    assert.ok(markdown.includes('[Far](<https://far.example/>)'));
    assert.ok(markdown.includes('Odd \\[x\\](y)'));
    assert.ok(markdown.includes('notes.pdf'));
    assert.ok(!markdown.includes('javascript'));
  });

  it('lists its headings as the editor names them, where there are three or more', () => {
    const text = '# T\n\n## Über Käse: 100 %\n\n## Über Käse: 100 %\n\n### 東京 – `code`\n\n```\n## none\n```\n';
    const [, list] = /## Contents\n\n([\s\S]*?)\n\n##/.exec(said(text)) ?? [];
    assert.deepEqual(list?.split('\n'), [
      `- [Über Käse: 100 %](#${encodeURIComponent('über-käse-100-')})`.replace('100-)', '100)'),
      `- [Über Käse: 100 %](#${encodeURIComponent('über-käse-100')}-1)`,
      `  - [東京 – code](#${encodeURIComponent('東京--code')})`,
    ]);
    assert.ok(!said('## A\n\n## B').includes('Contents'));
  });

  it('lets no text of the agent say where a number leads', () => {
    const text = '[ref-1]: https://evil.example/\n[REFE-1]: https://evil.example/\n\nFact.';
    const markdown = said(text, cite(text, 'Fact.'));
    assert.ok(markdown.includes('Fact. [\\[1\\]][refee-1]'), markdown);
  });

  it('loads and runs nothing: no HTML, no picture of another’s address', () => {
    const hostile = [
      '<img src=https://evil.example/?leak>',
      '![x](https://evil.example/a.png)',
      '- a\n  ```\n![x](https://evil.example/)',
      'a ` b\n` <img src=x> `',
      '| ` | <img src=x> ` |',
      '[a](`) <img src=x> `',
      '\\\\<img src=x>',
      '\\` <img src=x> `',
      '$$\n```\n$$\n<img src=x>',
      '$`$ <img src=x> `',
      '````\n```\n````\n<img src=x>',
      '```a`b\n<img src=x>\n```',
      '> ```\n<img src=x>',
    ];
    for (const text of hostile) {
      const edits = tamed(text);
      const at = text.search(/<img|!\[/);
      assert.ok(edits.includes(at), text);
    }
    assert.deepEqual(tamed('```html\n<img src=x>\n```'), []);
    assert.deepEqual(tamed('Say `Array<string>` here.'), []);
    assert.deepEqual(tamed('\\<b 1 < 2 and \\![x]'), []);
    const ends = 'Great!';
    assert.ok(said(ends, cite(ends, ends)).includes('Great! [\\['), 'a number is no picture');
  });

  it('changes nothing but what it adds, and takes any text', () => {
    const pieces = fc.constantFrom(
      'a',
      'ä',
      '🧀',
      ' ',
      '\n',
      '\n\n',
      '`',
      '```',
      '<b>',
      '![',
      ']',
      '(u)',
      '|',
      '\\',
      '$$',
      '# ',
      '- ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), fc.nat(60), (parts, end) => {
        const text = parts.join('');
        const added = new Set(tamed(text));
        assert.equal([...added].filter((at) => !/[<!]/.test(text[at]!)).length, 0);
        assert.ok(codeRanges(text).every(([from, to]) => from < to));
        const markdown = said(`# T\n\nx${text}`, {
          type: 'url_citation',
          url: 'https://example.com/',
          start_index: 0,
          end_index: end,
        });
        assert.ok(markdown.startsWith('# T'));
        assert.ok(markdown.includes('(<https://example.com/>)'));
      }),
    );
  });
});
