// What the person has open, broken and changed in, four prompts to begin with out; pure.

import type { Starter } from '../../shared/messages.ts';

/** What stands in the workspace at this moment. */
export interface Surroundings {
  /** Path of the file in the active editor. */
  readonly file?: string;
  /** Errors and warnings in the workspace, and in how many files. */
  readonly problems: { readonly count: number; readonly files: number };
  /** Files that differ from the last commit; undefined: no repository is known. */
  readonly changes?: number;
}

type Translate = (text: string, ...args: readonly (string | number)[]) => string;

const wanted = 4;

/** What fits comes first, what fits anywhere fills up. A prompt with a slash takes its subject along when it is sent. */
export function starterList({ file, problems, changes }: Surroundings, t: Translate): readonly Starter[] {
  const name = file?.slice(file.lastIndexOf('/') + 1) ?? '';
  const fitting: readonly (Starter | false)[] = [
    file !== undefined && { label: t('Explain {0}', name), prompt: '/explain' },
    problems.count > 0 && {
      label: problems.count === 1 ? t('Fix the problem') : t('Fix the {0} problems', problems.count),
      prompt: t('Look at the problems that the editor reports, and fix them with the smallest changes.'),
    },
    (changes ?? 0) > 0 && {
      label: changes === 1 ? t('Review my change') : t('Review my changes in {0} files', changes ?? 0),
      prompt: '/review',
    },
    file !== undefined && { label: t('Write tests for {0}', name), prompt: '/tests' },
  ];
  const general = [
    t('Explain how this project is built'),
    t('Find where the program starts'),
    t('Look for likely bugs and propose fixes'),
    t('Write a test for the most important function'),
  ].map((text): Starter => ({ label: text, prompt: text }));
  return [...fitting.filter((starter) => starter !== false), ...general].slice(0, wanted);
}
