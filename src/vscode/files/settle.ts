// Signs of life of a checker in, one answer out: it spoke and has been quiet for a while, or it never spoke; pure.

export interface SettlePorts {
  /** It spoke already. */
  readonly spoken: boolean;
  /** `run` is called each time it speaks, from here on. */
  onChange(run: () => void): void;
  /** Returns the way to cancel. */
  later(run: () => void, ms: number): () => void;
}

/** In ms. A language server says syntax first and types a moment after; a large project takes seconds to say anything. */
export const patience = { first: 8_000, quiet: 1_000, all: 20_000 } as const;

/** Resolves within `all`: true once it spoke and then was quiet, false when it said nothing within `first`. */
export function settled({ spoken, onChange, later }: SettlePorts): Promise<boolean> {
  return new Promise((resolve) => {
    let cancel = () => {};
    const cancelAll = later(() => end(true), patience.all);
    const end = (answer: boolean) => {
      cancel();
      cancelAll();
      resolve(answer);
    };
    const wait = () => {
      cancel();
      cancel = later(() => end(true), patience.quiet);
    };
    onChange(wait);
    if (spoken) wait();
    else cancel = later(() => end(false), patience.first);
  });
}
