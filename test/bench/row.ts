// What a benchmark gives back, and the arithmetic that all of them share.

export interface Row {
  /** Also the key of its budget in budgets.json: of the ratio where there is one, else of the value. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same work by another subject in the same run. */
  readonly peer?: { readonly name: string; readonly value: number };
  readonly ratio?: number;
}

export interface Bench {
  readonly title: string;
  run(): Promise<readonly Row[]>;
}

/** Runs the subjects in turn, A B A B, so that the machine's moods fall on all of them; median ms of each. */
export async function alternate(
  rounds: number,
  subjects: Readonly<Record<string, () => unknown>>,
  of: (times: readonly number[]) => number = median,
): Promise<Record<string, number>> {
  const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, [] as number[]]));
  for (const subject of Object.values(subjects)) await subject();
  for (let round = 0; round < rounds; round++) {
    for (const [name, subject] of Object.entries(subjects)) {
      const start = performance.now();
      await subject();
      times[name]!.push(performance.now() - start);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, of(all)]));
}

/** As `alternate`; the fastest run of each: what it costs, not what the machine does meanwhile. */
export async function fastest(
  rounds: number,
  subjects: Readonly<Record<string, () => unknown>>,
): Promise<Record<string, number>> {
  return alternate(rounds, subjects, (times) => Math.min(...times));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Slope of log(time) over log(size), by least squares: 1 is linear, 2 quadratic. */
export function exponent(points: readonly (readonly [size: number, time: number])[]): number {
  const logs = points.map(([size, time]) => [Math.log(size), Math.log(time)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  return logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
