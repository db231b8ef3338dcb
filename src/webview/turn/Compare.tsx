// The answers at one place in, two of them side by side out, and the one that the person chooses to go on with.

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Command } from '../../shared/messages.ts';
import { type Turn, turnUsage } from '../../shared/transcript.ts';
import { count } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { Steps } from '../steps/Steps.tsx';
import { word } from '../words.ts';
import { useTree } from './tree.ts';

interface Props {
  /** At least two, in the order of their prompts. */
  readonly all: readonly Turn[];
  /** Id of the one that is shown. */
  readonly shown: string;
  readonly close: () => void;
  readonly post: (command: Command) => void;
}

export function Compare({ all, shown, close, post }: Props): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const other = all.findLast(({ id }) => id !== shown)!;
  const [left, setLeft] = useState(shown);
  const [right, setRight] = useState(other.id);
  const take = (turn: string) => {
    close();
    if (turn !== shown) post({ type: 'choose_branch', turn });
  };
  const column = (chosen: string, set: (id: string) => void, label: string) => (
    <Column all={all} chosen={chosen} set={set} label={label} shown={shown} take={take} post={post} />
  );
  return (
    <dialog
      class="compare"
      ref={dialog}
      aria-label={word('compareTitle')}
      onClose={close}
      onKeyDown={(event) => {
        // Escape closes the comparison; it must not stop a turn as well.
        if (event.key === 'Escape') event.stopPropagation();
      }}
    >
      <header class="compare-head">
        <h2>{word('compareTitle')}</h2>
        <button
          type="button"
          class="tool"
          aria-label={word('compareClose')}
          title={word('compareClose')}
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="compare-columns">
        {column(left, setLeft, word('compareLeft'))}
        {column(right, setRight, word('compareRight'))}
      </div>
    </dialog>
  );
}

interface ColumnProps {
  readonly all: readonly Turn[];
  readonly chosen: string;
  readonly set: (id: string) => void;
  readonly label: string;
  readonly shown: string;
  readonly take: (turn: string) => void;
  readonly post: (command: Command) => void;
}

function Column({ all, chosen, set, label, shown, take, post }: ColumnProps): JSX.Element {
  const { busy } = useTree();
  const turn = all.find(({ id }) => id === chosen) ?? all[0]!;
  const tokens = turnUsage(turn)?.total_tokens;
  const sameText = all.every(({ prompt }) => prompt.text === turn.prompt.text);
  return (
    <section class="compare-column" aria-label={label}>
      <select class="choice" aria-label={label} value={turn.id} onChange={(event) => set(event.currentTarget.value)}>
        {all.map(({ id, model }, at) => (
          <option key={id} value={id}>
            {word('answerOf', at + 1, model)}
          </option>
        ))}
      </select>
      {!sameText && (
        <p class="compare-prompt" dir="auto">
          {visible(turn.prompt.text)}
        </p>
      )}
      <div class="answer">
        <Steps interactions={turn.interactions} running={turn.outcome === undefined} post={post} />
        {turn.failure && <p class="note">{visible(turn.failure.text)}</p>}
      </div>
      <footer class="compare-end">
        <button type="button" class="primary" disabled={busy} onClick={() => take(turn.id)}>
          {word(turn.id === shown ? 'keepAnswer' : 'useAnswer')}
        </button>
        {tokens !== undefined && <span class="note">{word('usage', count(tokens))}</span>}
      </footer>
    </section>
  );
}
