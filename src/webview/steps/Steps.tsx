// The interactions of a turn in, their steps in order out; a run of finished reads is one line that opens.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Command } from '../../shared/messages.ts';
import type { Interaction } from '../../shared/transcript.ts';
import { Icon } from '../Icon.tsx';
import { memo } from '../memo.ts';
import { word } from '../words.ts';
import { viewOf } from './index.ts';
import { RawCard } from './Raw.tsx';
import { itemsOf, runTitle, type StepItem } from './runs.ts';
import { SearchSuggestions } from './SearchSuggestions.tsx';

interface Props {
  readonly interactions: readonly Interaction[];
  readonly running: boolean;
  readonly newest?: boolean;
  readonly post: (command: Command) => void;
}

export const Steps = memo(function Steps({ interactions, running, newest, post }: Props): JSX.Element {
  const step = ({ key, interaction, state, call, result }: StepItem) => {
    const View = viewOf(state.step.type);
    const item = { interaction, state, call, result };
    return <View key={key} {...item} running={running} newest={newest} post={post} />;
  };
  return (
    <>
      {itemsOf(interactions).map((item) => {
        if ('run' in item) return <Run key={item.key} run={item.run} step={step} />;
        return 'raw' in item ? <RawCard key={item.key} title={word('unknownEvent')} value={item.raw} /> : step(item);
      })}
      <SearchSuggestions interactions={interactions} post={post} />
    </>
  );
});

interface RunProps {
  readonly run: readonly StepItem[];
  readonly step: (item: StepItem) => JSX.Element;
}

function Run({ run, step }: RunProps): JSX.Element {
  const [opened, open] = useState(false);
  return (
    <details class="run" onToggle={(event) => open(event.currentTarget.open)}>
      <summary class="step-line quiet">
        <Icon name="chevron" />
        <span class="step-title">{runTitle(run)}</span>
      </summary>
      {opened && <div class="run-steps">{run.map(step)}</div>}
    </details>
  );
}
