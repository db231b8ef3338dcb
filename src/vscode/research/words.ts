// How far research is in, the words for it out: its phase, how long, how much of what.

import { l10n } from 'vscode';
import type { Prices } from '../../shared/prices.ts';
import { costSoFar, researchState } from '../../shared/research.ts';
import { researchStrings } from '../../shared/researchStrings.ts';
import type { Turn } from '../../shared/transcript.ts';

export function phaseOf(turn: Turn): string {
  return l10n.t(researchStrings[`research_${researchState(turn).phase}`]);
}

/** Since `at`, in Unix ms. */
export function since(at: number): string {
  const seconds = Math.max(0, Math.round((Date.now() - at) / 1000));
  return seconds < 60 ? l10n.t('{0} s', seconds) : l10n.t('{0} min', Math.floor(seconds / 60));
}

function counted(key: 'researchSearches' | 'researchPages', count: number): string {
  return l10n.t(researchStrings[count === 1 ? (`${key}One` as const) : key], count);
}

/** "Searching the web, 12 min, 3 searches, 12,345 tokens so far, $0.40". */
export function stateOf(turn: Turn, prices: Prices): string {
  const { searches, pages, usage } = researchState(turn);
  const tokens = usage?.total_tokens;
  const cost = costSoFar(turn, prices, Date.now());
  return [
    phaseOf(turn),
    since(turn.prompt.at),
    searches ? counted('researchSearches', searches) : '',
    pages ? counted('researchPages', pages) : '',
    tokens ? l10n.t(researchStrings.researchUsed, tokens.toLocaleString()) : '',
    cost === undefined ? '' : `$${cost.toFixed(2)}`,
  ]
    .filter(Boolean)
    .join(', ');
}
