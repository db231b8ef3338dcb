// A size in, an answer of that many characters out, in the shapes that a renderer meets: mixed, or all of it one block.

import { seeded } from '../support/slips.ts';

const words =
  'the cart keeps each line once and adds the amounts when a thing comes again so that a receipt has one row for it'.split(
    ' ',
  );

/** Plain words with now and then some emphasis, code or a link. */
function prose(pick: (below: number) => number, count: number): string {
  return Array.from({ length: count }, () => {
    const word = words[pick(words.length)]!;
    const kind = pick(40);
    if (kind === 0) return `**${word}**`;
    if (kind === 1) return `\`${word}\``;
    if (kind === 2) return `*${word}*`;
    return kind === 3 ? `[${word}](https://example.com/${word})` : word;
  }).join(' ');
}

function code(pick: (below: number) => number, count: number): string {
  return Array.from({ length: count }, (_, at) => {
    const word = words[pick(words.length)]!;
    if (at % 9 === 0) return `\nexport function ${word}${at}(lines: readonly string[]): number {`;
    if (at % 9 === 8) return '}';
    return pick(3) === 0
      ? `  // ${prose(pick, 6)}`
      : `  const ${word} = lines.filter((one) => one.startsWith("${word}")).length + ${at};`;
  }).join('\n');
}

const blocks: readonly ((pick: (below: number) => number) => string)[] = [
  (pick) => `## ${prose(pick, 5)}`,
  (pick) => prose(pick, 60),
  (pick) => Array.from({ length: 5 }, () => `- ${prose(pick, 10)}`).join('\n'),
  (pick) => `\`\`\`ts\n${code(pick, 14)}\n\`\`\``,
  (pick) => prose(pick, 40),
  (pick) =>
    `| what | how |\n|---|---|\n${Array.from({ length: 4 }, () => `| ${prose(pick, 3)} | ${prose(pick, 4)} |`).join('\n')}`,
  (pick) => `> ${prose(pick, 20)}`,
];

const endless: Readonly<Record<string, (pick: (below: number) => number, at: number) => string>> = {
  mixed: (pick, at) => `${blocks[at % blocks.length]!(pick)}\n\n`,
  'one code block': (pick, at) => `${at === 0 ? '```ts' : ''}${code(pick, 9)}`,
  'one paragraph': (pick) => `${prose(pick, 30)} `,
  'one list': (pick) => `- ${prose(pick, 12)}\n`,
};

export const shapes = Object.keys(endless);

/** The same text for the same size, always. */
export function answer(shape: string, characters: number): string {
  const pick = seeded(5);
  let text = '';
  for (let at = 0; text.length < characters; at++) text += endless[shape]!(pick, at);
  return text.slice(0, characters);
}
