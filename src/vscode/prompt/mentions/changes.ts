// `@changes` in, the difference of the working tree to the last commit out, of files that may be read without a question.

import { type Mention, maxLength } from './mention.ts';

export const changesMention: Mention = {
  kind: 'changes',
  detail: ({ t }) => t('What differs from the last commit'),
  async attach(_, editor) {
    const changes = await editor.changes();
    if (!changes) throw new Error(editor.t('No Git repository is open.'));
    if (changes.length === 0) throw new Error(editor.t('Nothing differs from the last commit.'));
    const shown: string[] = [];
    const left: string[] = [];
    let length = 0;
    for (const { path, text } of changes) {
      const fits = length + text.length <= maxLength && (await editor.mayRead(path));
      if (fits) length += text.length;
      if (fits) shown.push(text.trimEnd());
      else left.push(path);
    }
    const note = left.length ? [`Not shown: ${left.join(', ')}`] : [];
    const label = changes.length === 1 ? editor.t('1 changed file') : editor.t('{0} changed files', changes.length);
    return { id: editor.id(), kind: 'changes', label, text: [...shown, ...note].join('\n\n') };
  },
};
