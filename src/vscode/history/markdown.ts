// A session in, a Markdown document that reads like it out: prompts, answers, what was done, and what each turn used.

import type { Decision } from '../../shared/approval.ts';
import { type Call, outputText, type Transcript, type Turn, turnUsage } from '../../shared/transcript.ts';

type Translate = (text: string, ...args: readonly (string | number)[]) => string;

/** The branch that is shown. `turns`: its turns, oldest first. Pure. */
export function markdownOf(
  transcript: Pick<Transcript, 'createdAt'>,
  turns: readonly Turn[],
  title: string,
  t: Translate,
): string {
  const date = transcript.createdAt ? new Date(transcript.createdAt).toISOString().slice(0, 16).replace('T', ' ') : '';
  return [
    `# ${title || t('Untitled session')}`,
    ...(date ? [`*${date} UTC*`] : []),
    ...turns.flatMap((turn) => ofTurn(turn, t)),
  ]
    .join('\n\n')
    .concat('\n');
}

function ofTurn(turn: Turn, t: Translate): readonly string[] {
  const { prompt, interactions, model, failure, outcome } = turn;
  const attached = prompt.attachments.map(({ label }) => `\`${label}\``).join(', ');
  const calls = interactions.flatMap((one) => one.calls);
  const answer = outputText(interactions).trim();
  const used = turnUsage(turn)?.total_tokens;
  const end = [model, used === undefined ? '' : t('{0} tokens', used), outcome === 'completed' ? '' : (outcome ?? '')];
  return [
    `## ${t('Prompt')}`,
    quoted(prompt.text),
    ...(attached ? [t('Attached: {0}', attached)] : []),
    `## ${t('Answer')}`,
    ...(calls.length ? [calls.map((call) => ofCall(call, t)).join('\n')] : []),
    ...(answer ? [answer] : []),
    ...(failure ? [`> ${failure.text}`] : []),
    `*${end.filter(Boolean).join(' · ')}*`,
  ];
}

/** A prompt is not Markdown that the person meant as such: it stands as a quotation. */
function quoted(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

function ofCall({ title, state, decision, summary }: Call, t: Translate): string {
  const words: Readonly<Record<Decision, string>> = {
    allow: t('allowed'),
    allow_session: t('allowed'),
    deny: t('denied'),
  };
  const notes = [decision ? words[decision] : '', state === 'failed' ? t('failed') : '', summary ?? ''].filter(Boolean);
  return `- ${title.replace(/\s+/g, ' ')}${notes.length ? ` (${notes.join(', ')})` : ''}`;
}
