// Interactions and calls in, what the server still knows of them out: stored chains with retention, and calls with their signatures.

import type { Clock } from './clock.ts';
import { Interaction } from './interaction.ts';
import type { IssuedCall } from './validate/chain.ts';
import type { CreateRequest, Memory, Previous } from './validate/request.ts';

/** One day: what the free tier keeps. */
export const retention = 24 * 3600 * 1000;

export class Store implements Memory {
  readonly stepTypes = new Set<string>();
  readonly #clock: Clock;
  readonly #retention: number;
  readonly #stored = new Map<string, Interaction>();
  readonly #running = new Set<Interaction>();
  readonly #calls = new Map<string, IssuedCall>();
  readonly #tokens = new Set<string>();
  #count = 0;

  constructor(clock: Clock, keptFor: number) {
    this.#clock = clock;
    this.#retention = keptFor;
  }

  /** Makes the interaction of a request; a stored one can be found by its id from here on. */
  open(request: CreateRequest): Interaction {
    const interaction = new Interaction(String(++this.#count), request, this.#clock.now());
    if (request.store) this.#stored.set(interaction.key, interaction);
    this.#running.add(interaction);
    return interaction;
  }

  /** Takes note of what an interaction left behind once it has ended. */
  settle(interaction: Interaction): void {
    this.#running.delete(interaction);
    if (interaction.continuationToken) this.#tokens.add(interaction.continuationToken);
    for (const { type } of interaction.steps) this.stepTypes.add(type);
  }

  find(id: string): Interaction | undefined {
    const interaction = this.#stored.get(id);
    return interaction && this.#clock.now() < interaction.created + this.#retention ? interaction : undefined;
  }

  previous(id: string): Previous | undefined {
    return this.find(id)?.asPrevious();
  }

  remove(id: string): void {
    this.#stored.delete(id);
  }

  issue(id: string, call: IssuedCall): void {
    this.#calls.set(id, call);
  }

  call = (id: string): IssuedCall | undefined => this.#calls.get(id);

  isToken(token: string): boolean {
    return this.#tokens.has(token) || [...this.#running].some(({ continuationToken }) => continuationToken === token);
  }

  /** Ends everything that runs and forgets everything that was. */
  clear(): void {
    for (const { control } of this.#running) control.abort(new Error('the emulator was reset'));
    this.#running.clear();
    this.#stored.clear();
    this.#calls.clear();
    this.#tokens.clear();
    this.stepTypes.clear();
  }
}
