// The settings of a turn in, what a request says of the generation out; and what a further part of a long answer costs, in words.

import type { Transcript } from '../shared/transcript.ts';
import type { InteractionRequest } from './ports.ts';
import type { RunSettings } from './runSettings.ts';

/** What a person has set, and no field more. A choice of tools without any tool is refused, so it is left out then. */
export function generationConfig(
  { thinkingLevel, thinkingSummaries, maxOutputTokens, seed, stopSequences, toolChoice }: RunSettings,
  hasTools: boolean,
): NonNullable<InteractionRequest['generationConfig']> {
  return {
    thinkingLevel,
    thinkingSummaries,
    maxOutputTokens,
    ...(seed === undefined ? {} : { seed }),
    ...(stopSequences ? { stopSequences } : {}),
    ...(toolChoice && hasTools ? { toolChoice } : {}),
  };
}

/** What the next request of a long answer costs, before it is made: it is billed for all that stands before it (contract section 8). */
export function nextHop(
  { last }: Transcript,
  t: (text: string, ...args: readonly (string | number)[]) => string,
): string {
  const usage = last?.interactions.at(-1)?.usage;
  const tokens =
    (usage?.total_input_tokens ?? 0) + (usage?.total_output_tokens ?? 0) + (usage?.total_thought_tokens ?? 0);
  return tokens > 0
    ? t(
        'The answer is longer than one request may be. Going on sends at least {0} tokens again, which are billed again. Go on?',
        tokens.toLocaleString(),
      )
    : t(
        'The answer is longer than one request may be. Going on sends the conversation once more and costs its tokens again. Go on?',
      );
}
