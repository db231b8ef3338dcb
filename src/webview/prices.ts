// The host's price table in, the same for every part of the page out.

import type { Prices } from '../shared/prices.ts';

let table: Prices = {};

/** Called with each state of the host. */
export function knowPrices(prices: Prices | undefined): void {
  table = prices ?? {};
}

export function prices(): Prices {
  return table;
}
