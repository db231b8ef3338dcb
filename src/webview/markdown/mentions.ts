// Text of the model in, the files it plainly names out: what becomes a link that the host judges when it is used.

/** A name that ends otherwise is rather a method, a domain or a word with a dot. */
const extensions =
  'astro|bat|c|cc|cfg|cjs|clj|cmake|conf|cpp|cs|csproj|css|csv|cts|cxx|dart|diff|ejs|erl|ex|exs|fs|go|gradle|graphql|groovy|h|hpp|hs|htm|html|ini|ipynb|java|jl|js|json|jsonc|jsonl|jsx|kt|kts|less|lock|log|lua|md|mdx|mjs|ml|mm|mts|php|pl|plist|po|proto|ps1|py|pyi|r|rb|rs|rst|sass|scala|scss|sh|sln|sql|svelte|svg|swift|tex|tf|toml|ts|tsv|tsx|txt|vue|xml|yaml|yml|zig|zsh';
const file = `[A-Za-z0-9_@+$.-]*[A-Za-z0-9_+$-]\\.(?:${extensions})`;
const range = '(?:-\\d{1,7}|:\\d{1,5})?';
const position = `(?::[1-9]\\d{0,6}${range}|#L[1-9]\\d{0,6}(?:-L?\\d{1,7})?)`;

const withFolder = new RegExp(`^(?:[A-Za-z0-9_@+~$.()[\\]-]+/)+${file}${position}?$`);
const withLine = new RegExp(`^${file}${position}$`);
/** Files that stand in the root of a workspace under these very names. */
const roots =
  /^(?:package\.json|tsconfig\.json|pyproject\.toml|Cargo\.toml|go\.mod|pom\.xml|README\.md|CHANGELOG\.md|CONTRIBUTING\.md|AGENTS\.md|GEMINI\.md|LICENSE|Dockerfile|Makefile|\.gitignore|\.editorconfig)$/;
/** `github.com/a/b.ts` leads out of the workspace. */
const host = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|dev|app|ai|edu|gov)\//i;
const longest = 300;

/** The file that inline code names, position included; undefined where it may be anything else. */
export function mentionOf(code: string): string | undefined {
  if (code.length > longest || host.test(code)) return undefined;
  return withFolder.test(code) || withLine.test(code) || roots.test(code) ? code : undefined;
}

const inProse = new RegExp(
  `(?<![\\p{L}\\p{N}_@/\\\\.:~$#%&=?+-])(?:[A-Za-z0-9_@+~$.-]+/)*${file}:[1-9]\\d{0,6}${range}(?![\\p{L}\\p{N}_/\\\\]|[:-]\\d)`,
  'gu',
);

/** The text cut at its mentions: prose must name a line, as `src/a.ts:10` does, to be no mere word with a dot. */
export function splitMentions(text: string): readonly (string | { readonly mention: string })[] {
  if (!/\.\w{1,8}:\d/.test(text)) return [text];
  const parts: (string | { readonly mention: string })[] = [];
  let at = 0;
  for (const { 0: mention, index } of text.matchAll(inProse)) {
    if (mention.length > longest || host.test(mention)) continue;
    if (index > at) parts.push(text.slice(at, index));
    parts.push({ mention });
    at = index + mention.length;
  }
  if (at < text.length || parts.length === 0) parts.push(text.slice(at));
  return parts;
}
