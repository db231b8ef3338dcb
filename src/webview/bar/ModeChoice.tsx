// What happens with a change of a file in, the person's choice for this session out.

import type { JSX } from 'preact';
import { type Mode, modes } from '../../shared/options.ts';
import { type Word, word } from '../words.ts';
import type { Chosen, ControlProps } from './control.ts';

const words: Readonly<Record<Mode, readonly [Word, Word]>> = {
  ask: ['modeAsk', 'modeAskDetail'],
  review: ['modeReview', 'modeReviewDetail'],
  allow: ['modeAllow', 'modeAllowDetail'],
  plan: ['modePlan', 'modePlanDetail'],
};

type Given = Omit<ControlProps, 'post'>;

/** Undefined: nothing can be changed here. */
const modeOf = ({ state, options }: Given): Mode | undefined =>
  state.trusted && state.hasFolder ? (options.mode ?? state.mode ?? 'ask') : undefined;

export function chosenMode(given: Given): Chosen | undefined {
  const mode = modeOf(given);
  if (!mode || mode === 'ask') return undefined;
  return { name: word(words[mode][0]), off: { type: 'set_options', options: { mode: 'ask' } } };
}

export function ModeChoice({ state, options, post }: ControlProps): JSX.Element | null {
  const mode = modeOf({ state, options });
  if (!mode) return null;
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
