// Arbitrary markdown documents, shaped like what models write and like what breaks parsers, for property tests.

import fc from 'fast-check';

const words = [
  'lorem',
  'ipsum',
  'snake_case',
  'a*b',
  '5 * 3',
  '<b>',
  '&amp;',
  '&lt;x&gt;',
  'https://a.test/x',
  'www.b.test',
  'naïve',
  '日本',
  'שלום',
  '12',
  '1.',
  '-',
  '+',
  '|',
  '~5',
  '[1]',
  '![i](u)',
  '\\*',
  '#',
  '>',
  '`',
];
const inline = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  fc.constantFrom(
    '**bold text**',
    '*em*',
    '***both***',
    '`code`',
    '``a ` b``',
    '~~gone~~',
    '[text](https://t.test "T")',
    '[ref]',
    '[ref][x]',
    '[file](src/a.ts#L3)',
    '<https://auto.test>',
    '<br>',
    '*open',
    '_open',
    '[open',
    '`open',
    'a  \nb',
    'a\\\nb',
    '*a **b** c*',
  ),
);
const line = fc.array(inline, { minLength: 1, maxLength: 9 }).map((parts) => parts.join(' '));
const paragraph = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const long = fc
  .tuple(line, fc.integer({ min: 25, max: 60 }))
  .map(([text, times]) => `${`${text} and on `.repeat(times)}`);

const code = fc
  .tuple(
    fc.constantFrom('```', '````', '~~~'),
    fc.constantFrom('', 'ts', 'js {1}', 'python'),
    fc.array(fc.constantFrom('', 'let a = 1;', '  x', '``', '```x', '~~', '<i>'), { maxLength: 7 }),
    fc.boolean(),
  )
  .map(([mark, info, lines, closed]) => `${mark}${info}\n${lines.join('\n')}\n${closed ? mark : ''}`);

const indent = (text: string, by: string) => text.split('\n').join(`\n${by}`);
const list = fc
  .tuple(
    fc.constantFrom('- ', '* ', '1. ', '3) ', '- [ ] ', '- [x] '),
    fc.array(
      fc.oneof(
        line,
        fc.tuple(line, line).map((two) => two.join('\n\n')),
        line.map((text) => `${text}\n- inner\n- more`),
        fc.constant('x\n```ts\ncode\n```'),
      ),
      { minLength: 1, maxLength: 12 },
    ),
    fc.constantFrom('\n', '\n', '\n\n'),
  )
  .map(([mark, items, gap]) =>
    items.map((item) => mark + indent(item, ' '.repeat(mark.startsWith('- [') ? 2 : mark.length))).join(gap),
  );
const longList = fc
  .tuple(fc.constantFrom('- ', '2. '), line, fc.integer({ min: 20, max: 50 }), fc.boolean())
  .map(([mark, text, times, loose]) => `${`${mark}${text}\n`.repeat(times)}${loose ? `\n${mark}loose\n` : ''}`);
const cell = fc.constantFrom('a', '**b**', '`c`', '', 'x <br> y', '1');
const table = fc
  .tuple(
    fc.array(fc.tuple(cell, cell), { minLength: 0, maxLength: 60 }),
    fc.constantFrom('|---|---|', '|:--|--:|', '| - | :-: |'),
  )
  .map(([rows, delimiter]) => `| h | k |\n${delimiter}\n${rows.map(([a, b]) => `| ${a} | ${b} |`).join('\n')}`);

const block = fc.oneof(
  { weight: 5, arbitrary: paragraph },
  { weight: 3, arbitrary: list },
  { weight: 2, arbitrary: code },
  table,
  long,
  longList,
  line.map((text) => `## ${text}`),
  fc.tuple(line, fc.constantFrom('===', '---')).map((two) => two.join('\n')),
  paragraph.map((text) => `> ${indent(text, '> ')}`),
  fc.constantFrom(
    '---',
    '***',
    '<div>\nraw\n</div>',
    '    indented\n    code',
    '<!-- c -->',
    '<details><summary>s</summary>\n\nx\n\n</details>',
  ),
);

/** Without link definitions: what is frozen once is final. */
export const plainDocument = fc
  .array(fc.tuple(block, fc.constantFrom('\n\n', '\n\n', '\n\n', '\n', '\n\n\n', '\r\n\r\n')), { maxLength: 9 })
  .map((parts) => parts.map((two) => two.join('')).join(''));

/** With definitions anywhere. */
export const anyDocument = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: plainDocument },
      fc.constantFrom('[ref]: https://r.test\n\n', '[x]: <https://x.test> "t"\n', '\n[ref]: https://second.test\n'),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));

/** A document cut into pieces of random sizes. */
export function cutting(document: fc.Arbitrary<string>): fc.Arbitrary<{ text: string; pieces: string[] }> {
  return fc
    .tuple(document, fc.constantFrom(1, 3, 20, 200, 5000), fc.infiniteStream(fc.integer({ min: 0, max: 100 })))
    .map(([text, size, random]) => {
      const pieces: string[] = [];
      for (let at = 0; at < text.length; ) {
        const length = Math.max(1, Math.round((size * (random.next().value ?? 50)) / 50));
        pieces.push(text.slice(at, at + length));
        at += length;
      }
      return { text, pieces };
    });
}
