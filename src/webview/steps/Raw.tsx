// Any step or event this version has no view for in, a line that opens to its JSON out: nothing the model did is hidden.

import type { JSX } from 'preact';
import { json } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';
import type { StepProps } from './step.ts';

export function Raw({ state }: StepProps): JSX.Element {
  return <RawCard title={word('otherStep', state.step.type)} value={state.step} />;
}

export function RawCard({ title, value }: { readonly title: string; readonly value: unknown }): JSX.Element {
  return (
    <details class="call">
      <summary class="step-line">
        <Icon name="tool" />
        <span class="step-title">{visible(title)}</span>
      </summary>
      <div class="call-body">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
        <pre tabIndex={0}>{visible(json(value))}</pre>
      </div>
    </details>
  );
}
