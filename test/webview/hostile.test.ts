// Hostile markdown in the page: no request, no script, no element outside the list, nothing hidden, bounded time; at every prefix.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repo } from '../support/repo.ts';
import type { Lab } from './lab.ts';
import { closeAll, type Opened, open } from './page.ts';

declare const window: { lab: Lab; violations: string[]; pwned?: unknown };

const cases = join(repo, '..', 'shared', 'security', 'attack-cases.json');

const own = [
  '<img src=x onerror="window.pwned=1">',
  '<svg/onload=window.pwned=1>',
  '<iframe srcdoc="<script>parent.pwned=1</script>">',
  '[x](javascript:window.pwned=1)',
  '[x](JaVaScRiPt&colon;window.pwned=1)',
  '[x](&#106;avascript:window.pwned=1)',
  '![x](javascript:window.pwned=1)',
  '<https://evil.test/"onmouseover="pwned=1>',
  '```"><img src=x onerror=pwned=1>\ncode\n```',
  '| <img src=x onerror=pwned=1> |\n|---|\n| <script>pwned=1</script> |',
  '- [ ] <img src=x onerror=pwned=1>',
  '[r]\n\n[r]: javascript:pwned=1 "<img src=x onerror=pwned=1>"',
  '<a href="https://evil.test" onclick="pwned=1">x</a>',
  '&lt;img src=x onerror=pwned=1&gt;',
  '[<img src=x onerror=pwned=1>](https://a.test)',
  '<style>*{background:url(https://evil.test/a)}</style>',
  '<base href="https://evil.test/">',
  '[x](//evil.test/a) [y](\\\\evil.test\\a) [z](data:text/html,x) [c](command:x)',
];

/** `{{repeat "x" 3}}` → "xxx": how the corpus writes long inputs. */
function expand(markdown: string): string {
  return markdown.replace(/\{\{repeat ("(?:\\.|[^"\\])*") (\d+)\}\}/g, (_, unit: string, times: string) =>
    (JSON.parse(unit) as string).repeat(Number(times)),
  );
}

interface Case {
  readonly id: string;
  readonly variants: readonly { readonly markdown?: string }[];
}

function corpus(): readonly { readonly id: string; readonly markdown: string }[] {
  if (!existsSync(cases)) return [];
  const all = (JSON.parse(readFileSync(cases, 'utf8')) as { cases: Case[] }).cases;
  return all
    .filter(({ id }) => id.startsWith('MD-') || id === 'AP-02')
    .flatMap(({ id, variants }) =>
      variants.flatMap(({ markdown }) => (markdown ? [{ id, markdown: expand(markdown) }] : [])),
    );
}

describe('hostile markdown', () => {
  let lab: Opened;
  before(async () => {
    lab = await open({ lab: true });
  });
  after(closeAll);

  /** Streams the pieces into the page, looks after each, and returns what should not be. */
  const trouble = (pieces: readonly string[]) =>
    lab.page.evaluate(async (all) => {
      const allowed = new Set(
        'p h1 h2 h3 h4 h5 h6 ul ol li blockquote hr br strong em del code pre a span div section table thead tbody tr th td button svg path'.split(
          ' ',
        ),
      );
      const names = new Set(
        'class dir role tabindex title start data-url data-path data-language aria-label aria-hidden type viewBox d'.split(
          ' ',
        ),
      );
      const root = document.createElement('div');
      document.body.append(root);
      const markdown = new window.lab.MarkdownStream(root, window.lab.paint);
      const found = new Set<string>();
      const look = () => {
        for (const element of root.querySelectorAll('*')) {
          if (!allowed.has(element.localName)) found.add(`element ${element.localName}`);
          for (const { name, value } of element.attributes) {
            if (!names.has(name)) found.add(`attribute ${name}`);
            if (name === 'data-url' && !/^https?:\/\//i.test(value)) found.add(`url ${value}`);
            if (name === 'data-path' && /^[a-z][a-z0-9+.-]*:|^[/\\]/i.test(value)) found.add(`path ${value}`);
          }
        }
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
        const hidden = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\u3164]|\udb40[\udc00-\udfff]/.exec(
          root.textContent ?? '',
        );
        if (hidden) found.add(`hidden U+${hidden[0].codePointAt(0)?.toString(16)}`);
      };
      for (const piece of all) {
        markdown.push(piece);
        if (root.querySelectorAll('*').length < 2000) look();
      }
      markdown.end();
      look();
      await new Promise((done) => setTimeout(done, 5));
      root.remove();
      return [...found, ...window.violations.splice(0), ...(window.pwned ? ['script ran'] : [])];
    }, pieces);

  it('is inert, at every prefix (own cases)', async () => {
    for (const markdown of own) {
      assert.deepEqual(await trouble([...markdown]), [], markdown);
      assert.deepEqual(await trouble([markdown]), [], markdown);
    }
    assert.deepEqual(lab.trouble, []);
  });

  it('is inert (the corpus of attacks)', async function () {
    const all = corpus();
    if (all.length === 0) {
      console.warn('      NOT RUN: ../shared/security/attack-cases.json is missing; only the own cases were tried.');
      this.skip();
    }
    for (const { id, markdown } of all) {
      // The bars of MD-06 are boundaries of deltas; here every unit is one.
      const whole = id === 'MD-06' ? markdown.replaceAll('|', '') : markdown;
      const pieces = whole.length < 300 ? [...whole] : [whole.slice(0, 50), whole.slice(50)];
      const from = performance.now();
      assert.deepEqual(await trouble(pieces), [], `${id} ${markdown.slice(0, 60)}`);
      const ms = performance.now() - from;
      assert.ok(ms < 15_000, `${id} took ${ms.toFixed(0)} ms: ${markdown.slice(0, 40)}`);
    }
    assert.deepEqual(lab.trouble, []);
  });

  it('shows what is hidden, and throws controls away', async () => {
    const texts = await lab.page.evaluate(() => {
      const render = (source: string) => {
        const root = document.createElement('div');
        const markdown = new window.lab.MarkdownStream(root);
        for (const unit of source.split('')) markdown.push(unit);
        markdown.end();
        return root.textContent;
      };
      return [
        render('a\u202eb'),
        render('hi\u{e0041}!'),
        render('a\u001b[2Jb\u0007'),
        render('`x\u200by`'),
        render('👩‍👩‍👧 ✔️'),
      ];
    });
    assert.deepEqual(texts, ['a⟦U+202E⟧b', 'hi⟦U+E0041⟧!', 'a[2Jb', 'x⟦U+200B⟧y', '👩‍👩‍👧 ✔️']);
  });

  it('holds no HTML sink but the framework’s own unused one', () => {
    const sinks =
      /innerHTML|outerHTML|insertAdjacentHTML|srcdoc|document\.write|DOMParser|createContextualFragment|\beval\(|new Function/;
    const files = [
      'main',
      'host',
      'state',
      'App',
      'Transcript',
      'Turn',
      'Composer',
      'Approval',
      'Diff',
      'Failure',
      'Welcome',
    ];
    for (const name of files) {
      const path = [`${name}.ts`, `${name}.tsx`].map((file) => join(repo, 'src/webview', file)).find(existsSync);
      assert.ok(path, name);
      assert.doesNotMatch(readFileSync(path, 'utf8'), sinks, name);
    }
  });
});
