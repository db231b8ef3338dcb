// The service tiers in, the one the next prompt is sent with out: only where the person has chosen one before, or asks for it.

import type { JSX } from 'preact';
import { tiers } from '../../shared/options.ts';
import { word } from '../words.ts';
import type { Chosen, ControlProps } from './control.ts';

const words = { flex: 'tierFlex', standard: 'tierStandard', priority: 'tierPriority' } as const;

export const chosenTier = ({ options: { tier } }: Omit<ControlProps, 'post'>): Chosen | undefined =>
  tier && { name: word(words[tier]), off: { type: 'set_options', options: { tier: undefined } } };

export function TierChoice({ options: { tier }, post }: ControlProps): JSX.Element {
  return (
    <select
      class="choice"
      aria-label={word('tier')}
      title={word('tierDetail')}
      value={tier ?? ''}
      onChange={(event) => {
        const chosen = tiers.find((one) => one === event.currentTarget.value);
        post({ type: 'set_options', options: { tier: chosen } });
      }}
    >
      <option value="">{word('tierDefault')}</option>
      {tiers.map((one) => (
        <option key={one} value={one}>
          {word(words[one])}
        </option>
      ))}
    </select>
  );
}
