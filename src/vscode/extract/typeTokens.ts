// The text of a TypeScript type in, its names, literals and signs out, each with the comment before it; pure.

export interface TypeToken {
  readonly kind: 'name' | 'literal' | 'sign';
  readonly text: string;
  /** Of a literal. */
  readonly value?: string | number;
  /** The words of the documentation comment right before it. */
  readonly comment?: string;
}

const token =
  /\/\*\*([\s\S]*?)\*\/|\/\*[\s\S]*?\*\/|\/\/[^\n]*|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(-?\d+(?:\.\d+)?)|([A-Za-z_$][\w$]*)|(=>|[^\s\w])/g;

export function tokensOf(text: string): readonly TypeToken[] {
  const tokens: TypeToken[] = [];
  let comment: string | undefined;
  for (const [whole, documentation, quoted, number, name, sign] of text.matchAll(token)) {
    if (documentation !== undefined) {
      comment = wordsOf(documentation);
      continue;
    }
    if (!quoted && !number && !name && !sign) continue;
    const said = comment ? { comment } : {};
    comment = undefined;
    if (quoted) tokens.push({ kind: 'literal', text: whole, value: unquoted(quoted), ...said });
    else if (number) tokens.push({ kind: 'literal', text: whole, value: Number(number), ...said });
    else tokens.push({ kind: name ? 'name' : 'sign', text: whole, ...said });
  }
  return tokens;
}

function wordsOf(comment: string): string {
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s?/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('@'))
    .join(' ');
}

function unquoted(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(.)/g, '$1');
}
