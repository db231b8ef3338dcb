// The built-in table, the service's list and the person's favourites in, the models to offer out; pure.

import { modelTable } from '../../gemini/models.ts';
import type { ModelChoice } from '../../shared/messages.ts';

/** What is remembered of the service's list. */
export interface ListedModel {
  readonly id: string;
  readonly displayName: string;
  /** Tokens. */
  readonly inputTokenLimit?: number;
}

/** For the prompt box: favourites first, then the table. Of the service's other models only those that are favourites. */
export function shortList(listed: readonly ListedModel[], favourites: readonly string[]): readonly ModelChoice[] {
  const first = favourites.map((id) => choiceOf(id, listed));
  const rest = modelTable.filter(({ id }) => !favourites.includes(id)).map(({ id }) => choiceOf(id, listed));
  return [...first, ...rest];
}

export interface LongChoice extends ModelChoice {
  /** The built-in table has it. */
  readonly known: boolean;
  /** The service lists others and not this one. */
  readonly gone: boolean;
}

/** All that there is: favourites, the table, and what else the service listed, by id. */
export function longList(listed: readonly ListedModel[], favourites: readonly string[]): readonly LongChoice[] {
  const served = new Set(listed.map(({ id }) => id));
  const table = modelTable.map(({ id }) => id);
  const ids = [...new Set([...favourites, ...table, ...[...served].sort()])];
  return ids.map((id) => ({
    ...choiceOf(id, listed),
    known: table.includes(id),
    gone: served.size > 0 && !served.has(id),
  }));
}

function choiceOf(id: string, listed: readonly ListedModel[]): ModelChoice {
  const known = modelTable.find((model) => model.id === id);
  const served = listed.find((model) => model.id === id);
  const description = known?.description ?? windowOf(served?.inputTokenLimit);
  return {
    id,
    label: known?.label ?? served?.displayName ?? id,
    ...(description ? { description } : {}),
    thinkingLevels: known?.thinkingLevels ?? [],
  };
}

/** 1048576 → "1M", 32768 → "33k" tokens. */
function windowOf(tokens: number | undefined): string | undefined {
  if (tokens === undefined) return undefined;
  return tokens >= 1_000_000 ? `${Math.round(tokens / 1_000_000)}M` : `${Math.round(tokens / 1000)}k`;
}
