// The chat's HTML: its policy word for word, and no way for a value to leave its attribute.

import assert from 'node:assert/strict';
import { contentSecurityPolicy, pageHtml } from '../../../../src/vscode/view/page.ts';

const parts = {
  nonce: 'bm9uY2U=',
  cspSource: 'https://*.vscode-cdn.net',
  scripts: ['https://host/dist/page.js', 'https://host/dist/highlight.js'],
  styles: ['https://host/dist/page.css'],
  language: 'de',
  strings: { send: 'Senden' },
};

describe('page', () => {
  it('allows its own scripts, styles and blobs, and nothing else', () => {
    assert.equal(
      contentSecurityPolicy(parts),
      "default-src 'none'; script-src 'nonce-bm9uY2U='; style-src https://*.vscode-cdn.net; style-src-elem https://*.vscode-cdn.net 'unsafe-inline'; font-src https://*.vscode-cdn.net; " +
        "img-src blob:; media-src blob:; frame-src blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    );
  });

  it('runs page.js before highlight.js, each with the nonce and deferred', () => {
    const scripts = [...pageHtml(parts).matchAll(/<script ([^>]*)><\/script>/g)].map(([, attributes]) => attributes);
    assert.deepEqual(scripts, [
      'nonce="bm9uY2U=" src="https://host/dist/page.js" defer',
      'nonce="bm9uY2U=" src="https://host/dist/highlight.js" defer',
    ]);
  });

  it('names the language of the UI', () => {
    assert.match(pageHtml(parts), /<html lang="de">/);
  });

  it('has no inline script, style or handler', () => {
    const html = pageHtml(parts);
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=/);
    assert.equal(html.match(/<script/g)?.length, 2);
  });

  it('keeps any word inside its attribute', () => {
    const evil = `"><script>alert(1)</script><img src=x onerror='1'>&amp;`;
    const html = pageHtml({ ...parts, strings: { send: evil } });
    assert.equal(html.match(/<script/g)?.length, 2);
    const attribute = /data-strings="([^"]*)"/.exec(html)?.[1] ?? '';
    const decoded = attribute
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    assert.deepEqual(JSON.parse(decoded), { send: evil });
  });
});
