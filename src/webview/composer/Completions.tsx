// The items of an open completion and the active one in, the listbox above the prompt box out.

import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { visible } from '../markdown/visible.ts';
import { counted, word } from '../words.ts';
import type { Completing } from './useCompletion.ts';

export const listId = 'completions';

/** The id of an option: what `aria-activedescendant` of the box names. */
export function optionId(index: number): string {
  return `${listId}-${index}`;
}

export function Completions({ items, active, take }: Pick<Completing, 'items' | 'active' | 'take'>): JSX.Element {
  const current = useRef<HTMLDivElement>(null);
  useEffect(() => current.current?.scrollIntoView({ block: 'nearest' }), [active, items]);
  return (
    <>
      <div class="hidden" role="status">
        {items.length > 0 ? counted('completionsCount', items.length) : ''}
      </div>
      {items.length > 0 && (
        <div class="completions" id={listId} role="listbox" aria-label={word('completions')}>
          {items.map(({ id, label, detail }, index) => (
            // The box keeps the focus: options are reached by its arrow keys.
            <div
              key={id}
              id={optionId(index)}
              ref={index === active ? current : undefined}
              class="completion"
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onMouseDown={(event) => {
                event.preventDefault();
                take(index);
              }}
            >
              <span class="completion-label">{visible(label)}</span>
              {detail && <span class="completion-detail">{visible(detail)}</span>}
            </div>
          ))}
        </div>
      )}
    </>
  );
}
