// A call that waits for a yes in, all it would do and the person's answer out; every word of the model is a text node.

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Approval, Decision } from '../shared/approval.ts';
import type { Command } from '../shared/messages.ts';
import type { Call } from '../shared/transcript.ts';
import { ChangeView } from './Diff.tsx';
import { json } from './format.ts';
import { Icon } from './Icon.tsx';
import { visible } from './markdown/visible.ts';
import { OwnWords } from './OwnWords.tsx';
import { type Word, word } from './words.ts';

interface Props {
  readonly call: string;
  readonly approval: Approval;
  /** What was said of hunks, by path. */
  readonly hunks?: NonNullable<Call['hunks']>;
  readonly post: (command: Command) => void;
}

/** A click meant for something else must not allow: buttons work this long after the card, or after the answer to another one. */
const armingMs = 500;
/** Changes of so many lines fit on any screen; longer ones must have been scrolled through or opened. */
const smallLines = 12;
const shownLines = 200;

let answeredAt = Number.NEGATIVE_INFINITY;

export function ApprovalCard({ call, approval, hunks = {}, post }: Props): JSX.Element {
  const lines = approval.changes.reduce((sum, change) => sum + change.lines.length, 0);
  const [whole, showWhole] = useState(lines <= shownLines);
  const [words, setWords] = useState('');
  const end = useRef<HTMLSpanElement>(null);
  const seen =
    useSeen(end, lines <= smallLines && json(approval.parameters ?? {}).length < 1000) || (whole && lines > shownLines);
  const armed = useArmed();
  const ready = seen && whole && armed;
  const decide = (decision: Decision) => {
    const now = performance.now();
    if (decision !== 'deny' && now - answeredAt < armingMs) return;
    answeredAt = now;
    const note = decision === 'deny' ? words.trim() : '';
    post({ type: 'decide', call, decision, ...(note ? { words: note } : {}) });
  };
  return (
    <fieldset class="approval" aria-label={word('approval')}>
      <p class="approval-title">
        <Icon name="shield" />
        <strong>{visible(approval.title)}</strong>
      </p>
      {approval.reason && <p class="approval-reason">{word('approvalReason', visible(approval.reason))}</p>}
      <p class="approval-tool">{word('approvalTool', visible(approval.tool))}</p>
      {approval.changes.map((change) => (
        <ChangeView
          key={change.path}
          change={change}
          limit={whole ? undefined : Math.floor(shownLines / approval.changes.length)}
          onOpen={() => post({ type: 'open_diff', call, path: change.path })}
          decide={
            lines > 0 && (change.hunks ?? 0) > 1
              ? {
                  verdicts: hunks[change.path] ?? [],
                  onDecide: (hunk, verdict) => {
                    // The last hunk decides the call: it is held to the same care as the buttons below.
                    if (verdict === 'rejected' || ready) {
                      post({ type: 'decide_hunk', call, path: change.path, hunk, verdict });
                    }
                  },
                }
              : undefined
          }
        />
      ))}
      {approval.parameters && <Parameters parameters={approval.parameters} />}
      <span ref={end} class="approval-end" aria-hidden="true" />
      {!whole && (
        <button type="button" class="secondary" onClick={() => showWhole(true)}>
          {word('showWhole', lines)}
        </button>
      )}
      {whole && !seen && <p class="approval-hint">{word('seeWhole')}</p>}
      <div class="approval-buttons">
        <button type="button" class="primary" disabled={!ready} onClick={() => decide('allow')}>
          {word('allow')}
        </button>
        {(!approval.always || approval.session) && (
          <button type="button" class="secondary" disabled={!ready} onClick={() => decide('allow_session')}>
            {word(sessionWord(approval))}
          </button>
        )}
        <button type="button" class="secondary" disabled={!armed} onClick={() => decide('deny')}>
          {word('deny')}
        </button>
      </div>
      <OwnWords
        label={word('denyWords')}
        placeholder={word('denyWordsPlaceholder')}
        words={words}
        onChange={setWords}
        onEnter={() => words.trim() && decide('deny')}
      />
    </fieldset>
  );
}

function sessionWord({ session }: Approval): Word {
  return session === 'call' ? 'allowExact' : session === 'tool' ? 'allowTool' : 'allowSession';
}

function Parameters({ parameters }: { readonly parameters: Readonly<Record<string, unknown>> }): JSX.Element {
  return (
    <dl class="parameters" aria-label={word('parameters')}>
      {Object.entries(parameters).map(([name, value]) => (
        <div key={name}>
          <dt>{visible(name)}</dt>
          <dd>{visible(typeof value === 'string' ? value : json(value))}</dd>
        </div>
      ))}
    </dl>
  );
}

function useArmed(): boolean {
  const [armed, arm] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => arm(true), armingMs);
    return () => clearTimeout(timer);
  }, []);
  return armed;
}

/** True once the element has been on screen; at once when `small`. */
function useSeen(end: { readonly current: Element | null }, small: boolean): boolean {
  const [seen, see] = useState(small);
  useEffect(() => {
    if (seen || !end.current) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) see(true);
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [seen]);
  return seen;
}
