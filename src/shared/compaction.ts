// A summary that stands for the beginning of a conversation: its checked shape, and what the model reads of it.

import type { Usage } from './step.ts';

/** What a conversation comes to. Each entry is one line for a person. */
export interface Summary {
  readonly goal: string;
  readonly done: readonly string[];
  readonly inProgress: readonly string[];
  readonly files: readonly string[];
  readonly next: readonly string[];
}

/** A turn's conversation up to a point goes out as a summary; every turn itself stays as it is. */
export interface Compaction {
  /** Unique in the session. */
  readonly id: string;
  /** Unix ms. */
  readonly at: number;
  /** Interactions of the turn that it stands for, with all turns before; at least one. */
  readonly through: number;
  readonly summary: Summary;
  /** How often the person changed the summary. */
  readonly edited: number;
  readonly undone?: true;
  readonly model: string;
  readonly usage?: Usage;
}

export const summaryParts = ['goal', 'done', 'inProgress', 'files', 'next'] as const satisfies (keyof Summary)[];

/** Of a text, in characters. */
const longest = 8_000;
const mostEntries = 200;

/** The summary as a fresh object; undefined for anything else, for unknown fields, and for one that says nothing. */
export function parseSummary(value: unknown): Summary | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { goal, ...lists } = value as Readonly<Record<string, unknown>>;
  const names = summaryParts.slice(1);
  if (
    typeof goal !== 'string' ||
    goal.length > longest ||
    Object.keys(lists).some((name) => !names.includes(name as 'done'))
  )
    return undefined;
  const entries = names.map((name) => entriesOf(lists[name]));
  if (entries.some((list) => list === undefined)) return undefined;
  const [done, inProgress, files, next] = entries as readonly (readonly string[])[];
  const summary = { goal: goal.trim(), done: done!, inProgress: inProgress!, files: files!, next: next! };
  return summary.goal === '' && entries.every((list) => list?.length === 0) ? undefined : summary;
}

function entriesOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > mostEntries) return undefined;
  if (!value.every((entry) => typeof entry === 'string' && entry.length <= longest)) return undefined;
  return value.map((entry: string) => entry.replace(/\s+/g, ' ').trim()).filter((entry) => entry !== '');
}

const headings: Readonly<Record<keyof Summary, string>> = {
  goal: 'Goal',
  done: 'Done',
  inProgress: 'In progress',
  files: 'Files',
  next: 'Next',
};

/** For the model. */
export function summaryText(summary: Summary): string {
  const parts = summaryParts.flatMap((name) => {
    const value = summary[name];
    const text = typeof value === 'string' ? value : value.map((entry) => `- ${entry}`).join('\n');
    return text === '' ? [] : [`${headings[name]}:\n${text}`];
  });
  return [
    'The conversation so far is not repeated here. This summary stands for it:',
    ...parts,
    'What files hold is not in the summary: read a file again before you rely on it or change it.',
  ].join('\n\n');
}
