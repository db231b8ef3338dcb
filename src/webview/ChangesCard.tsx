// The files that a turn changed in, a card with their size, what became of them and the person's choices out.

import type { JSX } from 'preact';
import type { Command } from '../shared/messages.ts';
import type { FileReview } from '../shared/reviews.ts';
import { Size } from './Diff.tsx';
import { Icon } from './Icon.tsx';
import { visible } from './markdown/visible.ts';
import { Tool } from './Tool.tsx';
import { counted, word } from './words.ts';

interface Props {
  readonly turn: string;
  readonly files: readonly FileReview[];
  readonly post: (command: Command) => void;
}

export function ChangesCard({ turn, files, post }: Props): JSX.Element {
  const pending = files.some((file) => file.pending > 0);
  return (
    <section class="changes" aria-label={word('changes')}>
      <div class="changes-head">
        <h3>{counted('filesChanged', files.length)}</h3>
        <Size
          added={files.reduce((sum, { added }) => sum + added, 0)}
          removed={files.reduce((sum, { removed }) => sum + removed, 0)}
        />
        <button
          type="button"
          class="tool"
          title={word('openChanges')}
          onClick={() => post({ type: 'open_changes', turn })}
        >
          <Icon name="eye" />
          <span>{word('openChanges')}</span>
        </button>
      </div>
      <ul>
        {files.map((file) => (
          <Row key={file.path} file={file} post={post} />
        ))}
      </ul>
      {pending && (
        <div class="changes-all">
          <button type="button" class="secondary" onClick={() => post({ type: 'review_files', verdict: 'accepted' })}>
            {word('keepAll')}
          </button>
          <button type="button" class="secondary" onClick={() => post({ type: 'review_files', verdict: 'rejected' })}>
            {word('takeAllBack')}
          </button>
        </div>
      )}
    </section>
  );
}

function Row({ file, post }: { readonly file: FileReview; readonly post: (command: Command) => void }): JSX.Element {
  const { path, to, kind, added, removed, pending } = file;
  const name = visible(to ?? path);
  const decide = (verdict: 'accepted' | 'rejected') => () => post({ type: 'review_files', path, verdict });
  return (
    <li class="changes-file">
      {kind === 'delete' ? (
        <s class="changes-path">{name}</s>
      ) : (
        <button type="button" class="link changes-path" onClick={() => post({ type: 'open_file', path: to ?? path })}>
          {name}
        </button>
      )}
      <span class="changes-end">
        <Size added={added} removed={removed} />
        <span class="changes-state">{stateOf(file)}</span>
        {pending > 0 && (
          <span class="changes-choices">
            <Tool icon="check" label={word('keepFile', name)} onClick={decide('accepted')} />
            <Tool icon="close" label={word('takeFileBack', name)} onClick={decide('rejected')} />
          </span>
        )}
      </span>
    </li>
  );
}

function stateOf({ kind, pending, accepted, rejected }: FileReview): string {
  if (pending > 0) return counted('toReview', pending);
  if (rejected > 0) return word(accepted > 0 ? 'keptInPart' : 'takenBack');
  if (accepted > 0) return word('kept');
  return word(
    kind === 'create' ? 'created' : kind === 'delete' ? 'deleted' : kind === 'rename' ? 'renamed' : 'changed',
  );
}
