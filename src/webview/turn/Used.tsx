// A turn in, what it used out: tokens and money in a word, all of it in a table when one asks.

import type { JSX } from 'preact';
import { meterOf } from '../../shared/meter.ts';
import type { Turn } from '../../shared/transcript.ts';
import { count, money } from '../format.ts';
import { MeterTable } from '../MeterTable.tsx';
import { prices } from '../prices.ts';
import { counted, word } from '../words.ts';

export function Used({ turn }: { readonly turn: Turn }): JSX.Element | null {
  const meter = meterOf(turn.interactions, prices(), turn.completedAt ?? turn.prompt.at);
  const secrets = turn.interactions.reduce((sum, one) => sum + (one.secrets ?? 0), 0);
  return (
    <>
      {meter.total > 0 && (
        <details class="used">
          <summary class="usage">
            {word('usage', count(meter.total))}
            {meter.money.usd > 0 && ` · ${money(meter.money)}`}
          </summary>
          <MeterTable meter={meter} caption={word('meterTurn')} />
        </details>
      )}
      {secrets > 0 && (
        <span class="secrets" title={word('secretsDetail')}>
          {counted('secretsReplaced', secrets)}
        </span>
      )}
    </>
  );
}
