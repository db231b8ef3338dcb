// Interactions in, what they used out: tokens by kind and modality, searches, money; only what the service itself reported.

import { addMoney, costOf, type Money, noMoney, type Prices, priceOf } from './prices.ts';
import type { Usage } from './step.ts';
import type { Interaction } from './transcript.ts';

/** What is metered of one interaction. */
export type Metered = Pick<Interaction, 'model' | 'status' | 'usage'> & {
  /** The service tier it was asked for with. */
  readonly tier?: string;
};

export interface ModalityTokens {
  readonly modality: string;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly toolUse: number;
}

export interface Grounding {
  readonly type: string;
  readonly count: number;
}

/** Sums. `total` is the service's own; it equals input + output + thought + toolUse (contract section 9). */
export interface Meter {
  readonly interactions: number;
  /** Ended without saying what they used. */
  readonly silent: number;
  readonly total: number;
  readonly input: number;
  /** Part of input and tool use that came from the cache. */
  readonly cached: number;
  readonly output: number;
  readonly thought: number;
  readonly toolUse: number;
  readonly modalities: readonly ModalityTokens[];
  readonly grounding: readonly Grounding[];
  readonly money: Money;
}

export const emptyMeter: Meter = {
  interactions: 0,
  silent: 0,
  total: 0,
  input: 0,
  cached: 0,
  output: 0,
  thought: 0,
  toolUse: 0,
  modalities: [],
  grounding: [],
  money: noMoney,
};

/** `at`: Unix ms, for the price of the day. */
export function meterOf(interactions: readonly Metered[], prices: Prices, at: number): Meter {
  return interactions.reduce((sum, one) => addMeters(sum, meterOne(one, prices, at)), emptyMeter);
}

export function addMeters(one: Meter, two: Meter): Meter {
  return {
    interactions: one.interactions + two.interactions,
    silent: one.silent + two.silent,
    total: one.total + two.total,
    input: one.input + two.input,
    cached: one.cached + two.cached,
    output: one.output + two.output,
    thought: one.thought + two.thought,
    toolUse: one.toolUse + two.toolUse,
    modalities: joined([...one.modalities, ...two.modalities], 'modality'),
    grounding: joined([...one.grounding, ...two.grounding], 'type'),
    money: addMoney(one.money, two.money),
  };
}

/** 0 to 1: how much of what was read came from the cache; undefined: nothing was read. */
export function cacheRate({ cached, input, toolUse }: Meter): number | undefined {
  return input + toolUse === 0 ? undefined : Math.min(1, cached / (input + toolUse));
}

function meterOne({ model, status, usage, tier }: Metered, prices: Prices, at: number): Meter {
  // One that runs yet has nothing to say; one that broke may have cost something nobody told us of.
  if (!usage) return { ...emptyMeter, interactions: 1, silent: status === undefined ? 0 : 1 };
  return {
    interactions: 1,
    silent: 0,
    total: number(usage.total_tokens),
    input: number(usage.total_input_tokens),
    cached: number(usage.total_cached_tokens),
    output: number(usage.total_output_tokens),
    thought: number(usage.total_thought_tokens),
    toolUse: number(usage.total_tool_use_tokens),
    modalities: modalitiesOf(usage),
    grounding: groundingOf(usage),
    money: costOf(usage, priceOf(prices, model, tier, at)),
  };
}

const modalityFields = {
  input: 'input_tokens_by_modality',
  cached: 'cached_tokens_by_modality',
  output: 'output_tokens_by_modality',
  toolUse: 'tool_use_tokens_by_modality',
} as const;

function modalitiesOf(usage: Usage): readonly ModalityTokens[] {
  const none = { input: 0, cached: 0, output: 0, toolUse: 0 };
  const all = Object.entries(modalityFields).flatMap(([kind, field]) =>
    rows(usage[field]).flatMap(({ modality, tokens }) =>
      typeof modality === 'string' ? [{ modality, ...none, [kind]: number(tokens) }] : [],
    ),
  );
  return joined(all, 'modality');
}

function groundingOf(usage: Usage): readonly Grounding[] {
  const all = rows(usage.grounding_tool_count).flatMap(({ type, count }) =>
    typeof type === 'string' ? [{ type, count: number(count) }] : [],
  );
  return joined(all, 'type');
}

/** Rows of the same name as one, their numbers added. */
function joined<T extends object>(all: readonly T[], name: keyof T): readonly T[] {
  const byName = new Map<unknown, T>();
  for (const row of all) {
    const before = byName.get(row[name]);
    const sum = before && Object.entries(row).map(([key, value]) => [key, add(before[key as keyof T], value)]);
    byName.set(row[name], sum ? (Object.fromEntries(sum) as T) : row);
  }
  return [...byName.values()];
}

function add(one: unknown, two: unknown): unknown {
  return typeof one === 'number' && typeof two === 'number' ? one + two : two;
}

function rows(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter((row) => typeof row === 'object' && row !== null) : [];
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
