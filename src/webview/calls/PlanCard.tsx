// A plan of the model in, the plan as Markdown with the ways to edit and to accept it out.

import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Command } from '../../shared/messages.ts';
import { StreamText } from '../../shared/text.ts';
import { visible } from '../markdown/visible.ts';
import { Markdown } from '../steps/Markdown.tsx';
import { word } from '../words.ts';

interface Props {
  readonly call: string;
  readonly title: string;
  readonly plan: string;
  /** Of the newest turn: it can still be accepted. */
  readonly current: boolean;
  readonly post: (command: Command) => void;
}

export function PlanCard({ call, title, plan, current, post }: Props): JSX.Element {
  const text = useMemo(() => StreamText.of(plan), [plan]);
  return (
    <fieldset class="plan" aria-label={word('plan')}>
      <p class="plan-title" dir="auto">
        <strong>{visible(title)}</strong>
      </p>
      <Markdown text={text} open={false} />
      <div class="card-buttons">
        {current && (
          <button type="button" class="primary" onClick={() => post({ type: 'accept_plan', call })}>
            {word('acceptPlan')}
          </button>
        )}
        <button type="button" class="secondary" onClick={() => post({ type: 'open_plan', call })}>
          {word('openPlan')}
        </button>
      </div>
    </fieldset>
  );
}
