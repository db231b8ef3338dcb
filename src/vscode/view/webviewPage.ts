// A webview in, the HTML of its page out: with the addresses of the built files, the words in the language of the editor, and a nonce.

import { env, Uri, type Webview } from 'vscode';
import { pageHtml } from './page.ts';
import { pageStrings } from './strings.ts';

/** `dist`: the folder of the built files. */
export function pageOf(webview: Webview, dist: Uri): string {
  const address = (file: string) => webview.asWebviewUri(Uri.joinPath(dist, file)).toString();
  return pageHtml({
    // Not of node:crypto: loading that would take longer than all the rest.
    nonce: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64'),
    cspSource: webview.cspSource,
    scripts: [address('page.js'), address('lexer.js'), address('highlight.js')],
    styles: [address('page.css')],
    language: env.language,
    strings: pageStrings(),
  });
}
