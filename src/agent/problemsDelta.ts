// Problems of a file before and after a change in, how many are gone and how many came out; pure.

import type { Problem } from './ports.ts';

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

function keyOf({ severity, source, code, message }: Problem): string {
  return JSON.stringify([severity, source, code, message]);
}
