// Words in, actions at a human pace out.

import type { Action } from '../scenario.ts';

/** About 45 deltas a second. */
const pace = { chunk: 6, delay: 22 };

export const say = (text: string): Action => ({ do: 'say', text, ...pace });

/** Each part is one summary: a bold title, then a sentence. */
export const think = (...parts: readonly (readonly [title: string, text: string])[]): Action => ({
  do: 'think',
  summary: parts.map(([title, text]) => `**${title}**\n\n${text}\n\n`),
  chunk: 24,
  delay: 60,
});

export const call = (name: string, args: Readonly<Record<string, unknown>>): Action => ({
  do: 'call',
  name,
  arguments: args,
  split: 24,
  delay: 20,
});

export const fenced = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``;

/** A cell of a table: one line, no bars. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();

export const languageOf = (path: string): string => {
  const ending = /\.(\w+)$/.exec(path)?.[1] ?? '';
  return (
    { ts: 'ts', tsx: 'tsx', js: 'js', mjs: 'js', json: 'json', md: 'markdown', css: 'css', py: 'python' }[ending] ?? ''
  );
};

/** `3 lines`, `1 line`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

const denial = /\b(refused|denied|declined|rejected|not allowed)\b/i;

/** How a change that was not made is answered: the person's word is final. */
export function notDone(what: string, reason: string): Action {
  const words = /words: ([\s\S]+)/.exec(reason)?.[1]?.trim();
  if (!denial.test(reason)) {
    return say(
      `The change was not made. The tool says:\n\n> ${reason.replaceAll('\n', '\n> ')}\n\nA model would read the file again and adapt; this simulator stops here. Ask again to retry.\n`,
    );
  }
  const quoted = words ? `You said: *${cell(words)}* ` : '';
  return say(
    `Understood, **nothing was changed**. ${quoted}I will not try the same change again.\n\n${what}\n\nTell me what you would rather have, or ask again and choose *Allow*.\n`,
  );
}
