// Nonce, addresses and words in, the one HTML page of the chat out; pure.

export interface PageParts {
  /** Base64 of at least 128 random bits, used for one page load. */
  readonly nonce: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  /** Webview addresses, in the order they run. Never built from anything the model or the workspace says. */
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** BCP 47 tag of the UI, for screen readers and hyphenation. */
  readonly language: string;
  /** The page's words, translated. */
  readonly strings: Readonly<Record<string, string>>;
}

/** What the page may do: run our scripts and styles, show pictures it made itself. No request of any other kind, no HTML from text. */
export function contentSecurityPolicy({ nonce, cspSource }: Pick<PageParts, 'nonce' | 'cspSource'>): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    // The search suggestions of Google have a style sheet of their own, in a frame that inherits this policy; attributes stay closed.
    `style-src-elem ${cspSource} 'unsafe-inline'`,
    `font-src ${cspSource}`,
    `img-src blob:`,
    `media-src blob:`,
    `frame-src blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ');
}

export function pageHtml(parts: PageParts): string {
  const { nonce, scripts, styles, language, strings } = parts;
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(contentSecurityPolicy(parts))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Castor</title>
${styles.map((href) => `<link rel="stylesheet" href="${attribute(href)}">`).join('\n')}
</head>
<body>
<div id="castor" data-strings="${attribute(JSON.stringify(strings))}"></div>
${scripts.map((src) => `<script nonce="${attribute(nonce)}" src="${attribute(src)}" defer></script>`).join('\n')}
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text inside a quoted attribute. */
function attribute(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
