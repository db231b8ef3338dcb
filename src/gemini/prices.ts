// The prices that are documented, and a person's own in, one table out; knows nothing of the SDK.

import type { Price, Prices } from '../shared/prices.ts';

/** Day the table was read. */
export const priceTableDate = '2026-11-21';

/** From the models' announcements (contract section 13). A model that is not here is metered in tokens alone. */
export const priceTable: Prices = {
  'gemini-3.8-flash': [{ input: 0.75, output: 3.75 }],
  'gemini-4-carbon': [
    { input: 2, output: 10, until: '2026-11-30' },
    { input: 4, output: 20 },
  ],
};

/** `own`: the setting `castor.prices`, unchecked: by model or `model@tier`, what a million tokens cost. What is no price is left out. */
export function pricesWith(own: unknown): Prices {
  if (typeof own !== 'object' || own === null) return priceTable;
  const prices = Object.entries(own).flatMap(([name, value]) => {
    const price = priceIn(value);
    return price && /^[\w.@-]{1,100}$/.test(name) ? [[name, [price]] as const] : [];
  });
  return { ...priceTable, ...Object.fromEntries(prices) };
}

function priceIn(value: unknown): Price | undefined {
  const { input, output, cached } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (!isPrice(input) || !isPrice(output)) return undefined;
  return { input, output, ...(isPrice(cached) ? { cached } : {}) };
}

function isPrice(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
