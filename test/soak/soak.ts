// What one soak is: something done very often with random choices that come of a seed, and a promise that must hold each time.

/** Figures a run gives back, in the order they are printed. */
export type Figures = Readonly<Record<string, number | string>>;

export interface Soak {
  /** What is done, as it follows a number: "random edits …". */
  readonly title: string;
  /** How often `npm run soak` does it. */
  readonly count: number;
  /** How often `npm test` does it: a second or two of work. */
  readonly few: number;
  /** Rejects with the first broken promise; its message says how to have it again. The same count and seed do the same. */
  run(count: number, seed: number): Promise<Figures>;
}
