// `@selection` in, the text that is selected in the active editor out.

import type { Attachment } from '../../../shared/attachment.ts';
import { joinLines } from './lines.ts';
import type { Editor, Excerpt, Mention } from './mention.ts';

export const selectionMention: Mention = {
  kind: 'selection',
  detail: (editor) => {
    const selected = editor.selection();
    return selected ? joinLines(selected.name, selected.lines) : editor.t('Nothing is selected');
  },
  async attach(_, editor) {
    const selected = editor.selection();
    if (!selected) throw new Error(editor.t('Nothing is selected in the editor.'));
    return attachExcerpt(selected, editor);
  },
};

/** A file that the gate asks about is asked about once more here: the selection leaves the machine like the file itself. */
export async function attachExcerpt(
  { path, name, lines, text }: Excerpt,
  editor: Editor,
): Promise<Attachment | undefined> {
  const place = path === undefined ? undefined : await editor.read(path);
  if (path !== undefined && !place) return undefined;
  return {
    id: editor.id(),
    kind: 'selection',
    label: joinLines(place?.path ?? name, lines),
    ...(place ? { path: place.path } : {}),
    lines,
    text,
  };
}
