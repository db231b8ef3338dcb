// `@symbol` and a name in, the text of that definition out, as far as a language server knows it.

import { joinLines, type Lines, takeLines } from './lines.ts';
import { type Mention, maxLength } from './mention.ts';
import { rank } from './rank.ts';

const most = 30;

export const symbolMention: Mention = {
  kind: 'symbol',
  detail: ({ t }) => t('A definition of the workspace, by its name'),
  async items(query, editor) {
    const found = await editor.symbols(query);
    return rank(found, query, ({ name }) => name, most).map(({ name, container, path, lines }) => ({
      value: `${path}:${lines.start}-${lines.end}#${name}`,
      label: name,
      detail: [container, joinLines(path, lines)].filter(Boolean).join(' · '),
    }));
  },
  async attach(value, editor) {
    const { path: wanted, lines: near, name } = parse(value);
    const file = await editor.read(wanted);
    if (!file) return undefined;
    const part = takeLines(file.text, await editor.extent(file.path, name, near));
    if (!part) throw new Error(editor.t('{0} is not there any more.', name));
    if (part.text.length > maxLength)
      throw new Error(editor.t('It is too large. Let the model read the parts it needs.'));
    const label = `${name} (${joinLines(file.path, part.lines)})`;
    return { id: editor.id(), kind: 'symbol', label, path: file.path, lines: part.lines, text: part.text };
  },
};

/** The form that `items` gives. */
function parse(value: string): { readonly path: string; readonly lines: Lines; readonly name: string } {
  const match = /^(.+):(\d{1,8})-(\d{1,8})#(.*)$/s.exec(value);
  if (!match) throw new Error('This is not a symbol of the list.');
  return { path: match[1]!, lines: { start: Number(match[2]), end: Number(match[3]) }, name: match[4]! };
}
