// A session in, what a list says of it out: its title, when something last happened in it, and its texts for a search.

import { everyTurn } from './branch.ts';
import { outputText, type Transcript } from './transcript.ts';

export interface SessionSummary {
  /** Unix ms; 0: nothing says it. */
  readonly createdAt: number;
  /** When something was last said in it: renaming and pinning do not count. */
  readonly changedAt: number;
  /** '' for one in which nothing was ever asked. */
  readonly title: string;
  readonly titledBy: 'person' | 'model' | 'prompt';
  readonly prompts: number;
  readonly pinned: boolean;
  readonly archived: boolean;
  /** The choice for the session; absent: the setting's. */
  readonly private?: boolean;
  /** Interactions that the service was asked to store. */
  readonly stored: number;
}

const longestTitle = 80;

export function summaryOf(transcript: Transcript): SessionSummary {
  const { createdAt, label, options } = transcript;
  const turns = everyTurn(transcript);
  const first = turns[0]?.prompt.text ?? '';
  const times = turns.flatMap(({ prompt, completedAt = 0 }) => [prompt.at, completedAt]);
  return {
    createdAt,
    changedAt: times.reduce((latest, at) => Math.max(latest, at), createdAt),
    title: label.title?.trim() || lineOf(first),
    titledBy: label.title?.trim() ? (label.titledBy ?? 'person') : 'prompt',
    prompts: turns.length,
    pinned: label.pinned ?? false,
    archived: label.archived ?? false,
    ...(options.private === undefined ? {} : { private: options.private }),
    stored: turns.flatMap(({ interactions }) => interactions).filter(({ stored, id }) => stored && id !== '').length,
  };
}

/** What a person said and read in it, one text a line. */
export function textsOf(transcript: Transcript): string {
  return [
    transcript.label.title ?? '',
    ...everyTurn(transcript).flatMap(({ prompt, interactions }) => [
      prompt.text,
      ...prompt.attachments.map(({ label }) => label),
      outputText(interactions),
    ]),
  ].join('\n');
}

/** On one line, cut at a word where there is one. */
export function lineOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= longestTitle) return line;
  const cut = line.slice(0, longestTitle - 1);
  return `${cut.replace(/\s\S{0,20}$/, '')}…`;
}
