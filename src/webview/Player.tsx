// What is being read aloud in, a player for its sound out: from the API's own bytes, which the host hands over when they are asked for.

import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Command, HostState } from '../shared/messages.ts';
import { Icon, type IconName } from './Icon.tsx';
import { visible } from './markdown/visible.ts';
import { Sound } from './Sound.tsx';
import type { PageState } from './state.ts';
import { type Word, word } from './words.ts';

interface Props {
  readonly reading: HostState['reading'];
  readonly sound: PageState['sound'];
  readonly post: (command: Command) => void;
}

export function Player({ reading, sound, post }: Props): JSX.Element | null {
  const { id = '', title = '', step = '', ready = false } = reading ?? {};
  const mine = sound?.id === id ? sound : undefined;
  useEffect(() => {
    if (ready) post({ type: 'fetch_sound', id });
  }, [id, ready]);
  if (!reading) return null;
  const tool = (icon: IconName, label: Word, type: 'choose_voices' | 'save_reading' | 'stop_reading') => (
    <button type="button" class="tool" aria-label={word(label)} title={word(label)} onClick={() => post({ type })}>
      <Icon name={icon} />
    </button>
  );
  return (
    <section class="player" aria-label={word('readAloud')}>
      <div class="player-head">
        <span class="player-title">{visible(title)}</span>
        {!ready && (
          <span class="note" role="status">
            {word('speaking', step)}
          </span>
        )}
        {tool('speak', 'chooseVoices', 'choose_voices')}
        {ready && tool('save', 'saveSound', 'save_reading')}
        {tool('close', 'closePlayer', 'stop_reading')}
      </div>
      {mine && <Sound mimeType={mine.mimeType} data={mine.data} label={word('readAloud')} autoplay />}
    </section>
  );
}
