// A function_call step and what became of it in, a line that opens to arguments, changes and result out, with its approval under it.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Effect } from '../../shared/events.ts';
import type { FunctionCall as CallStep, FunctionResult, MediaContent } from '../../shared/step.ts';
import type { Call, StepState } from '../../shared/transcript.ts';
import { CallCards } from '../calls/CallCards.tsx';
import { ChangeView } from '../Diff.tsx';
import { json } from '../format.ts';
import { Icon, type IconName } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';
import { BrowserPage } from './BrowserPage.tsx';
import { stateLine } from './callState.ts';
import { GrowingChange } from './GrowingChange.tsx';
import { growsDiff } from './growing.ts';
import { Picture } from './Picture.tsx';
import type { StepProps } from './step.ts';
import { Preformatted } from './ToolCard.tsx';

const icons: Record<Effect, IconName> = { read: 'eye', edit: 'edit', run: 'run', web: 'globe' };

export function FunctionCall({ state, call, running, newest, post }: StepProps): JSX.Element {
  const [opened, open] = useState(false);
  const { name } = state.step as CallStep;
  const title = visible(call?.title ?? word('preparing', name));
  const ended = !running && call?.result === undefined;
  const grows = running && state.open && growsDiff(name) && state.argumentsText;
  const asks = running && call?.state === 'approval' && call.approval;
  return (
    <div class="call" data-state={ended ? 'stopped' : (call?.state ?? 'open')} data-effect={call?.effect}>
      <details onToggle={(event) => open(event.currentTarget.open)}>
        <summary class="step-line">
          <Icon name={call ? icons[call.effect] : 'tool'} />
          <span class="step-title">{title}</span>
          <span class="step-state">{stateLine(call, running)}</span>
        </summary>
        {opened && <Body state={state} call={call} asks={Boolean(asks)} post={post} />}
      </details>
      {grows && <GrowingChange tool={name} text={grows} />}
      {call && <BrowserPage call={call} />}
      {call && <CallCards call={call} running={running} newest={newest} post={post} />}
    </div>
  );
}

interface BodyProps {
  readonly state: StepState;
  readonly call: Call | undefined;
  readonly asks: boolean;
  readonly post: StepProps['post'];
}

function Body({ state, call, asks, post }: BodyProps): JSX.Element {
  const args = state.argumentsText?.toString() ?? json((state.step as CallStep).arguments ?? {});
  return (
    <div class="call-body">
      {state.argumentsInvalid && <p class="note">{word('argumentsInvalid')}</p>}
      <Preformatted label={word('arguments')} text={args} />
      {!asks && call?.approval && <Changes call={call} />}
      {call?.effect === 'run' && call.startedAt !== undefined && (
        <button type="button" class="link" onClick={() => post({ type: 'show_terminal', call: call.call.id })}>
          {word('showTerminal')}
        </button>
      )}
      {call?.result && <Preformatted label={word('result')} text={resultText(call.result)} />}
      {call?.result &&
        picturesOf(call.result).map(({ mime_type, data = '' }, i) => (
          <Picture key={`${i}`} mimeType={mime_type} data={data} />
        ))}
    </div>
  );
}

function Changes({ call: { approval } }: { readonly call: Call }): JSX.Element {
  return (
    <>
      {approval?.changes.map((change) => (
        <ChangeView key={change.path} change={change} />
      ))}
    </>
  );
}

function resultText({ result }: FunctionResult): string {
  if (typeof result === 'string') return result;
  return result.map((part) => (part.type === 'text' ? part.text : word('media', part.type))).join('\n');
}

function picturesOf({ result }: FunctionResult): readonly MediaContent[] {
  if (typeof result === 'string') return [];
  return result.filter((part): part is MediaContent => part.type === 'image' && typeof part.data === 'string');
}
