// A key that was just entered in, what the service says of it out: one small request, tried once.

import type { Gemini } from '../../agent/ports.ts';
import type { Translate } from '../../gemini/failure.ts';
import type { Failure, FailureKind } from '../../shared/failure.ts';
import { type GeminiOptions, geminiLoader } from '../geminiLoader.ts';

/** `text` is for the person. */
export type KeyAnswer =
  | { readonly outcome: 'accepted' }
  /** The key is known, but does not get far at the moment: no quota left, no billing, not in this region. */
  | { readonly outcome: 'limited'; readonly text: string }
  /** It is no key, or one that may not be used for this. */
  | { readonly outcome: 'refused'; readonly text: string }
  /** Nobody who knows was reached. */
  | { readonly outcome: 'unchecked'; readonly text: string };

export interface KeyCheckPorts {
  create(options: GeminiOptions): Promise<Gemini>;
  readonly t: Translate;
}

const refused: ReadonlySet<FailureKind> = new Set(['bad_key', 'forbidden']);
const limited: ReadonlySet<FailureKind> = new Set(['quota', 'rate_limit', 'payment', 'region']);

/** For the client that checks: a person waits, so one try of ten seconds (ms). */
export const checkTimeouts = { retryBudgetMs: 0, unaryMs: 10_000 } as const;

/** Asks for the list of models, the cheapest request that needs a key. Never rejects but with the signal's reason; logs no key. */
export async function checkKey(
  options: GeminiOptions,
  { create, t }: KeyCheckPorts,
  signal: AbortSignal,
): Promise<KeyAnswer> {
  try {
    const gemini = await geminiLoader({ options: async () => options, create, t })();
    await gemini.models(signal);
    return { outcome: 'accepted' };
  } catch (error) {
    signal.throwIfAborted();
    return answerOf(failureOf(error), t);
  }
}

function answerOf(failure: Failure | undefined, t: Translate): KeyAnswer {
  if (!failure) return { outcome: 'unchecked', text: t('Castor itself made a mistake here.') };
  const { kind, text } = failure;
  return { outcome: refused.has(kind) ? 'refused' : limited.has(kind) ? 'limited' : 'unchecked', text };
}

/** The client lives in a bundle with a class of errors of its own: `instanceof` does not know it. */
function failureOf(error: unknown): Failure | undefined {
  return error instanceof Error && 'failure' in error ? (error.failure as Failure) : undefined;
}
