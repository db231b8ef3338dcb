// The prices that are documented, and a person's own in, one table out; knows nothing of the SDK.

import type { Price, Prices } from '../shared/prices.ts';

/** Day the table was last gone through. */
export const priceTableDate = '2026-11-22';

/**
 * Of Google's pricing page (ai.google.dev/gemini-api/docs/pricing) as it was transcribed word for word on 2026-10-07 (Flash), and of the
 * models' announcements of October and November 2026 (4.x; contract section 13). A model that is not here is metered in tokens alone, as are
 * those whose price depends on the length of the prompt (Pro). Prices of cached input have no first-hand source, so they count as input.
 */
export const priceTable: Prices = {
  'gemini-3.8-flash': [
    { input: 0.75, output: 3.75, until: '2026-12-31' },
    { input: 1.5, output: 7.5 },
  ],
  'gemini-3.5-flash': [{ input: 1.5, output: 9 }],
  'gemini-3.5-flash-lite': [{ input: 0.3, output: 2.5 }],
  'gemini-4-argon': introductory(),
  'gemini-4-carbon': introductory(),
};

/** Of both 4.x models. */
function introductory(): readonly Price[] {
  return [
    { input: 2, output: 10, until: '2026-11-30' },
    { input: 4, output: 20 },
  ];
}

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
