// The thinking levels that the model takes in, the one it uses next out.

import type { JSX } from 'preact';
import { word } from '../words.ts';
import type { Chosen, ControlProps } from './control.ts';

type Given = Omit<ControlProps, 'post'>;

const levelsOf = ({ model, models }: Given['state']) => models.find(({ id }) => id === model)?.thinkingLevels ?? [];

export function chosenThinking({ state }: Given): Chosen | undefined {
  const { thinkingLevel: level } = state;
  if (!level || levelsOf(state).length === 0) return undefined;
  return { name: word('thinkingLevel', level), off: { type: 'choose_thinking' } };
}

export function ThinkingChoice({ state, post }: ControlProps): JSX.Element | null {
  const { thinkingLevel } = state;
  const levels = levelsOf(state);
  if (levels.length === 0) return null;
  return (
    <select
      class="choice"
      aria-label={word('thinking')}
      title={word('thinking')}
      value={thinkingLevel ?? ''}
      onChange={(event) => {
        const level = event.currentTarget.value;
        post({ type: 'choose_thinking', ...(level ? { level } : {}) });
      }}
    >
      <option value="">{word('thinkingLevel', word('thinkingDefault'))}</option>
      {levels.map((level) => (
        <option key={level} value={level}>
          {word('thinkingLevel', level)}
        </option>
      ))}
    </select>
  );
}
