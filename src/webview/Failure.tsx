// A failure in, what happened and a button for each thing that can be done next out.

import type { JSX } from 'preact';
import type { Failure, Remedy } from '../shared/failure.ts';
import type { Command } from '../shared/messages.ts';
import { duration } from './format.ts';
import { Icon } from './Icon.tsx';
import { visible } from './markdown/visible.ts';
import { useNow } from './now.ts';
import { type Word, word } from './words.ts';

interface Props {
  readonly failure: Failure;
  readonly turn: string;
  /** The newest turn's failure speaks up and offers what to do; older ones only say what happened. */
  readonly current: boolean;
  /** There is no key: the page asks for one elsewhere already. */
  readonly keyless: boolean;
  readonly post: (command: Command) => void;
}

export function FailureCard({ failure, turn, current, keyless, post }: Props): JSX.Element {
  const { text, detail, remedies } = failure;
  const wait = current ? remedies.find((remedy) => remedy.do === 'wait') : undefined;
  const buttons = current ? remedies.filter(({ do: what }) => what !== 'wait' && !(keyless && what === 'set_key')) : [];
  return (
    <div class="failure" role={current ? 'alert' : undefined}>
      <Icon name="alert" />
      <div class="failure-body">
        <p class="failure-text">{visible(text)}</p>
        {wait && <Countdown until={wait.until} />}
        {detail && (
          <details class="failure-detail">
            <summary>{word('details')}</summary>
            <p>{visible(detail)}</p>
          </details>
        )}
        {buttons.length > 0 && (
          <div class="buttons">
            {buttons.map((remedy, i) => (
              <button
                key={`${i}`}
                type="button"
                class={i === 0 ? 'primary' : 'secondary'}
                onClick={() => act(remedy, turn, post)}
              >
                {remedy.do === 'drop_tool' ? word('dropTool', toolLabel(remedy.tool)) : word(labels[remedy.do])}
              </button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

function Countdown({ until }: { readonly until: number }): JSX.Element {
  const left = until - useNow(until > Date.now());
  return (
    <p class="countdown" aria-live="off">
      {left > 0 ? word('retryAfter', duration(left)) : word('retryNow')}
    </p>
  );
}

/** The names by which the service's tools are known to people. */
const tools: Readonly<Record<string, string>> = {
  google_search: 'Google Search',
  image_search: 'Google Image Search',
  google_maps: 'Google Maps',
};

function toolLabel(name: string): string {
  return tools[name] ?? name.replace(/^mcp:/, '').replaceAll('_', ' ');
}

const labels: Record<Exclude<Remedy['do'], 'drop_tool'>, Word> = {
  set_key: 'setKey',
  retry: 'retry',
  wait: 'retryNow',
  other_model: 'otherModel',
  continue: 'continue',
  new_session: 'startNew',
  open_settings: 'openSettings',
  show_log: 'showLog',
};

function act(remedy: Remedy, turn: string, post: (command: Command) => void): void {
  const { do: what } = remedy;
  if (remedy.do === 'drop_tool') post({ type: 'drop_tool', turn, tool: remedy.tool });
  else if (what === 'retry' || what === 'continue') post({ type: what, turn });
  else if (what === 'other_model') document.querySelector<HTMLSelectElement>('#model')?.focus();
  else if (what !== 'wait' && what !== 'drop_tool') post({ type: what });
}
