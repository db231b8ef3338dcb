// The models in, the one that answers next out.

import type { JSX } from 'preact';
import { word } from '../words.ts';
import type { ControlProps } from './control.ts';

export function ModelChoice({ state: { model, models }, post }: ControlProps): JSX.Element {
  const known = models.some(({ id }) => id === model);
  return (
    <select
      id="model"
      class="choice"
      aria-label={word('model')}
      title={models.find(({ id }) => id === model)?.description ?? word('model')}
      value={model}
      onChange={(event) => post({ type: 'choose_model', model: event.currentTarget.value })}
    >
      {!known && <option value={model}>{model}</option>}
      {models.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  );
}
