// Problems of a file before and after a change in, how many are gone and how many came out; pure.

import type { Problem } from '../workspace.ts';

export interface ProblemsDelta {
  readonly fixed: number;
  readonly added: number;
}

/** A problem is the same one wherever it stands: lines above it come and go. Hints count for nothing, as in the editor's own sum. */
export function problemsDelta(before: readonly Problem[], after: readonly Problem[]): ProblemsDelta {
  const counts = new Map<string, number>();
  const count = (problems: readonly Problem[], by: 1 | -1) => {
    for (const problem of problems) {
      if (problem.severity !== 'hint') counts.set(keyOf(problem), (counts.get(keyOf(problem)) ?? 0) + by);
    }
  };
  count(before, -1);
  count(after, 1);
  const changes = [...counts.values()];
  return {
    fixed: changes.reduce((sum, change) => sum + Math.max(-change, 0), 0),
    added: changes.reduce((sum, change) => sum + Math.max(change, 0), 0),
  };
}

/** What is there after and was not before, in the order it comes; hints left out. */
export function newProblems(before: readonly Problem[], after: readonly Problem[]): readonly Problem[] {
  const left = new Map<string, number>();
  for (const problem of before) left.set(keyOf(problem), (left.get(keyOf(problem)) ?? 0) + 1);
  return after.filter((problem) => {
    const key = keyOf(problem);
    const known = left.get(key) ?? 0;
    left.set(key, known - 1);
    return known <= 0 && problem.severity !== 'hint';
  });
}

function keyOf({ severity, source, code, message }: Problem): string {
  return JSON.stringify([severity, source, code, message]);
}
