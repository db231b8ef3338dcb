// One interaction as the server keeps it: what was asked, what came of it so far, and the two ways it is shown.

import { interactionId, ownPart } from './ids.ts';
import { Log } from './log.ts';
import type { Refusal } from './refusal.ts';
import type { Usage } from './usage.ts';
import type { StepJson } from './validate/chain.ts';
import type { CreateRequest, Previous } from './validate/request.ts';

type Json = Readonly<Record<string, unknown>>;

export class Interaction {
  /** Names the interaction inside the emulator, stored or not. */
  readonly key: string;
  readonly root: string;
  readonly request: CreateRequest;
  readonly created: number;
  readonly log = new Log();
  readonly control = new AbortController();
  readonly steps: StepJson[] = [];
  status = 'in_progress';
  updated: number;
  usage?: Usage;
  errors?: readonly Json[];
  continuationToken?: string;
  /** How it failed, for an answer that is no stream. */
  refusal?: Refusal;
  /** In a removed schema: shown as `outputs`. */
  retired?: string;

  constructor(seed: string, request: CreateRequest, now: number) {
    const own = ownPart(seed);
    this.root = request.previous?.root ?? own;
    this.key = interactionId(this.root, own);
    this.request = request;
    this.created = now;
    this.updated = now;
  }

  /** What the client sees as its id: nothing when it is not stored. */
  get id(): string {
    return this.request.store ? this.key : '';
  }

  get running(): boolean {
    return this.status === 'in_progress' || this.status === 'queued';
  }

  finish(status: string, now: number): void {
    this.status = status;
    this.updated = now;
  }

  asPrevious(): Previous {
    return {
      id: this.key,
      root: this.root,
      status: this.status,
      timeline: [...this.request.timeline, ...this.steps],
      ...(this.continuationToken && { continuationToken: this.continuationToken }),
    };
  }

  /** Who answers: `{model}` or `{agent}`. */
  get target(): Json {
    const { model, agent } = this.request;
    return model === undefined ? { agent } : { model };
  }

  /** As in `interaction.completed`: everything but the steps. */
  summary({ usage = true } = {}): Json {
    return {
      id: this.id,
      status: this.status,
      ...(usage && this.usage && { usage: this.usage }),
      created: rfc3339(this.created),
      updated: rfc3339(this.updated),
      service_tier: this.request.tier,
      ...(this.errors && { errors: this.errors }),
      ...(this.continuationToken && { continuation_token: this.continuationToken }),
      object: 'interaction',
      ...this.target,
    };
  }

  /** As a unary create answers: no `id` when not stored, no `steps` when there are none. */
  unary(): Json {
    const { id, ...summary } = this.summary();
    if (this.retired !== undefined) return { id, ...summary, outputs: [{ type: 'text', text: this.retired }] };
    return { ...(this.id && { id }), ...summary, ...(this.steps.length > 0 && { steps: this.steps }) };
  }

  /** As GET answers: the whole timeline of this interaction, what the user put in included. */
  record(includeInput: boolean): Json {
    return {
      ...this.unary(),
      steps: [...this.request.input, ...this.steps],
      ...(includeInput && { input: this.request.input }),
    };
  }
}

const rfc3339 = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
