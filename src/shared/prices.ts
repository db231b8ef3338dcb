// A price table and what was used in, what it costs out: pure, and silent about what has no documented price.

import type { Usage } from './step.ts';

/** US dollars for a million tokens. Thought tokens cost what output does, tool-use tokens what input does. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** Of input that came from the cache; absent: not known, counted as input, so that the sum is never too low. */
  readonly cached?: number;
  /** Last day (UTC, `2026-11-30`) it holds; absent: until further notice. */
  readonly until?: string;
}

/** By model; by `model@tier` for a service tier other than standard. Several prices of one model in the order of their days. */
export type Prices = Readonly<Record<string, readonly Price[]>>;

export interface Money {
  readonly usd: number;
  /** Some of what was used has no known price and is not in it. */
  readonly partial: boolean;
}

export const noMoney: Money = { usd: 0, partial: false };

/** `at`: Unix ms. */
export function priceOf(prices: Prices, model: string, tier: string | undefined, at: number): Price | undefined {
  const name = model.replace(/^models\//, '');
  const key = tier === undefined || tier === 'standard' ? name : `${name}@${tier}`;
  if (!Object.hasOwn(prices, key)) return undefined;
  const day = new Date(at).toISOString().slice(0, 10);
  return prices[key]!.find(({ until }) => until === undefined || day <= until);
}

/** Without a price the money is partial; without usage nothing is known to have been used. */
export function costOf(usage: Usage | undefined, price: Price | undefined): Money {
  if (!usage) return { usd: 0, partial: true };
  if (!price) return { usd: 0, partial: true };
  const [input, output] = [tokens(usage, 'input'), tokens(usage, 'output') + tokens(usage, 'thought')];
  const toolUse = tokens(usage, 'tool_use');
  // The service counts cached tool-use tokens, too: cached can be more than input.
  const cached = price.cached === undefined ? 0 : Math.min(tokens(usage, 'cached'), input + toolUse);
  const micros = (input + toolUse - cached) * price.input + cached * (price.cached ?? 0) + output * price.output;
  return { usd: micros / 1_000_000, partial: false };
}

export function addMoney(one: Money, two: Money): Money {
  return { usd: one.usd + two.usd, partial: one.partial || two.partial };
}

function tokens(usage: Usage, kind: 'input' | 'output' | 'thought' | 'tool_use' | 'cached'): number {
  const count = usage[`total_${kind}_tokens`];
  return typeof count === 'number' && count > 0 ? count : 0;
}
