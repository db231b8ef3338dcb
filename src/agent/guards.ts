// What a turn has done so far in, a reason to stop and ask the person out: the guards against runs that burn money and get nowhere.

import type { Question } from '../shared/events.ts';
import type { FunctionCall, FunctionResult } from '../shared/step.ts';

export interface Done {
  readonly call: FunctionCall;
  readonly result: FunctionResult;
}

/** Repeats that are still work: a model may read a file again after an edit. */
const limits = { sameCall: 3, pingPong: 3, failures: 6 } as const;

type Translate = (text: string, ...args: readonly (string | number)[]) => string;

/** `done`: the answered calls since the person last said something, oldest first. */
export function guardCalls(done: readonly Done[], t: Translate): Question | undefined {
  const signatures = done.map(signatureOf);
  const last = done.at(-1);
  if (!last) return undefined;
  if (signatures.length >= limits.sameCall && new Set(signatures.slice(-limits.sameCall)).size === 1) {
    return {
      kind: 'same_call',
      text: t(
        'Gemini made the same call {0} times in a row ({1}) and got the same result. Go on?',
        limits.sameCall,
        last.call.name,
      ),
    };
  }
  if (isPingPong(signatures)) {
    return { kind: 'ping_pong', text: t('Gemini keeps going back and forth between the same two calls. Go on?') };
  }
  if (done.length >= limits.failures && done.slice(-limits.failures).every(({ result }) => result.is_error)) {
    return { kind: 'no_progress', text: t('The last {0} calls all failed. Go on?', limits.failures) };
  }
  return undefined;
}

export function guardInteractions(count: number, limit: number, t: Translate): Question | undefined {
  return count < limit
    ? undefined
    : {
        kind: 'interactions',
        text:
          count === 1
            ? t('This turn has used 1 interaction. Go on?')
            : t('This turn has used {0} interactions. Go on?', count),
      };
}

/** Same name, same arguments, same answer: nothing was learnt. */
function signatureOf({ call, result }: Done): string {
  return JSON.stringify([call.name, call.arguments, result.result]);
}

function isPingPong(signatures: readonly string[]): boolean {
  const tail = signatures.slice(-2 * limits.pingPong);
  const [a, b] = tail;
  return (
    tail.length === 2 * limits.pingPong && a !== b && tail.every((signature, at) => signature === (at % 2 ? b : a))
  );
}

/**
 * Watches the text of one step as it streams. True once the newest 2,000 characters are one passage of 20 to 400 characters over and over.
 * Looks once per 500 new characters, in time linear in the window: constant work per character.
 */
export class RepetitionGuard {
  static readonly #window = 2000;
  static readonly #every = 500;
  #tail = '';
  #fresh = 0;

  push(text: string): boolean {
    this.#tail = (this.#tail + text).slice(-RepetitionGuard.#window);
    this.#fresh += text.length;
    if (this.#fresh < RepetitionGuard.#every || this.#tail.length < RepetitionGuard.#window) return false;
    this.#fresh = 0;
    const period = smallestPeriod(this.#tail);
    return period >= 20 && period <= 400 && new Set(this.#tail.slice(0, period)).size > 8;
  }
}

/** The smallest p with text[i] = text[i + p] throughout (Knuth–Morris–Pratt prefix function); the length when nothing repeats. */
function smallestPeriod(text: string): number {
  const border = new Uint16Array(text.length);
  let length = 0;
  for (let at = 1; at < text.length; at++) {
    while (length > 0 && text[at] !== text[length]) length = border[length - 1]!;
    if (text[at] === text[length]) length++;
    border[at] = length;
  }
  return text.length - (border[text.length - 1] ?? 0);
}
