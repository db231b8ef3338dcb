// What happens with a change of a file in, the person's choice for this session out.

import type { JSX } from 'preact';
import { type Mode, modes } from '../../shared/options.ts';
import { type Word, word } from '../words.ts';
import type { ControlProps } from './control.ts';

const words: Readonly<Record<Mode, readonly [Word, Word]>> = {
  ask: ['modeAsk', 'modeAskDetail'],
  review: ['modeReview', 'modeReviewDetail'],
  allow: ['modeAllow', 'modeAllowDetail'],
  plan: ['modePlan', 'modePlanDetail'],
};

export function ModeChoice({ state, options, post }: ControlProps): JSX.Element | null {
  if (!state.trusted || !state.hasFolder) return null;
  const mode = options.mode ?? state.mode ?? 'ask';
  return (
    <select
      class="choice"
      aria-label={word('mode')}
      title={word(words[mode][1])}
      value={mode}
      onChange={(event) => {
        const chosen = modes.find((one) => one === event.currentTarget.value);
        if (chosen) post({ type: 'set_options', options: { mode: chosen } });
      }}
    >
      {modes.map((one) => (
        <option key={one} value={one}>
          {word(words[one][0])}
        </option>
      ))}
    </select>
  );
}
