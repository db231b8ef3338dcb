// A transcript in, how much of a model's window its next request fills out: an estimate.

import { summaryText } from './compaction.ts';
import { isAgent } from './research.ts';
import { basisOf, inEffect, standing } from './standing.ts';
import { estimatedTokens } from './tokens.ts';
import { type Interaction, outputText, type Transcript } from './transcript.ts';

/**
 * What the service says of its own input may leave out the chain (contract section 9), so what was said is counted as well. In tokens. `most`: what
 * is older is not looked at once so many are found, and a report of more is not of one request: it sums up several.
 */
export function contextTokens(transcript: Transcript, most = Number.POSITIVE_INFINITY): number {
  const interactions = standing(transcript).flat();
  // An agent's usage is the sum of many requests of its own.
  const newest = interactions.findLast(({ usage, model }) => usage && !isAgent(model));
  const basis = basisOf(transcript);
  const usage = newest && (newest.basis ?? '') === basis ? newest.usage : undefined;
  const reported = (usage?.total_input_tokens ?? 0) + (usage?.total_output_tokens ?? 0);
  const summary = inEffect(transcript)?.compaction.summary;
  let said = summary ? estimatedTokens(summaryText(summary)) : 0;
  for (let at = interactions.length - 1; at >= 0 && said <= most; at--) said += sizeOf(interactions[at]!);
  return Math.max(reported <= most ? reported : 0, said);
}

const sizes = new WeakMap<Interaction, number>();

function sizeOf(interaction: Interaction): number {
  const known = sizes.get(interaction);
  if (known !== undefined) return known;
  const { input, steps } = interaction;
  const calls = steps.filter(({ step }) => step.type === 'function_call').map(({ step }) => JSON.stringify(step));
  const texts = input.map((step) => JSON.stringify(step, (key, value) => (key === 'data' ? '' : value)));
  const size = [...texts, ...calls, outputText([interaction])].reduce((sum, text) => sum + estimatedTokens(text), 0);
  sizes.set(interaction, size);
  return size;
}
