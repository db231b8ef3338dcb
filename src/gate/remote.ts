// A data file's text in, the places outside the machine that an editor or language server would fetch for it out.

/** Endings of files in which editors follow references; what has no ending may be associated with any language. */
const jsonLike =
  /\.(?:json\w*|\w+json|webmanifest|code-[\w-]+|ipynb|avsc|map|har|importmap|babelrc|\w+rc)$|(?:^|[\\/])\.?[^.\\/]+$/i;
const yamlLike = /\.(?:ya?ml|toml|clang-\w+|cff|\w+rc)$|(?:^|[\\/])\.?[^.\\/]+$/i;
const xmlLike =
  /\.(?:xml|xs[dl]t?|xslt|xhtml|svg|rng|rnc|dtd|ent|mod|wsdl|plist|rss|atom|gpx|kml|dita\w*|docbook|config|resx|xaml|axaml|fxml|pom|nuspec|vsixmanifest|\w+proj|props|targets|opml|xlf|xliff|tld|jsp|jelly|iml|ui|storyboard|xib)$|(?:^|[\\/])\.?[^.\\/]+$/i;

/** How far after a key its value is looked for; a value hidden further away counts as remote. */
const reach = 2000;

/** Distinct references, in order, each bounded in length. Over-approximates: comments and strings are not told apart. */
export function remoteReferences(path: string, text: string): string[] {
  const found: string[] = [];
  if (jsonLike.test(path) || yamlLike.test(path)) found.push(...keyed(plain(text)), ...modelines(text));
  if (xmlLike.test(path)) found.push(...markup(text));
  return [...new Set(found)];
}

/** JSON and YAML escapes resolved, so that `"$sche\u006da"` is what it means. */
function plain(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|U([0-9a-f]{8})|(\/)|(\r?\n)[ \t]*)/gi,
    (whole, four, two, eight, slash, line) => {
      if (slash) return '/';
      if (line) return '';
      const code = Number.parseInt(four ?? two ?? eight, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Values of `$schema`, `$ref` and their kin. */
function keyed(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/\$(?:schema|ref|dynamicRef|recursiveRef)\b["']?/gi)) {
    const key = match.index + match[0].length;
    const sign = skip(text, key, key + reach);
    if (sign === undefined) found.push(`hidden behind a long comment`);
    else if (text[sign] === ':' || text[sign] === '=') found.push(...valueAt(text, sign + 1));
  }
  return found;
}

function valueAt(text: string, from: number): string[] {
  const start = skip(text, from, from + reach);
  if (start === undefined) return ['hidden behind a long comment'];
  if (text[start] === '*') return ['a YAML alias'];
  return remoteOf(text.slice(start, start + reach));
}

/** Past blanks, comments, quotes and YAML's tags, anchors and block signs; undefined when `end` is reached on the way. */
function skip(text: string, from: number, end: number): number | undefined {
  const filler = /\s+|\/\*|\/\/|#[^\n]*\n|["']|[!&][^\s"',[\]{}]*|[>|][+-]?\d?[+-]?(?=\s)/y;
  let at = from;
  while (at < end) {
    filler.lastIndex = at;
    const match = filler.exec(text);
    if (!match) return at;
    if (match[0] === '//' && !/\s/.test(text[at + 2] ?? ' ') && /["'\s:=]/.test(text[at - 1] ?? '')) {
      // `//host` right after a quote or sign is a value; a comment that looks like one is reported, which only asks once more.
      return at;
    }
    at = match[0] === '/*' || match[0] === '//' ? endOfComment(text, at, match[0]) : filler.lastIndex;
  }
  return at >= text.length ? text.length : undefined;
}

function endOfComment(text: string, at: number, sign: string): number {
  const close = sign === '/*' ? '*/' : '\n';
  const end = text.slice(at + 2, at + 2 + reach).indexOf(close);
  return end < 0 ? at + 2 + reach : at + 2 + end + close.length;
}

/** `# yaml-language-server: $schema=…`, `#:schema …`; the first form is found as a key as well. */
function modelines(text: string): string[] {
  const found: string[] = [];
  for (const [, value] of text.matchAll(
    /^[ \t\ufeff]*#:?[ \t]*(?:yaml-language-server:|:?schema\b)([^\n]{0,2000})/gim,
  )) {
    for (const word of value!.split(/[\s=]+/)) found.push(...remoteOf(word));
  }
  return found;
}

function markup(text: string): string[] {
  const whole = text.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (all, hex, decimal) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
  const found: string[] = [];
  if (/<!(?:DOCTYPE|ENTITY|NOTATION)\b/i.test(whole) && /\b(?:SYSTEM|PUBLIC)\b/.test(whole)) {
    const start = whole.search(/\b(?:SYSTEM|PUBLIC)\b/);
    for (const [, , value] of whole.slice(start).matchAll(/(["'])([^"'<>]{0,2000})\1/g))
      found.push(...remoteOf(value!));
  }
  for (const [, , value] of whole.matchAll(/schemaLocation\s{0,200}=\s{0,200}(["'])([^"']*)/gi)) {
    const words = value!.trim().split(/\s+/);
    const places = words.length > 1 ? words.filter((_, at) => at % 2 === 1) : words;
    found.push(...places.flatMap(remoteOf));
  }
  for (const [, instruction] of whole.matchAll(/<\?xml-(?:model|stylesheet)([^>]*)/gi))
    found.push(...attributes(instruction!));
  for (const [, element] of whole.matchAll(/<(?:[\w.-]{1,100}:)?(?:include|import|redefine|externalRef)\b([^>]*)/gi)) {
    found.push(...attributes(element!));
  }
  return found;
}

function attributes(text: string): string[] {
  return [...text.matchAll(/(?:href|schemaLocation|src)\s{0,200}=\s{0,200}["']([^"']*)/gi)].flatMap(([, value]) =>
    remoteOf(value!),
  );
}

/** The beginning of a value that names another machine, a scheme that fetches, or a file by URI; nothing otherwise. */
function remoteOf(value: string): string[] {
  const match =
    /^[\s"'<]*((?:(?:https?|wss?|ftps?|file|jar|data|git|ssh|smb):|[a-z][\w+.-]*:[\\/]{2}|[\\/]{2})[^\s"'<>,}\]]{0,150})/i.exec(
      value,
    );
  const reference = match?.[1];
  return reference === undefined || /^vscode:/i.test(reference) ? [] : [reference];
}
