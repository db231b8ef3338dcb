// A google_search_call step in, one line with its queries out.

import type { JSX } from 'preact';
import type { OtherStep } from '../../shared/step.ts';
import { Icon } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';
import type { StepProps } from './step.ts';

export function GoogleSearch({ state }: StepProps): JSX.Element {
  const { queries } = ((state.step as OtherStep).arguments ?? {}) as { queries?: unknown };
  const text = Array.isArray(queries) ? queries.map(String).join(' · ') : '';
  return (
    <p class="step-line search">
      <Icon name="search" />
      <span class="step-title">{word(state.open ? 'searching' : 'searched')}</span>
      <span class="step-state">{visible(text)}</span>
    </p>
  );
}
