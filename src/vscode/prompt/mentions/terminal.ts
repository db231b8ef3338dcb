// `@terminal` in, the text selected in the active terminal, or what its last command printed, out.

import { type Item, type Mention, maxLength } from './mention.ts';

export const terminalMention: Mention = {
  kind: 'terminal',
  detail: ({ t }) => t('What the terminal shows'),
  async items(query, { t }): Promise<readonly Item[]> {
    const items = [
      { value: 'last', label: t('Last command and its output') },
      { value: 'selection', label: t('Selected text of the terminal') },
    ];
    return items.filter(({ value, label }) => `${value} ${label}`.toLowerCase().includes(query.toLowerCase()));
  },
  async attach(value, editor) {
    const selected = value === 'selection';
    const text = (await editor.terminal(selected ? 'selection' : 'last'))?.trim();
    if (!text) {
      throw new Error(
        selected
          ? editor.t('Nothing is selected in the terminal.')
          : editor.t('No output of a command is known. Select it in the terminal and attach the selection.'),
      );
    }
    const label = selected ? editor.t('Terminal selection') : editor.t('Terminal output');
    return { id: editor.id(), kind: 'terminal', label, text: text.slice(-maxLength) };
  },
};
