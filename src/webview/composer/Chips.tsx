// What goes with the next prompt in, a list of chips that open and remove it out.

import type { JSX } from 'preact';
import type { Chip, Command } from '../../shared/messages.ts';
import { count } from '../format.ts';
import { Icon, type IconName } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { type Word, word } from '../words.ts';

interface Props {
  readonly chips: readonly Chip[];
  readonly post: (command: Command) => void;
}

export function Chips({ chips, post }: Props): JSX.Element | null {
  if (chips.length === 0) return null;
  const warnings = new Set(chips.flatMap(({ warning }) => warning ?? []));
  return (
    <>
      <ul class="chips" aria-label={word('attachments')}>
        {chips.map((chip) => (
          <ChipView key={chip.id} chip={chip} post={post} />
        ))}
      </ul>
      {[...warnings].map((warning) => (
        <p class="note warned" role="status" key={warning}>
          {warning}
        </p>
      ))}
    </>
  );
}

function ChipView({ chip, post }: { readonly chip: Chip; readonly post: Props['post'] }): JSX.Element {
  const { id, path, tokens, note, tip, progress, warning, tune, transcribe } = chip;
  const label = visible(chip.label);
  const title = [word('openLink', path ? visible(path) : label), tip, warning].filter(Boolean).join('\n');
  const tool = (icon: IconName, name: Word, type: 'tune_attachment' | 'transcribe') => (
    <button
      type="button"
      class="tool"
      aria-label={word(name, label)}
      title={word(name, label)}
      onClick={() => post({ type, id })}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <li class={`chip ${note ? 'noted' : ''}`}>
      <button type="button" class="chip-open" title={title} onClick={() => post({ type: 'open_attachment', id })}>
        <Icon name={warning ? 'alert' : 'clip'} />
        <span>{label}</span>
        <small>{sizeOf(chip)}</small>
        {tokens !== undefined && <span class="hidden">{word('tokens')}</span>}
        {warning && <span class="hidden">{warning}</span>}
      </button>
      {progress !== undefined && <progress value={progress} aria-label={word('uploading', label)} />}
      {tune && tool('eye', 'tuneAttachment', 'tune_attachment')}
      {transcribe && tool('edit', 'transcribe', 'transcribe')}
      <button
        type="button"
        class="tool"
        aria-label={word('removeAttachment', label)}
        onClick={() => post({ type: 'detach', id })}
      >
        <Icon name="close" />
      </button>
      {note && <small class="chip-note">{note}</small>}
    </li>
  );
}

function sizeOf({ bytes, tokens }: Chip): string {
  if (tokens !== undefined) return word('chipTokens', count(tokens));
  if (bytes === undefined) return '';
  return bytes < 1e6
    ? word('chipBytes', Math.max(1, Math.round(bytes / 1e3)))
    : word('chipMega', Math.round(bytes / 1e5) / 10);
}
