// The prompt's text and where the caret is in, the mention or command that is being typed there out; pure.

export interface Trigger {
  readonly trigger: '@' | '/';
  /** What stands after the sign, up to the caret. */
  readonly query: string;
  /** Where the sign stands; the typed text goes on to the caret. UTF-16 units. */
  readonly start: number;
}

/** Longer words are no mention that somebody types. */
const longest = 300;

/** `@` counts at the start of a word, so that addresses (a@b.c) and decorators inside words do not; `/` only where the prompt begins. */
export function triggerAt(text: string, caret: number): Trigger | undefined {
  const before = text.slice(Math.max(0, caret - longest), caret);
  const word = /(?:^|[\s([{"'`,;])@([^\s@]*)$/.exec(before);
  if (word) return { trigger: '@', query: word[1]!, start: caret - word[1]!.length - 1 };
  const command = /^\s*\/([a-z]*)$/.exec(text.slice(0, caret));
  return command ? { trigger: '/', query: command[1]!, start: caret - command[1]!.length - 1 } : undefined;
}

/** The text with `insert` in the place of what was typed, and where the caret goes. A space that is there already is not doubled. */
export function inserted(
  text: string,
  caret: number,
  { start }: Trigger,
  insert: string,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(caret);
  const kept = insert.endsWith(' ') && rest.startsWith(' ') ? rest.slice(1) : rest;
  return { text: text.slice(0, start) + insert + kept, caret: start + insert.length };
}
