// Texts with numbers in them in, the same with a small card out that says, while a number has the pointer or the focus, what it stands for.

import type { ComponentChildren, JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';
import type { Source } from './citations.ts';

interface Props {
  readonly sources: readonly Source[];
  readonly children: ComponentChildren;
}

/** The card is in the browser's top layer beside the number: it is not cut off by what scrolls. */
export function CiteCard({ sources, children }: Props): JSX.Element {
  const card = useRef<HTMLDivElement>(null);
  const [shown, show] = useState<Source>();
  const open = (target: EventTarget | null) => {
    const number = target instanceof Element ? target.closest<HTMLElement>('.cite') : null;
    const source = number && sources.find((one) => String(one.number) === number.dataset.cite);
    if (!number || !source) return;
    card.current?.hidePopover();
    show(source);
    card.current?.showPopover({ source: number });
  };
  const close = () => card.current?.hidePopover();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the numbers inside are links of their own; this only shows what they say by name already
    <div
      class="cited"
      onPointerOver={({ target }) => open(target)}
      onPointerOut={close}
      onFocusIn={({ target }) => open(target)}
      onFocusOut={close}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !card.current?.matches(':popover-open')) return;
        event.stopPropagation();
        close();
      }}
    >
      {children}
      <div class="cite-card" popover="manual" ref={card} role="tooltip">
        {shown && (
          <>
            <strong>{visible(shown.title)}</strong>
            <small translate={shown.kind === 'place' ? false : undefined}>{placeOf(shown)}</small>
          </>
        )}
      </div>
    </div>
  );
}

function placeOf({ kind, url, page }: Source): string {
  if (kind === 'place') return 'Google Maps';
  if (kind === 'file') return page ? word('page', page) : word('file');
  return url && URL.canParse(url) ? new URL(url).host : '';
}
