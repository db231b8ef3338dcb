// What the page is for while there is nothing to show: how to begin, or the one button that sets the key.

import type { JSX } from 'preact';
import type { Command, HostState } from '../shared/messages.ts';
import { Icon } from './Icon.tsx';
import { visible } from './markdown/visible.ts';
import { type Word, word } from './words.ts';

interface Props {
  readonly state: HostState;
  readonly post: (command: Command) => void;
}

export function Welcome({ state, post }: Props): JSX.Element {
  if (!state.key) return <KeyNeeded post={post} />;
  return (
    <div class="welcome">
      <Icon name="spark" />
      <h1>{word('welcomeTitle')}</h1>
      <p>{word('welcomeText')}</p>
      {state.trusted && state.hasFolder && state.starters && (
        <ul class="starters" aria-label={word('starters')}>
          {state.starters.map(({ label, prompt }) => (
            <li key={label}>
              <button type="button" onClick={() => post({ type: 'send', text: prompt })}>
                {visible(label)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function KeyNeeded({ post }: Pick<Props, 'post'>): JSX.Element {
  return (
    <div class="welcome">
      <Icon name="key" />
      <h1>{word('keyTitle')}</h1>
      <p>{word('keyText')}</p>
      <button type="button" class="primary" onClick={() => post({ type: 'set_key' })}>
        {word('setKey')}
      </button>
    </div>
  );
}

/** What limits Castor here, above the prompt box. */
export function Notices({ state, empty, post }: Props & { readonly empty: boolean }): JSX.Element | null {
  const limit: Word | undefined = state.trusted ? (state.hasFolder ? undefined : 'noFolder') : 'untrusted';
  if (!limit && !state.mixing && !state.compacting && (state.key || empty)) return null;
  return (
    <div class="notices">
      {state.compacting && (
        <p class="notice" role="status">
          <span class="dot" aria-hidden="true" />
          <span>{word('compacting')}</span>
        </p>
      )}
      {state.mixing && (
        <p class="notice" role="status">
          <Icon name="alert" />
          <span>{visible(state.mixing)}</span>
        </p>
      )}
      {limit && (
        <p class="notice">
          <Icon name="shield" />
          <span>{word(limit)}</span>
        </p>
      )}
      {!state.key && !empty && (
        <p class="notice">
          <Icon name="key" />
          <span>{word('keyTitle')}</span>
          <button type="button" class="primary" onClick={() => post({ type: 'set_key' })}>
            {word('setKey')}
          </button>
        </p>
      )}
    </div>
  );
}
