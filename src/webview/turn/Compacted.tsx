// A summary that stands for the conversation before it in, a line that says so out: to read, to change, to take back.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type Compaction, type Summary, summaryParts } from '../../shared/compaction.ts';
import type { Command } from '../../shared/messages.ts';
import { isComposing } from '../composing.ts';
import { visible } from '../markdown/visible.ts';
import { type Word, word } from '../words.ts';
import { useTree } from './tree.ts';

interface Props {
  readonly compaction: Compaction;
  readonly post: (command: Command) => void;
}

export function Compacted({ compaction, post }: Props): JSX.Element {
  const { id, at, summary, undone } = compaction;
  const { busy, summedUp } = useTree();
  const [editing, edit] = useState(false);
  const [opened, open] = useState(false);
  // One that a later summary stands for as well has no say any more.
  const counts = at >= summedUp;
  const button = (label: Word, onClick: () => void) => (
    <button type="button" class="link" disabled={busy} onClick={onClick}>
      {word(label)}
    </button>
  );
  const done = (changed?: Summary) => {
    edit(false);
    if (changed) post({ type: 'edit_summary', compaction: id, summary: changed });
  };
  return (
    <section class="compacted" aria-label={word('compacted')}>
      <details open={opened} onToggle={(event) => open(event.currentTarget.open)}>
        <summary>
          <strong>{word('compacted')}</strong>{' '}
          {word(undone ? 'compactedUndone' : counts ? 'compactedNote' : 'compactedOld')}
        </summary>
        {editing ? <Editor summary={summary} done={done} /> : <Text summary={summary} />}
      </details>
      {counts && !editing && (
        <div class="compacted-tools">
          {!undone &&
            button('editSummary', () => {
              open(true);
              edit(true);
            })}
          {button(undone ? 'compactRedo' : 'restoreUndo', () =>
            post({ type: 'undo_compaction', compaction: id, undone: !undone }),
          )}
          {button('whatWasSent', () => post({ type: 'what_was_sent', interaction: id }))}
        </div>
      )}
    </section>
  );
}

const labels: Readonly<Record<keyof Summary, Word>> = {
  goal: 'summaryGoal',
  done: 'summaryDone',
  inProgress: 'summaryInProgress',
  files: 'summaryFiles',
  next: 'summaryNext',
};

function Text({ summary }: { readonly summary: Summary }): JSX.Element {
  return (
    <dl class="summary">
      {summaryParts.map((part) => {
        const lines = linesOf(summary, part);
        return lines.length ? (
          <div key={part}>
            <dt>{word(labels[part])}</dt>
            {lines.map((line, at) => (
              <dd key={`${at}`} dir="auto">
                {visible(line)}
              </dd>
            ))}
          </div>
        ) : null;
      })}
    </dl>
  );
}

interface EditorProps {
  readonly summary: Summary;
  readonly done: (changed?: Summary) => void;
}

function Editor({ summary, done }: EditorProps): JSX.Element {
  const [draft, setDraft] = useState(
    () => Object.fromEntries(summaryParts.map((part) => [part, linesOf(summary, part).join('\n')])) as Draft,
  );
  const empty = summaryParts.every((part) => draft[part].trim() === '');
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isComposing(event)) return;
    // It leaves the form; it must not stop anything as well.
    event.preventDefault();
    event.stopPropagation();
    done();
  };
  return (
    // No form: the page may not submit any.
    <div class="summary-editor">
      {summaryParts.map((part) => (
        <label key={part}>
          {word(labels[part])}
          <textarea
            rows={2}
            dir="auto"
            value={draft[part]}
            onKeyDown={onEscape}
            onInput={({ currentTarget: { value } }) => setDraft((before) => ({ ...before, [part]: value }))}
          />
        </label>
      ))}
      <p class="note">{word('summaryEditNote')}</p>
      <div class="buttons">
        <button type="button" class="primary" disabled={empty} onClick={() => done(summaryOf(draft))}>
          {word('queueSave')}
        </button>
        <button type="button" class="secondary" onClick={() => done()}>
          {word('queueCancel')}
        </button>
      </div>
    </div>
  );
}

type Draft = Readonly<Record<keyof Summary, string>>;

function linesOf(summary: Summary, part: keyof Summary): readonly string[] {
  const value = summary[part];
  return typeof value === 'string' ? (value === '' ? [] : [value]) : value;
}

/** What is typed is bounded again by the host. */
function summaryOf({ goal, ...lists }: Draft): Summary {
  const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
  const { done, inProgress, files, next } = lists;
  return {
    goal: goal.trim(),
    done: lines(done),
    inProgress: lines(inProgress),
    files: lines(files),
    next: lines(next),
  };
}
