// A report in, one HTML page with its charts in it out, which loads and runs nothing.

import { commands } from 'vscode';
import type { Report } from './report.ts';

const style =
  'body{max-width:48em;margin:2em auto;padding:0 1em;font:16px/1.6 sans-serif}img{max-width:100%}table{border-collapse:collapse}td,th{border:1px solid #8888;padding:.2em .6em}';

/** Drawn by the editor's own Markdown; rejects where that is switched off. */
export async function pageOf({ title, markdown, pictures }: Report): Promise<string> {
  let body = await commands.executeCommand<string>('markdown.api.render', markdown);
  for (const { name, bytes } of pictures) {
    const source = `src="${encodeURIComponent(name)}"`;
    const kind = name.slice(name.lastIndexOf('.') + 1);
    const inside = `src="data:image/${kind};base64,${Buffer.from(bytes).toString('base64')}"`;
    body = body.replaceAll(` data-${source}`, '').replaceAll(source, inside);
  }
  return `<!doctype html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${title.replace(/[&<]/g, (one) => `&#${one.charCodeAt(0)};`)}</title><style>${style}</style></head>
<body>
${body}
</body></html>
`;
}
