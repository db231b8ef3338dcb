// The key and the api settings in, the Gemini port out: its code is loaded when first asked for, its client kept while key and settings stay.

import { FailureError, type Gemini } from '../agent/ports.ts';

export interface GeminiOptions {
  readonly apiKey: string;
  /** Undefined: the public server. */
  readonly baseUrl?: string;
  readonly apiVersion?: string;
}

export interface GeminiLoaderPorts {
  /** Undefined: there is no key. */
  options(): Promise<GeminiOptions | undefined>;
  create(options: GeminiOptions): Promise<Gemini>;
  t(text: string): string;
}

/** Rejects with a `FailureError` of kind `no_key` when there is none. */
export function geminiLoader({ options, create, t }: GeminiLoaderPorts): () => Promise<Gemini> {
  let kept: { readonly name: string; readonly gemini: Promise<Gemini> } | undefined;
  return async () => {
    const wanted = await options();
    if (!wanted) {
      throw new FailureError({
        kind: 'no_key',
        text: t('Castor needs an API key for Gemini. Set one, then try again.'),
        remedies: [{ do: 'set_key' }, { do: 'retry' }],
      });
    }
    const name = JSON.stringify(wanted);
    if (kept?.name !== name) {
      const made = { name, gemini: create(wanted) };
      kept = made;
      made.gemini.catch(() => {
        if (kept === made) kept = undefined;
      });
    }
    return kept.gemini;
  };
}
