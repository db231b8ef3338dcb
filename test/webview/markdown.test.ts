// Streamed markdown in pieces of any size against the same text built at once from marked's tokens, in a real Chromium.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anyDocument, cutting, plainDocument } from './documents.ts';
import type { Lab } from './lab.ts';
import { closeAll, type Opened, open } from './page.ts';

declare const window: { lab: Lab };

/** CommonMark and GFM shapes with a known difficulty for a parser that cannot look ahead. */
const samples: Readonly<Record<string, string>> = {
  'setext after a paragraph': 'one\ntwo\n===\n\nthree',
  'setext after a long paragraph': `${'word and '.repeat(400)}\n---\nafter`,
  'table after a long line': `| ${'word '.repeat(400)} | b |\n|---|---|\n| 1 | 2 |`,
  'a paragraph that becomes a table': 'a | b\n--|--\n1 | 2\n\nend',
  'a list that becomes loose late': `${'- item\n'.repeat(300)}\n- loose`,
  'an ordered list cut inside its number': '1. a\n\n2. b\n\n10. c',
  'nested fences': '````md\n```ts\nx\n```\n````\nend',
  'a fence that never closes': '```ts\nlet a;\n``',
  'a fence in a list': '1. do\n   ```sh\n   ls\n   ```\n2. then',
  'a late definition': 'see [a] and [b][a]\n\ntext\n\nmore\n\nlast\n\n[a]: https://a.test',
  'two definitions of a name': '[a]: https://one.test\n[a]: https://two.test\n\n[a]\n\nx\n\ny',
  'emphasis over a long paragraph': `*${'word '.repeat(500)}*`,
  'an open bracket in a long paragraph': `[${'word '.repeat(500)}](https://a.test)`,
  'entities cut in two': 'a &amp; b &lt;c&gt; &#65;',
  'carriage returns': 'a\r\nb\r\n\r\n- x\r\n- y\r\n',
  'surrogate pairs': 'ok 👍🏽 and 👨‍👩‍👧 done',
  tasks: '- [x] done\n- [ ] open\n\n- [ ] loose',
  html: '<div>\n<b>x</b>\n</div>\n\na <i>b</i> <br> c',
  empty: '',
  blank: '\n\n  \n',
};

describe('markdown, streamed', () => {
  let lab: Opened;
  before(async () => {
    lab = await open({ lab: true });
  });
  after(closeAll);

  const both = (cases: readonly { text: string; pieces: readonly string[] }[]) =>
    lab.page.evaluate(
      (all) => all.map(({ text, pieces }) => ({ streamed: window.lab.stream(pieces), whole: window.lab.whole(text) })),
      cases,
    );

  for (const [name, text] of Object.entries(samples)) {
    it(`arrives at the same elements: ${name}`, async () => {
      const cases = [1, 2, 7, 64, text.length || 1].map((size) => ({
        text,
        pieces: Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size)),
      }));
      for (const { streamed, whole } of await both(cases)) assert.equal(streamed, whole);
    });
  }

  it('arrives at the same elements for any document and any cutting', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cutting(anyDocument), { minLength: 8, maxLength: 8 }), async (cases) => {
        for (const { streamed, whole } of await both(cases)) assert.equal(streamed, whole);
      }),
      { numRuns: 25, interruptAfterTimeLimit: 25_000 },
    );
  });

  it('never touches a finished block again', async () => {
    await fc.assert(
      fc.asyncProperty(cutting(plainDocument), async ({ pieces }) => {
        const lost = await lab.page.evaluate((all) => {
          const root = document.createElement('div');
          document.body.append(root);
          const markdown = new window.lab.MarkdownStream(root);
          const finished = new Map<Node, string>();
          const blocks = () => [...root.children].flatMap((section) => [...section.children]);
          for (const piece of all) {
            markdown.push(piece);
            for (const block of blocks().slice(0, -3)) {
              if (!finished.has(block)) finished.set(block, block.textContent ?? '');
            }
          }
          markdown.end();
          const now = new Set<Node>(blocks());
          const gone = [...finished].filter(([node, text]) => !now.has(node) || node.textContent !== text);
          root.remove();
          return gone.map(([, text]) => text.slice(0, 80));
        }, pieces);
        assert.deepEqual(lost, []);
      }),
      { numRuns: 80, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('keeps a selection in the open paragraph and in the open code block', async () => {
    for (const [start, more] of [
      ['some words to select', ' and more words'],
      ['```ts\nlet selected = 1;\n', 'let more = 2;\n'],
    ] as const) {
      const text = await lab.page.evaluate(
        ([first, next]) => {
          const root = document.createElement('div');
          document.body.append(root);
          const markdown = new window.lab.MarkdownStream(root);
          markdown.push(first!);
          const place = document.createTreeWalker(root.querySelector('p, code')!, NodeFilter.SHOW_TEXT).nextNode()!;
          getSelection()!.setBaseAndExtent(place, 4, place, 12);
          for (let i = 0; i < 400; i++) markdown.push(next!);
          const selected = getSelection()!.toString();
          root.remove();
          return selected;
        },
        [start, more] as const,
      );
      assert.equal(text, start.replace('```ts\n', '').slice(4, 12));
    }
  });

  it('copies code as it was written, however many pieces it is in', async () => {
    const code = Array.from({ length: 900 }, (_, i) => `line ${i};`).join('\n');
    const { text, selected } = await lab.page.evaluate((source) => {
      const root = document.createElement('div');
      document.body.append(root);
      const markdown = new window.lab.MarkdownStream(root);
      for (let i = 0; i < source.length; i += 17) markdown.push(source.slice(i, i + 17));
      markdown.end();
      const element = root.querySelector('code')!;
      getSelection()!.selectAllChildren(element);
      const found = { text: element.textContent, selected: getSelection()!.toString() };
      root.remove();
      return found;
    }, `\`\`\`js\n${code}\n\`\`\`\n`);
    assert.equal(text, code);
    assert.equal(selected, code);
  });

  it('takes a long text in slices, task by task, and a short one at once', async () => {
    const shapes = [
      '# Title\n\nSome *text* with `code`.\n\n- a\n- b\n\n```ts\nlet a = 1;\n```\n\n'.repeat(3000),
      'lorem ipsum **dolor** sit amet `x` '.repeat(4000),
      '- item with *text* in it\n'.repeat(6000),
    ];
    for (const text of shapes) {
      const long = await lab.page.evaluate((whole) => window.lab.fed(whole), text);
      assert.ok(long.longest < 8192, `a slice of ${long.longest}`);
      assert.ok(long.later > 0);
      const [streamed] = await both([{ text: '', pieces: [text] }]);
      assert.equal(long.shape, streamed!.streamed);
    }
    const short = await lab.page.evaluate((whole) => window.lab.fed(whole), 'A *short* answer.');
    assert.deepEqual(short, { shape: '<p dir="ltr">A <em>short</em> answer.</p>', longest: 17, later: 0 });
  });

  it('tells a paragraph its direction by its first letter, as the browser would', async () => {
    const cases = [
      ['שלום world', 'rtl'],
      ['12 **مرحبا** world', 'rtl'],
      ['1 + 1 = 2', 'auto'],
      [`${'1 '.repeat(300)}שלום`, 'auto'],
      [`${'1 '.repeat(100)}שלום ${'world '.repeat(300)}`, 'rtl'],
      ['\u200fHello', 'rtl'],
      ['*日本*', 'ltr'],
    ] as const;
    for (const [text, direction] of cases) {
      const [{ streamed, whole } = { streamed: '', whole: '' }] = await both([{ text, pieces: [...text] }]);
      assert.equal(/dir="(\w+)"/.exec(streamed)?.[1], direction, text);
      assert.equal(streamed, whole);
    }
  });

  it('grows linearly in all four shapes', async function () {
    this.timeout(120_000);
    const shapes: Readonly<Record<string, (n: number) => string>> = {
      mixed: (n) => '# Title\n\nSome *text* with `code`.\n\n- a\n- b\n\n```ts\nlet a = 1;\n```\n\n'.repeat(n / 75),
      code: (n) => `\`\`\`ts\n${'const a = fn(1);\n'.repeat(n / 17)}`,
      paragraph: (n) => 'lorem ipsum **dolor** sit amet `x` '.repeat(n / 35),
      list: (n) => '- item with *text* in it\n'.repeat(n / 25),
    };
    for (const [name, make] of Object.entries(shapes)) {
      const time = async (n: number) => {
        const runs = [];
        for (let i = 0; i < 2; i++) {
          runs.push((await lab.page.evaluate(([text]) => window.lab.time(text!, 20), [make(n)] as const)).total);
        }
        return Math.min(...runs);
      };
      await time(2000);
      const small = await time(8000);
      // Eight times the text: linear is 8, quadratic is 64. What else the machine does is measured, too: then it is measured again.
      const limit = 24 * Math.max(small, 4);
      let large = await time(64_000);
      for (let again = 0; again < 3 && large >= limit; again++) large = await time(64_000);
      assert.ok(large < limit, `${name}: ${small.toFixed(0)} ms → ${large.toFixed(0)} ms`);
    }
  });
});
