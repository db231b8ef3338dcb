// A turn in, its prompt out: to read, to edit and send again, to go back to, and to leave for another branch.

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Command } from '../../shared/messages.ts';
import type { Turn } from '../../shared/transcript.ts';
import { isComposing } from '../composing.ts';
import { Icon, type IconName } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { type Word, word } from '../words.ts';
import { BranchBar } from './BranchBar.tsx';
import { useTree } from './tree.ts';

interface Props {
  readonly turn: Turn;
  readonly post: (command: Command) => void;
}

/** A prompt longer than this is folded. */
const longPrompt = 1200;

export function PromptView({ turn, post }: Props): JSX.Element {
  const [editing, edit] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { busy } = useTree();
  const { id, side } = turn;
  if (editing) {
    const done = (text?: string) => {
      edit(false);
      if (text?.trim()) post({ type: 'edit_prompt', turn: id, text });
      else setTimeout(() => button.current?.focus());
    };
    return <PromptEditor text={turn.prompt.text} done={done} />;
  }
  const tool = (icon: IconName, label: Word, onClick: () => void, ref?: typeof button) => (
    <button
      type="button"
      class="tool"
      ref={ref}
      disabled={busy}
      aria-label={word(label)}
      title={word(label)}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <div class="prompt-frame">
      {side && <p class="note">{word('sideNote')}</p>}
      <Bubble turn={turn} />
      <div class="prompt-tools">
        <BranchBar turn={turn} post={post} />
        {tool('edit', 'editPrompt', () => edit(true), button)}
        {tool('rewind', 'rewind', () => post({ type: 'rewind', turn: id }))}
      </div>
    </div>
  );
}

function Bubble({ turn: { prompt } }: Pick<Props, 'turn'>): JSX.Element {
  const { text, attachments } = prompt;
  const long = text.length > longPrompt || text.split('\n').length > 14;
  const [open, setOpen] = useState(!long);
  return (
    <div class="prompt">
      <p class={`prompt-text ${open ? '' : 'folded'}`} dir="auto">
        {visible(text.replace(/\r\n?/g, '\n'))}
      </p>
      {long && (
        <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {word(open ? 'showLess' : 'showMore')}
        </button>
      )}
      {attachments.length > 0 && (
        <ul class="chips" aria-label={word('attachments')}>
          {attachments.map(({ id, label }) => (
            <li class="chip" key={id}>
              <Icon name="clip" />
              <span>{visible(label)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function PromptEditor({ text, done }: { readonly text: string; readonly done: (text?: string) => void }): JSX.Element {
  const [draft, setDraft] = useState(text);
  const box = useRef<HTMLTextAreaElement>(null);
  const { busy } = useTree();
  const ready = draft.trim() !== '' && !busy;
  useEffect(() => box.current?.focus(), []);
  return (
    <div class="prompt prompt-editor">
      <textarea
        ref={box}
        aria-label={word('editPrompt')}
        dir="auto"
        rows={2}
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          const send = event.key === 'Enter' && !event.shiftKey;
          if (!send && event.key !== 'Escape') return;
          // Escape leaves the edit; it must not do anything else as well.
          event.preventDefault();
          event.stopPropagation();
          if (!send) done();
          else if (ready) done(draft);
        }}
      />
      <p class="note">{word('editNote')}</p>
      <div class="buttons">
        <button type="button" class="primary" disabled={!ready} onClick={() => done(draft)}>
          {word('sendAgain')}
        </button>
        <button type="button" class="secondary" onClick={() => done()}>
          {word('queueCancel')}
        </button>
      </div>
    </div>
  );
}
