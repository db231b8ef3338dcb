// A button's face and what belongs behind it in, the button and its popover out: opened, walked through and closed by keys, without stopping a turn.

import type { ComponentChildren, JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useOwnId } from './ownId.ts';

interface Props {
  /** Of the button. */
  readonly name: string;
  /** Of what it opens. */
  readonly label: string;
  /** `menu`: its children are `menuitem`s, which arrow keys walk through; `dialog`: any controls. */
  readonly kind: 'dialog' | 'menu';
  /** Classes of the button and of the popover, beside `tool` and `popup`. */
  readonly buttonClass?: string;
  readonly listClass?: string;
  readonly face: ComponentChildren;
  /** Built while it is open alone. `close` gives the focus back to the button. */
  readonly children: (close: () => void) => ComponentChildren;
}

export function Popup({ name, label, kind, buttonClass = '', listClass = '', face, children }: Props): JSX.Element {
  const id = useOwnId();
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => list.current?.hidePopover();
  const onKeyDown = (event: KeyboardEvent) => {
    if (!list.current?.matches(':popover-open')) return;
    // Closes the popover and nothing else: it must not stop the turn as well.
    if (event.key === 'Escape') event.stopPropagation();
    else if (kind === 'menu') walk(event, list.current);
  };
  return (
    <>
      <button
        type="button"
        class={`tool ${buttonClass}`}
        aria-label={name}
        aria-haspopup={kind}
        aria-expanded={open}
        title={name}
        // The browser's own way: beside the button, in its top layer, and gone with a click elsewhere.
        popovertarget={id}
        onKeyDown={onKeyDown}
      >
        {face}
      </button>
      {/* biome-ignore lint/a11y: its role is one of two that take a name and the focus */}
      <div
        ref={list}
        id={id}
        popover="auto"
        tabIndex={-1}
        role={kind}
        class={`popup ${listClass}`}
        aria-label={label}
        onKeyDown={onKeyDown}
        onBeforeToggle={({ newState }) => newState === 'open' && setOpen(true)}
        onToggle={({ newState, currentTarget }) => {
          // Not before it has closed: the focus goes from what is in it to the button then.
          if (newState === 'closed') setOpen(false);
          else (currentTarget.querySelector<HTMLElement>(reachable) ?? currentTarget).focus();
        }}
      >
        {open && children(close)}
      </div>
    </>
  );
}

const reachable = ':is(button, select, input):not(:disabled)';

/** The arrow keys, Home and End of a menu; Tab leaves it, for what comes after its button. */
function walk(event: KeyboardEvent, list: HTMLElement): void {
  if (event.key === 'Tab') list.hidePopover();
  const items = [...list.querySelectorAll<HTMLElement>(reachable)];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}
