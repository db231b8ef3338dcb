// One change of a file in, its path, size and every line out, as plain text.

import type { JSX } from 'preact';
import type { ApprovalChange, DiffLine } from '../shared/events.ts';
import { Icon } from './Icon.tsx';
import { visible } from './markdown/visible.ts';
import { type Word, word } from './words.ts';

const kinds: Readonly<Record<ApprovalChange['kind'], Word>> = {
  create: 'approvalCreate',
  edit: 'approvalEdit',
  delete: 'approvalDelete',
  rename: 'approvalRename',
};

interface Props {
  readonly change: ApprovalChange;
  /** At most so many lines; all without. */
  readonly limit?: number;
  readonly onOpen?: () => void;
}

export function ChangeView({ change, limit, onOpen }: Props): JSX.Element {
  const { path, kind, to, via, added, removed, lines } = change;
  return (
    <section class="change">
      <div class="change-head">
        <span class="change-path">{word(kinds[kind], visible(path), visible(to ?? ''))}</span>
        <span class="change-size">
          {added > 0 && (
            <span class="added">
              <span aria-hidden="true">+{added}</span>
              <span class="hidden">{word('linesAdded', added)}</span>
            </span>
          )}
          {removed > 0 && (
            <span class="removed">
              <span aria-hidden="true">−{removed}</span>
              <span class="hidden">{word('linesRemoved', removed)}</span>
            </span>
          )}
        </span>
        {onOpen && (
          <button type="button" class="tool" onClick={onOpen} title={word('openDiff')}>
            <Icon name="eye" />
            <span>{word('openDiff')}</span>
          </button>
        )}
      </div>
      {via !== undefined && <p class="change-via">{word('approvalVia', visible(via))}</p>}
      {lines.length > 0 && (
        <div class="diff">
          {(limit === undefined ? lines : lines.slice(0, limit)).map((line, i) => (
            <Line key={`${i}`} line={line} />
          ))}
        </div>
      )}
    </section>
  );
}

const signs = { same: ' ', added: '+', removed: '−', gap: '⋯' } as const;

function Line({ line: { kind, text, before, after } }: { readonly line: DiffLine }): JSX.Element {
  return (
    <div class={`line ${kind}`}>
      <span class="number" aria-hidden="true">
        {kind === 'removed' ? before : (after ?? before)}
      </span>
      <span class="sign">{signs[kind]}</span>
      <span class="text">{visible(text)}</span>
    </div>
  );
}
