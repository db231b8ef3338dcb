// The host's state in, the prompt box with its attachments, choices and the Send or Stop button out.

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Command, HostState } from '../shared/messages.ts';
import type { SessionOptions } from '../shared/options.ts';
import { controls } from './bar/index.ts';
import { BrowserBar } from './composer/BrowserBar.tsx';
import { Chips } from './composer/Chips.tsx';
import { ChosenChips } from './composer/ChosenChips.tsx';
import { Completions, listId, optionId } from './composer/Completions.tsx';
import { InstructionsChips } from './composer/InstructionsChips.tsx';
import { carriesFiles, dropped, pasted } from './composer/intake.ts';
import { actOf } from './composer/keys.ts';
import { Offer } from './composer/Offer.tsx';
import { type Recalled, recall, recalls } from './composer/recall.ts';
import { useCompletion } from './composer/useCompletion.ts';
import { useDraft } from './draft.ts';
import type { Host } from './host.ts';
import { Icon } from './Icon.tsx';
import type { Completions as Offered } from './state.ts';
import { word } from './words.ts';

interface Props {
  readonly state: HostState;
  readonly options: SessionOptions;
  readonly completions: Offered | undefined;
  readonly host: Host;
  /** Grows with each wish to have the focus here. */
  readonly focus: number;
  /** What was sent in the session, newest first. */
  readonly earlier: () => readonly string[];
}

export function Composer({ state, options, completions, host, focus, earlier }: Props): JSX.Element {
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useDraft(state.draft, host);
  const completing = useCompletion({ box, draft, completions, setDraft, post: host.post });
  const recalled = useRef<Recalled>(undefined);
  const [warmed, warm] = useState(false);
  useEffect(() => {
    if (focus > 0) box.current?.focus();
  }, [focus]);
  const uploading = state.attachments.some(({ progress }) => progress !== undefined);
  const empty = draft.trim() === '';
  const walk = (direction: 'earlier' | 'later') => {
    const next = recall(earlier(), draft === '' ? undefined : recalled.current, direction);
    if (!next) return;
    recalled.current = next;
    setDraft(next.text);
  };
  useLayoutEffect(() => {
    if (draft && draft === recalled.current?.text) box.current?.setSelectionRange(draft.length, draft.length);
  }, [draft]);
  const goes = word(uploading ? 'waitForUpload' : state.busy ? 'queueSend' : 'send');
  // Not a form: the page runs without `allow-forms`, and then the browser fires no submit event.
  const send = () => {
    if (empty || uploading) return;
    if (!state.key) {
      host.post({ type: 'set_key' });
      return;
    }
    setDraft('', 'sent');
    host.post({ type: 'send', text: draft });
    box.current?.focus();
  };
  const toggle = () => {
    host.post({ type: 'toggle_selection' });
    box.current?.focus();
  };
  const take = (event: Event, commands: readonly Promise<Command>[]) => {
    if (commands.length === 0) return;
    event.preventDefault();
    for (const command of commands) command.then(host.post, () => {});
  };
  return (
    <section
      class="composer"
      aria-label={word('nextPrompt')}
      onDragOver={(event) => {
        if (event.dataTransfer && carriesFiles(event.dataTransfer)) event.preventDefault();
      }}
      onDrop={(event) => event.dataTransfer && take(event, dropped(event.dataTransfer))}
    >
      <BrowserBar browser={state.browser} post={host.post} />
      <Completions items={completing.items} active={completing.active} take={completing.take} />
      <InstructionsChips files={state.instructions ?? []} post={host.post} />
      <Chips
        chips={state.attachments}
        post={(command) => {
          // The words go after what is typed, the last key included.
          if (command.type === 'transcribe') host.post({ type: 'draft', text: draft });
          host.post(command);
        }}
      />
      <ChosenChips state={state} options={options} post={host.post} />
      <Offer selection={state.selection} toggle={toggle} />
      <textarea
        ref={box}
        aria-label={word('prompt')}
        placeholder={word('promptPlaceholder')}
        rows={2}
        dir="auto"
        value={draft}
        aria-autocomplete="list"
        aria-controls={completing.items.length > 0 ? listId : undefined}
        aria-activedescendant={completing.items.length > 0 ? optionId(completing.active) : undefined}
        onInput={({ currentTarget: { value, selectionEnd } }) => {
          setDraft(value);
          completing.typed(value, selectionEnd);
        }}
        onBlur={completing.close}
        onPaste={(event) => event.clipboardData && take(event, pasted(event.clipboardData))}
        onFocus={() => {
          if (!warmed) host.post({ type: 'focus' });
          warm(true);
        }}
        onKeyDown={(event) => {
          const caret = event.currentTarget.selectionEnd;
          const act = actOf(event, {
            completing: completing.items.length > 0,
            recalls: recalls(draft, caret, recalled.current),
          });
          // A list that is still on its way must not take the Enter that follows.
          if (!act && event.key === 'Escape') completing.close();
          if (!act) return;
          event.preventDefault();
          // Escape is for the list alone then: it must not stop the turn as well.
          if (completing.act(act)) event.stopPropagation();
          else if (act === 'toggle_selection') toggle();
          else if (act === 'send') send();
          else if (act === 'recall_earlier') walk('earlier');
          else if (act === 'recall_later') walk('later');
        }}
      />
      <div class="composer-bar">
        {controls.map(({ Control, room = '' }) => (
          <div key={Control.name} class={`control ${room}`}>
            <Control state={state} options={options} post={host.post} />
          </div>
        ))}
        <span class="spacer" />
        {state.busy && (
          <button
            type="button"
            class="go stop"
            aria-label={word('stop')}
            title={`${word('stop')} (Esc)`}
            onClick={() => {
              host.post({ type: 'stop' });
              box.current?.focus();
            }}
          >
            <Icon name="stop" />
          </button>
        )}
        {(!state.busy || !empty) && (
          <button
            type="button"
            class="go"
            aria-label={goes}
            title={`${goes} (Enter)`}
            disabled={empty || uploading}
            onClick={send}
          >
            <Icon name="send" />
          </button>
        )}
      </div>
    </section>
  );
}
