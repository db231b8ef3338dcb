// What goes with the next prompt in, a list of chips that open and remove it out.

import type { JSX } from 'preact';
import type { Chip, Command } from '../../shared/messages.ts';
import { count } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';

interface Props {
  readonly chips: readonly Chip[];
  readonly post: (command: Command) => void;
}

export function Chips({ chips, post }: Props): JSX.Element | null {
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={word('attachments')}>
      {chips.map((chip) => (
        <ChipView key={chip.id} chip={chip} post={post} />
      ))}
    </ul>
  );
}

function ChipView({ chip, post }: { readonly chip: Chip; readonly post: Props['post'] }): JSX.Element {
  const { id, path, bytes, tokens = 0 } = chip;
  const label = visible(chip.label);
  const kilobytes = Math.max(1, Math.round((bytes ?? 0) / 1000));
  return (
    <li class="chip">
      <button
        type="button"
        class="chip-open"
        title={word('openLink', path ? visible(path) : label)}
        onClick={() => post({ type: 'open_attachment', id })}
      >
        <Icon name="clip" />
        <span>{label}</span>
        <small>{bytes === undefined ? word('chipTokens', count(tokens)) : word('chipBytes', kilobytes)}</small>
        {bytes === undefined && <span class="hidden">{word('tokens')}</span>}
      </button>
      <button
        type="button"
        class="tool"
        aria-label={word('removeAttachment', label)}
        onClick={() => post({ type: 'detach', id })}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
