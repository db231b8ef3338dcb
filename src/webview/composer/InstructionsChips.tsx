// The files that join the system instruction in, chips that open them out.

import type { JSX } from 'preact';
import type { Command, InstructionsFile } from '../../shared/messages.ts';
import { count } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { counted, word } from '../words.ts';

interface Props {
  readonly files: readonly InstructionsFile[];
  readonly post: (command: Command) => void;
}

export function InstructionsChips({ files, post }: Props): JSX.Element | null {
  if (files.length === 0) return null;
  return (
    <ul class="chips" aria-label={word('instructions')}>
      {files.map(({ path, tokens, hidden }) => (
        <li class="chip quiet" key={path}>
          <button
            type="button"
            class="chip-open"
            title={word('instructionsDetail', visible(path))}
            onClick={() => post({ type: 'open_file', path })}
          >
            <Icon name={hidden > 0 ? 'alert' : 'eye'} />
            <span>{visible(path)}</span>
            <small>{word('chipTokens', count(tokens))}</small>
            <span class="hidden">{word('tokens')}</span>
            {hidden > 0 && <small class="warned">{counted('hiddenCharacters', hidden)}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
}
