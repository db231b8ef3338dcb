// A turn of research in, what a person wants to know of it out: how far it is, what it is at, what it has used.

import { costOf, type Prices, priceOf } from './prices.ts';
import type { Thought, Usage } from './step.ts';
import type { StreamText } from './text.ts';
import { type StepState, type Turn, turnUsage } from './transcript.ts';

export type Phase =
  | 'starting'
  | 'queued'
  | 'reconnecting'
  | 'planning'
  | 'thinking'
  | 'searching'
  | 'reading'
  | 'analysing'
  | 'writing';

export interface ResearchState {
  readonly phase: Phase;
  /** Of the newest summary of its thoughts; '' where there is none. */
  readonly headline: string;
  readonly searches: number;
  readonly pages: number;
  readonly usage?: Usage;
}

const phases: Readonly<Record<string, Phase>> = {
  google_search_call: 'searching',
  google_search_result: 'searching',
  url_context_call: 'reading',
  url_context_result: 'reading',
  file_search_call: 'reading',
  file_search_result: 'reading',
  code_execution_call: 'analysing',
  code_execution_result: 'analysing',
  model_output: 'writing',
};

export function isResearch({ output }: Pick<Turn, 'output'>): boolean {
  return output?.type === 'research';
}

/** A plan that can be agreed on. */
export function isPlan({ output, outcome }: Pick<Turn, 'output' | 'outcome'>): boolean {
  return output?.type === 'research' && output.plan === true && outcome === 'completed';
}

/** A report that is there. */
export function isReport(turn: Pick<Turn, 'output' | 'outcome'>): boolean {
  return isResearch(turn) && turn.outcome === 'completed' && !isPlan(turn);
}

export function researchState(turn: Turn): ResearchState {
  const steps = turn.interactions.flatMap((one) => one.steps);
  const usage = turnUsage(turn) ?? turn.activity?.usage;
  return {
    phase: phaseOf(turn, steps.at(-1)),
    headline: headlineOf(steps),
    searches: countOf(steps, 'google_search_call', 'queries'),
    pages: countOf(steps, 'url_context_call', 'urls'),
    ...(usage ? { usage } : {}),
  };
}

/** The newest summary of the agent's thoughts, while there is nothing after it. */
export function newestThought(turn: Turn): StreamText | undefined {
  const step = turn.interactions.at(-1)?.steps.findLast((one) => textsOf(one).length > 0);
  return step && textsOf(step).at(-1);
}

function phaseOf({ activity, output }: Turn, newest: StepState | undefined): Phase {
  const { kind, detail } = activity ?? {};
  // Without a reason it only means that the agent, which is silent for minutes, has said nothing since the stream was opened again.
  if (kind === 'queued' || (kind === 'reconnecting' && detail)) return kind;
  if (!newest) return 'starting';
  const isPlanning = output?.type === 'research' && output.plan;
  return phases[newest.step.type] ?? (isPlanning ? 'planning' : 'thinking');
}

/** A line that is bold or a heading; else the first line there is. */
function headlineOf(steps: readonly StepState[]): string {
  const newest = steps.findLast((one) => textsOf(one).length > 0);
  const lines = (newest ? textsOf(newest) : [])
    .join('\n')
    .split('\n')
    .map((line) => line.trim());
  const heading = lines.findLast((line) => /^(?:\*\*.+\*\*|#{1,6} .+)$/.test(line));
  const line = heading ?? lines.find(Boolean) ?? '';
  return line.replace(/^[#*\s]+|[*\s]+$/g, '').slice(0, 120);
}

function textsOf({ step }: StepState): readonly StreamText[] {
  const { summary = [] } = step.type === 'thought' ? (step as Thought<StreamText>) : {};
  return summary.flatMap((part) => (part.type === 'text' && part.text.length > 0 ? [part.text] : []));
}

function countOf(steps: readonly StepState[], type: string, list: string): number {
  return steps
    .filter(({ step }) => step.type === type)
    .reduce((sum, { step }) => {
      const all = (step as { readonly arguments?: Readonly<Record<string, unknown>> }).arguments?.[list];
      return sum + (Array.isArray(all) ? all.length : 1);
    }, 0);
}

/** In US dollars; undefined where no price of the agent or nothing of what was used is known. Google documents a range for a whole task, and no price of a token. */
export function costSoFar(turn: Turn, prices: Prices, at: number): number | undefined {
  const { usage } = researchState(turn);
  const price = priceOf(prices, turn.model, undefined, at);
  return usage && price ? costOf(usage, price).usd : undefined;
}

/** No model: it makes many requests of its own. */
export function isAgent(model: string): boolean {
  return model.startsWith('deep-research-');
}

/** The larger agent costs more. */
export function isMax({ model }: Pick<Turn, 'model'>): boolean {
  return /-max-/.test(model);
}
