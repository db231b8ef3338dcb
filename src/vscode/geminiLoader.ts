// The key and the api settings in, the Gemini port out: its code is loaded when first asked for, its client kept while key and settings stay.

import { FailureError, type Gemini } from '../agent/ports.ts';
import { noKey, type Translate } from '../gemini/failure.ts';
import type { Timeouts } from '../gemini/setup.ts';
import type { Failure } from '../shared/failure.ts';

export interface GeminiOptions {
  readonly apiKey: string;
  /** Undefined: the public server. */
  readonly baseUrl?: string;
  readonly apiVersion?: string;
  readonly timeouts?: Partial<Timeouts>;
}

export interface GeminiLoaderPorts {
  /** Undefined: there is no key. */
  options(): Promise<GeminiOptions | undefined>;
  create(options: GeminiOptions): Promise<Gemini>;
  readonly t: Translate;
}

/** Rejects with a `FailureError` when there is no key or the address of the server is not one to send a key to. */
export function geminiLoader({ options, create, t }: GeminiLoaderPorts): () => Promise<Gemini> {
  let kept: { readonly name: string; readonly gemini: Promise<Gemini> } | undefined;
  return async () => {
    const wanted = await options();
    if (!wanted) {
      const failure = noKey(t);
      throw new FailureError({ ...failure, remedies: [...failure.remedies, { do: 'retry' }] });
    }
    if (wanted.baseUrl !== undefined && !isSafe(wanted.baseUrl))
      throw new FailureError(unsafeServer(wanted.baseUrl, t));
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

/** The key travels with every request: encrypted, or not beyond this machine. */
function isSafe(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const { protocol, hostname, username, password } = new URL(baseUrl);
  if (username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname));
}

function unsafeServer(baseUrl: string, t: Translate): Failure {
  return {
    kind: 'wrong_server',
    text: t('{0} is no address Castor sends a key to: it takes https://, or http:// on this machine.', baseUrl),
    remedies: [{ do: 'open_settings' }, { do: 'retry' }],
  };
}
