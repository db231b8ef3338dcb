// Prompts that wait for the running turn in, a list that can be read, edited, reordered and emptied out.

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Command, HostState, QueuedPrompt } from '../shared/messages.ts';
import { isComposing } from './composing.ts';
import { start } from './format.ts';
import { Icon } from './Icon.tsx';
import { visible } from './markdown/visible.ts';
import { Tool } from './Tool.tsx';
import { word } from './words.ts';

interface Props {
  readonly state: HostState;
  readonly post: (command: Command) => void;
}

export function Queue({ state: { queue = [], queueHeld, busy }, post }: Props): JSX.Element | null {
  if (queue.length === 0) return null;
  return (
    <section class="queue" aria-label={word('queue')}>
      <p class="queue-head">
        <span>{word('queue')}</span> <span class="quiet">{word(queueHeld && !busy ? 'queueHeld' : 'queueWaits')}</span>
      </p>
      <ol>
        {queue.map((prompt, i) => (
          <Row key={prompt.id} prompt={prompt} next={i === 0} busy={busy} post={post} />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  readonly prompt: QueuedPrompt;
  readonly next: boolean;
  readonly busy: boolean;
  readonly post: (command: Command) => void;
}

function Row({ prompt: { id, text, attachments }, next, busy, post }: RowProps): JSX.Element {
  const [editing, edit] = useState(false);
  const label = visible(start(text, 40));
  if (editing) {
    const done = (changed?: string) => {
      edit(false);
      post({ type: 'edit_queued', id, text: changed ?? text });
    };
    return <Editor text={text} done={done} />;
  }
  return (
    <li class="queue-row">
      <span class="queue-text" dir="auto" title={visible(text)}>
        {visible(start(text, 200))}
      </span>
      {attachments.length > 0 && (
        <span class="queue-clips" title={attachments.map(visible).join('\n')}>
          <Icon name="clip" />
          <span class="hidden">{word('attachments')}: </span>
          {attachments.length}
        </span>
      )}
      {!(busy && next) && (
        <Tool
          icon="send"
          label={word(busy ? 'queueNext' : 'queueSendNow', label)}
          onClick={() => post({ type: 'send_queued', id })}
        />
      )}
      <Tool
        icon="edit"
        label={word('queueEdit', label)}
        onClick={() => {
          edit(true);
          post({ type: 'edit_queued', id });
        }}
      />
      <Tool icon="close" label={word('queueRemove', label)} onClick={() => post({ type: 'remove_queued', id })} />
    </li>
  );
}

function Editor({ text, done }: { readonly text: string; readonly done: (changed?: string) => void }): JSX.Element {
  const [draft, setDraft] = useState(text);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <li class="queue-row editing">
      <textarea
        ref={box}
        aria-label={word('queueEdit', visible(start(text, 40)))}
        dir="auto"
        rows={1}
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          const save = event.key === 'Enter' && !event.shiftKey;
          if (!save && event.key !== 'Escape') return;
          // Escape leaves the edit; it must not stop the turn as well.
          event.preventDefault();
          event.stopPropagation();
          done(save ? draft : undefined);
        }}
      />
      <Tool icon="check" label={word('queueSave')} onClick={() => done(draft)} />
      <Tool icon="close" label={word('queueCancel')} onClick={() => done()} />
    </li>
  );
}
