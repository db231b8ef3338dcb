// A thought step in, a line that opens to the thought's summary out.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Thought as ThoughtStep } from '../../shared/step.ts';
import type { StreamText } from '../../shared/text.ts';
import { duration } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';
import { Markdown } from './Markdown.tsx';
import type { StepProps } from './step.ts';

export function Thought({ state }: StepProps): JSX.Element | null {
  const [shown, show] = useState(false);
  const { summary = [] } = state.step as ThoughtStep<StreamText>;
  const texts = summary.flatMap((part) => (part.type === 'text' && part.text.length ? [part.text] : []));
  const time = (state.stoppedAt ?? 0) - state.startedAt;
  const heading = state.open ? newestHeading(texts) : '';
  const title = state.open
    ? word('thoughtOpen')
    : state.startedAt && time >= 1000
      ? word('thought', duration(time))
      : word('thoughtShort');
  if (texts.length === 0) return state.open ? null : <p class="step-line quiet">{title}</p>;
  return (
    <details class="thought" onToggle={(event) => show(event.currentTarget.open)}>
      <summary class="step-line quiet">
        <Icon name="chevron" />
        <span class="step-title">{title}</span>
        {heading && <span class="step-state">{visible(heading)}</span>}
      </summary>
      {shown && (
        <div class="thought-text">
          {texts.map((text, i) => (
            <Markdown key={`${i}`} text={text} open={state.open && i === texts.length - 1} />
          ))}
        </div>
      )}
    </details>
  );
}

/** What it thinks about at the moment: summaries come under bold headings. Only the end is looked at, so that a long thought costs no more. */
function newestHeading(texts: readonly StreamText[]): string {
  const last = texts.at(-1);
  const end = last?.since(Math.max(0, last.length - 4000)) ?? '';
  return [...end.matchAll(/^\*\*([^*\n]{1,200})\*\*/gm)].at(-1)?.[1] ?? '';
}
