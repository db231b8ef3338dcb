// The interactions of a turn in, what the page shows of them in order out: steps, and runs of finished reads folded into one item; pure.

import type { FunctionCall } from '../../shared/step.ts';
import type { Call, Interaction, StepState } from '../../shared/transcript.ts';
import { type Word, word } from '../words.ts';

export interface StepItem {
  readonly key: string;
  /** Our key. */
  readonly interaction: string;
  readonly state: StepState;
  readonly call?: Call;
  /** The step that answers this call of the service's own tool. */
  readonly result?: StepState;
}

export type Item =
  | StepItem
  | { readonly key: string; readonly raw: unknown }
  | {
      readonly key: string;
      /** More finished reads than a person wants to see one by one, with the thoughts between them. */
      readonly run: readonly StepItem[];
    };

/** Runs longer than this are folded. */
const longest = 3;

export function itemsOf(interactions: readonly Interaction[]): readonly Item[] {
  const items: Item[] = [];
  let run: StepItem[] = [];
  const close = () => {
    // Thoughts at the end belong to what comes next.
    const end = run.findLastIndex(isRead) + 1;
    const reads = run.filter(isRead).length;
    if (reads > longest) items.push({ key: `run ${run[0]!.key}`, run: run.slice(0, end) }, ...run.slice(end));
    else items.push(...run);
    run = [];
  };
  for (const item of stepsOf(interactions)) {
    const joins = 'state' in item && (isRead(item) || (run.length > 0 && isBetween(item)));
    if (joins) run.push(item);
    else {
      close();
      items.push(item);
    }
  }
  close();
  return items;
}

function stepsOf(interactions: readonly Interaction[]): readonly Exclude<Item, { run: unknown }>[] {
  return interactions.flatMap(({ key, steps, calls, unknown }) => {
    const results = resultsOf(steps);
    const answers = new Set(results.values());
    return [
      ...steps
        .filter((state) => !answers.has(state))
        .map((state): StepItem => {
          const { type, id } = state.step as FunctionCall;
          const call = type === 'function_call' ? calls.find((known) => known.call.id === id) : undefined;
          const result = results.get(id);
          const item = { key: `${key} ${state.index}`, interaction: key, state };
          return { ...item, ...(call ? { call } : {}), ...(result ? { result } : {}) };
        }),
      ...unknown.map((raw, i) => ({ key: `${key} ?${i}`, raw })),
    ];
  });
}

/** What answers each call of the service's own tools, by the call's id: by id and never by place (contract section 5). */
function resultsOf(steps: readonly StepState[]): ReadonlyMap<string, StepState> {
  const calls = new Set(
    steps.flatMap(({ step }) =>
      step.type.endsWith('_call') && step.type !== 'function_call' ? [(step as FunctionCall).id] : [],
    ),
  );
  return new Map(
    steps.flatMap((state): [string, StepState][] => {
      const { type, call_id } = state.step as { type: string; call_id?: unknown };
      const answers = typeof call_id === 'string' && type !== 'function_result' && calls.has(call_id);
      return answers ? [[call_id, state]] : [];
    }),
  );
}

/** Calls with a card that a person wants to see. */
const ownCard: ReadonlySet<string> = new Set(['ask_user', 'present_plan']);

/** A read that went well and asked nobody. */
function isRead({ call }: StepItem): boolean {
  return call?.state === 'completed' && call.effect === 'read' && !call.approval && !ownCard.has(call.call.name);
}

/** Shows little or nothing, and ends no run. */
function isBetween({ state: { step, open } }: StepItem): boolean {
  return (step.type === 'thought' && !open) || step.type === 'function_result' || step.type === 'user_input';
}

/** What each tool did: once, and several times. A tool that is not here counts with the rest. */
const deeds: Readonly<Record<string, readonly [Word, Word]>> = {
  read_file: ['didReadOnce', 'didRead'],
  search: ['didSearchOnce', 'didSearch'],
  list_dir: ['didListOnce', 'didList'],
  get_problems: ['didProblemsOnce', 'didProblems'],
  find_symbols: ['didSymbolsOnce', 'didSymbols'],
  go_to_definition: ['didSymbolsOnce', 'didSymbols'],
  find_references: ['didSymbolsOnce', 'didSymbols'],
};
const others = ['didOtherOnce', 'didOther'] as const;

/** "Read 5 files, searched 2 times". */
export function runTitle(run: readonly StepItem[]): string {
  const counts = new Map<readonly [Word, Word], number>();
  for (const { call } of run) {
    if (!call) continue;
    const deed = (Object.hasOwn(deeds, call.call.name) ? deeds[call.call.name] : undefined) ?? others;
    counts.set(deed, (counts.get(deed) ?? 0) + 1);
  }
  const said = [...counts].map(([[once, often], count]) => (count === 1 ? word(once) : word(often, count))).join(', ');
  return said.charAt(0).toLocaleUpperCase() + said.slice(1);
}
