// A turn in, the text of its whole last answer out, or why there is none; pure.

import { outputText, type Turn } from '../../shared/transcript.ts';

/** `cut`: it ended before its time, so that nothing of it may be taken for the whole. */
export function finalText({ interactions, outcome }: Turn): { readonly text: string } | { readonly cut: true } {
  const last = interactions.at(-1);
  if (outcome !== 'completed' || last?.status !== 'completed') return { cut: true };
  let first = interactions.length - 1;
  // Hops of one long answer are one text.
  while (interactions[first - 1]?.status === 'requires_continuation') first--;
  return { text: outputText(interactions.slice(first)) };
}
