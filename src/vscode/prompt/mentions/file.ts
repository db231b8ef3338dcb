// `@file` or just `@` and a path in, the text of that file, or of the lines named after it, or the picture, sound, video or document that it is, out.

import { mediaTypeOf } from '../../../shared/mediaTypes.ts';
import { joinLines, splitLines, takeLines } from './lines.ts';
import { type Mention, maxLength } from './mention.ts';
import { rank } from './rank.ts';

const most = 30;

export const fileMention: Mention = {
  kind: 'file',
  detail: ({ t }) => t('A file, or lines of it: src/a.ts:10-40'),
  async items(query, editor) {
    const { path: wanted, lines } = splitLines(query);
    return rank(await editor.files(wanted), wanted, (path) => path, most).map((path) => ({
      value: lines ? joinLines(path, lines) : path,
      label: lines ? joinLines(nameOf(path), lines) : nameOf(path),
      detail: folderOf(path),
    }));
  },
  async attach(value, editor) {
    const { path: wanted, lines } = splitLines(value);
    if (!lines && mediaTypeOf(wanted)) return editor.media(wanted);
    const file = await editor.read(wanted);
    if (!file) return undefined;
    const { path, text } = file;
    const part = lines && takeLines(text, lines);
    if (lines && !part) throw new Error(editor.t('It has no line {0}.', lines.start));
    if ((part?.text ?? text).length > maxLength)
      throw new Error(editor.t('It is too large. Let the model read the parts it needs.'));
    return part
      ? { id: editor.id(), kind: 'file', label: joinLines(path, part.lines), path, lines: part.lines, text: part.text }
      : { id: editor.id(), kind: 'file', label: path, path, text };
  },
};

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
