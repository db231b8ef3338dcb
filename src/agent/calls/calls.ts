// The calls of one interaction as they come in, their results out: reads side by side, changes in order, each call once.

import type { FunctionCall, FunctionResult } from '../../shared/step.ts';
import type { Transcript } from '../../shared/transcript.ts';
import type { Done } from '../guards.ts';
import { runCall, toolOf } from './call.ts';
import type { CallContext } from './callContext.ts';

export interface CallsContext extends CallContext {
  readonly signal: AbortSignal;
  transcript(): Transcript;
}

/** A tool that ignores the signal may hold the end of a stopped turn up no longer than this (ms). */
const grace = 150;

/** The calls of one interaction: reads side by side, changes in order, each started as soon as its arguments are complete. */
export class Calls {
  readonly #context: CallsContext;
  readonly #key: string;
  readonly #own = new AbortController();
  readonly #running = new Map<string, Promise<Done>>();
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(context: CallsContext, key: string) {
    this.#context = context;
    this.#key = key;
  }

  /** A call whose id came before is the same call: it runs once and is answered once. */
  start(call: FunctionCall, invalid: boolean): void {
    if (this.#running.has(call.id)) return;
    const known = this.#resultOf(call);
    if (known) {
      this.#running.set(call.id, Promise.resolve({ call, result: known }));
      return;
    }
    const reads = (toolOf(this.#context, call)?.effect ?? 'read') === 'read';
    const ready = reads ? this.#lastChange : Promise.all(this.#running.values());
    const signal = AbortSignal.any([this.#context.signal, this.#own.signal]);
    const result = runCall(this.#context, { interaction: this.#key, call, invalid, ready }, signal);
    const done = result.then((answer: FunctionResult): Done => ({ call, result: answer }));
    this.#running.set(call.id, done);
    if (!reads) this.#lastChange = done;
  }

  /** Of a call that ran before the window ended. */
  #resultOf({ id }: FunctionCall): FunctionResult | undefined {
    const { last } = this.#context.transcript();
    const interaction = last?.interactions.findLast(({ key }) => key === this.#key);
    return interaction?.calls.find(({ call }) => call.id === id)?.result;
  }

  async results(): Promise<readonly Done[]> {
    return Promise.all(this.#running.values());
  }

  /** Ends all calls; returns when they have said so, or after the grace. */
  async abandon(): Promise<void> {
    this.#own.abort(new Error('The turn ended.'));
    const limit = this.#context.clock.sleep(grace, new AbortController().signal);
    await Promise.race([Promise.all(this.#running.values()), limit]);
  }
}
