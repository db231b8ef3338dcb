// The shown branch and the model that the next prompt would go to in, why the service would refuse the two together out.

import { canChat } from '../../gemini/models.ts';
import { allTurns, type Transcript } from '../../shared/transcript.ts';

/** `parts`: tool results with pictures, which it does not take. `trade`: it is made for something else than conversations. */
export type Mismatch = 'parts' | 'trade';

/**
 * Models may be mixed along a chain where the next one takes what is in it already (contract section 3.6). Undefined: nothing is known
 * against it, or nothing was asked yet.
 */
export function mismatch(transcript: Transcript, model: string): Mismatch | undefined {
  const name = model.replace(/^models\//, '');
  if (!transcript.last) return undefined;
  if (!canChat(name, undefined)) return 'trade';
  // Recorded: "Multimodal function responses are not supported for this model" (contract section 5.1).
  return name.startsWith('gemini-2.5') && hasParts(transcript) ? 'parts' : undefined;
}

function hasParts(transcript: Transcript): boolean {
  const calls = allTurns(transcript).flatMap(({ interactions }) => interactions.flatMap((one) => one.calls));
  return calls.some(({ result }) => Array.isArray(result?.result) && result.result.some(({ type }) => type !== 'text'));
}
