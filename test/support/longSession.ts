// A number of turns in, the events of a session of that many ended turns out: for tests and measures of long conversations.

import type { SessionEvent } from '../../src/shared/events.ts';

/** `answer`: the text of each answer, `Answer 1.` and so on unless told. `id`: of the session. */
export function longSession(
  turns: number,
  answer = (at: number) => `Answer ${at}.\n\nIt is **short**, with \`code\` in it.`,
  id = 'long-session',
): SessionEvent[] {
  return [
    { type: 'session.created', id, at: 1 },
    ...Array.from({ length: turns }, (_, i) => turnOf(i + 1, turns, answer(i + 1))).flat(),
  ];
}

function turnOf(at: number, of: number, text: string): SessionEvent[] {
  const [turn, interaction, model] = [`t${at}`, `t${at}.1`, 'gemini-3-pro-preview'];
  const question = `Question ${at} of ${of}`;
  const input = [{ type: 'user_input', content: [{ type: 'text', text: question }] }] as const;
  return [
    { type: 'prompt.sent', turn, at, text: question, attachments: [], model },
    { type: 'interaction.requested', turn, interaction, at, model, stored: true, input },
    { type: 'interaction.created', interaction, id: `v1_long_${at}` },
    { type: 'step.started', interaction, index: 0, step: { type: 'model_output' }, at },
    { type: 'step.delta', interaction, index: 0, delta: { type: 'text', text } },
    { type: 'step.stopped', interaction, index: 0, at },
    { type: 'interaction.completed', interaction, status: 'completed', usage: { total_tokens: 20 }, at },
    { type: 'turn.completed', turn, at, outcome: 'completed' },
  ];
}
