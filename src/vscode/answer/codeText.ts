// Code of an answer in, the same code as it goes somewhere else out: at a cursor, into a prompt, as a document of a language; pure.

/** The code as it stands at a cursor: where only blanks stand before it, its further lines get them, too, and no empty line is left at its end. */
export function atCursor(code: string, before: string): string {
  const text = code.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  if (!/^[ \t]+$/.test(before)) return text;
  const lines = text.split('\n');
  const own = /^[ \t]*/.exec(lines[0] ?? '')?.[0] ?? '';
  const moved = lines.map((line) => (line.startsWith(own) ? line.slice(own.length) : line));
  return moved.map((line, i) => (i === 0 || line.trim() === '' ? line : before + line)).join('\n');
}

/** A code block that holds any text: its fence is longer than every run of backticks in it. */
export function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${/^[\w+#.-]{1,40}$/.test(language) ? language : ''}\n${code.replace(/\n$/, '')}\n${fence}`;
}

/** Names that people and models write after a fence → the editor's own, where the two differ. */
const aliases: Readonly<Record<string, string>> = {
  bash: 'shellscript',
  c: 'c',
  'c#': 'csharp',
  'c++': 'cpp',
  cc: 'cpp',
  console: 'shellscript',
  cs: 'csharp',
  docker: 'dockerfile',
  golang: 'go',
  htm: 'html',
  js: 'javascript',
  jsx: 'javascriptreact',
  kt: 'kotlin',
  make: 'makefile',
  md: 'markdown',
  patch: 'diff',
  ps1: 'powershell',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'shellscript',
  shell: 'shellscript',
  text: 'plaintext',
  ts: 'typescript',
  tsx: 'typescriptreact',
  txt: 'plaintext',
  yml: 'yaml',
  zsh: 'shellscript',
};

/** The editor's language of a fence's word, if it knows one. */
export function languageId(word: string, known: readonly string[]): string | undefined {
  const name = word.toLowerCase();
  const id = Object.hasOwn(aliases, name) ? aliases[name]! : name;
  return known.includes(id) ? id : undefined;
}
