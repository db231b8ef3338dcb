// How the person wants research done in, the prompt's model and output out; the last choice is kept for the workspace.

import type { ResearchOutput } from '../../shared/output.ts';

/** Ids of the agents (contract section 13, 2026-11-21). */
export const agents = {
  fast: 'deep-research-preview-04-2026',
  max: 'deep-research-max-preview-04-2026',
} as const;

export interface Choice {
  readonly agent: string;
  /** A plan to agree on comes first. */
  readonly plan: boolean;
  readonly pictures: boolean;
  readonly summaries: boolean;
}

interface Store {
  get(key: string): unknown;
  update(key: string, value: unknown): unknown;
}

const key = 'castor.research.choice';

/** Of the last research; the smaller agent with everything on at first. */
export function choiceIn(store: Store): Choice {
  const kept = (store.get(key) ?? {}) as Partial<Choice>;
  const { plan = true, pictures = true, summaries = true } = kept;
  return { agent: kept.agent === agents.max ? agents.max : agents.fast, plan, pictures, summaries };
}

export function keepChoice(store: Store, choice: Choice): void {
  void store.update(key, choice);
}

export function outputOf({ plan, pictures, summaries }: Choice): ResearchOutput {
  return { type: 'research', plan, pictures, summaries };
}
