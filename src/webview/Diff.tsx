// One change of a file in, its path, size and every line out, as plain text.

import { Fragment, type JSX } from 'preact';
import type { ApprovalChange, DiffLine } from '../shared/approval.ts';
import type { HunkVerdict } from '../shared/reviews.ts';
import { Icon } from './Icon.tsx';
import { visible } from './markdown/visible.ts';
import { counted, type Word, word } from './words.ts';

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
  /** Where parts of it can be decided by themselves. */
  readonly decide?: Deciding;
}

interface Deciding {
  /** By the number of the hunk, from 1. */
  readonly verdicts: readonly HunkVerdict[];
  readonly onDecide: (hunk: number, verdict: 'accepted' | 'rejected') => void;
}

export function ChangeView({ change, limit, onOpen, decide }: Props): JSX.Element {
  const { path, kind, to, via, added, removed, lines, hunks } = change;
  const hunkAt = decide && hunks ? hunksByLine(lines) : new Map<DiffLine, number>();
  return (
    <section class="change">
      <div class="change-head">
        <span class="change-path">{word(kinds[kind], visible(path), visible(to ?? ''))}</span>
        <Size added={added} removed={removed} />
        {onOpen && lines.length > 0 && (
          <button type="button" class="tool" onClick={onOpen} title={word('openDiff')}>
            <Icon name="eye" />
            <span>{word('openDiff')}</span>
          </button>
        )}
      </div>
      {via !== undefined && <p class="change-via">{word('approvalVia', visible(via))}</p>}
      <DiffLines
        lines={limit === undefined ? lines : lines.slice(0, limit)}
        before={(line) => hunkAt.has(line) && decide && <HunkBar hunk={hunkAt.get(line)!} {...decide} />}
      />
    </section>
  );
}

export function Size({ added, removed }: Pick<ApprovalChange, 'added' | 'removed'>): JSX.Element {
  return (
    <span class="change-size">
      {added > 0 && (
        <span class="added">
          <span aria-hidden="true">+{added}</span>
          <span class="hidden">{counted('linesAdded', added)}</span>
        </span>
      )}
      {removed > 0 && (
        <span class="removed">
          <span aria-hidden="true">−{removed}</span>
          <span class="hidden">{counted('linesRemoved', removed)}</span>
        </span>
      )}
    </span>
  );
}

interface LinesProps {
  readonly lines: readonly DiffLine[];
  /** What stands above a line. */
  readonly before?: (line: DiffLine) => JSX.Element | false | undefined;
}

export function DiffLines({ lines, before }: LinesProps): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <div class="diff">
      {lines.map((line, i) => (
        <Fragment key={`${i}`}>
          {before?.(line)}
          <Line line={line} />
        </Fragment>
      ))}
    </div>
  );
}

/** The first line of each run of added and removed lines, with the number of the run from 1. */
function hunksByLine(lines: readonly DiffLine[]): ReadonlyMap<DiffLine, number> {
  const isChange = (line: DiffLine | undefined) => line?.kind === 'added' || line?.kind === 'removed';
  const starts = lines.filter((line, at) => isChange(line) && !isChange(lines[at - 1]));
  return new Map(starts.map((line, at) => [line, at + 1]));
}

function HunkBar({ hunk, verdicts, onDecide }: Deciding & { readonly hunk: number }): JSX.Element {
  const verdict = verdicts[hunk - 1] ?? 'pending';
  if (verdict !== 'pending') {
    return <p class="hunk decided">{word(verdict === 'accepted' ? 'hunkAccepted' : 'hunkRejected', hunk)}</p>;
  }
  return (
    <p class="hunk">
      <button
        type="button"
        class="link"
        aria-label={word('acceptHunk', hunk)}
        onClick={() => onDecide(hunk, 'accepted')}
      >
        {word('accept')}
      </button>
      <button
        type="button"
        class="link"
        aria-label={word('rejectHunk', hunk)}
        onClick={() => onDecide(hunk, 'rejected')}
      >
        {word('reject')}
      </button>
    </p>
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
