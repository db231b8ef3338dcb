// A change that the model is still writing in, its newest lines as a diff out: to look at, nothing to decide yet.

import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { StreamText } from '../../shared/text.ts';
import { DiffLines, Size } from '../Diff.tsx';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';
import { Growing } from './growing.ts';

export function GrowingChange({
  tool,
  text,
}: {
  readonly tool: string;
  readonly text: StreamText;
}): JSX.Element | null {
  const growing = useRef<Growing>(undefined);
  growing.current ??= new Growing(tool);
  const { path, added, removed, lines } = growing.current.look(text);
  if (lines.length === 0) return null;
  const title = word(tool === 'create_file' ? 'approvalCreate' : 'approvalEdit', visible(path) || '…');
  return (
    <section class="change growing" aria-label={word('growing', title)}>
      <div class="change-head">
        <span class="change-path">{title}</span>
        <Size added={added} removed={removed} />
      </div>
      <DiffLines lines={lines} />
    </section>
  );
}
