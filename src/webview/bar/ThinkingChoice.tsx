// The thinking levels that the model takes in, the one it uses next out.

import type { JSX } from 'preact';
import { word } from '../words.ts';
import type { ControlProps } from './control.ts';

export function ThinkingChoice({ state: { model, models, thinkingLevel }, post }: ControlProps): JSX.Element | null {
  const levels = models.find(({ id }) => id === model)?.thinkingLevels ?? [];
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
