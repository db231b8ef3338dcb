// What a person chose of a menu in, the prompt that says it to the model out.

import { slashCommands } from './slashCommands.ts';

/** Prompts that need no words of the person. */
export type Wish =
  | 'explain'
  | 'explainProblems'
  | 'fix'
  | 'fixProblems'
  | 'tests'
  | 'docs'
  | 'review'
  | 'simplify'
  | 'addTypes'
  | 'extract';

/** One sentence means the same wherever it is chosen: what has a slash command says what that says. */
const words: { readonly [W in Wish]: string } = {
  explain: slash('explain'),
  explainProblems: 'Explain what the attached problems mean, why they are reported here, and how each can be fixed.',
  fix: slash('fix'),
  fixProblems:
    'Fix the attached problems with the smallest change. Do not hide a problem by switching its check off, and change nothing else.',
  tests: slash('tests'),
  docs: slash('doc'),
  review: slash('review'),
  simplify: 'Simplify the attached code without changing what it does.',
  addTypes: 'Add the types that are missing in the attached code without changing what it does.',
  extract: 'Extract a well-named part out of the attached code, and use it where the code was.',
};

export function wordsOf(wish: Wish): string {
  return words[wish];
}

function slash(wanted: string): string {
  return slashCommands.find(({ name }) => name === wanted)!.prompt;
}
