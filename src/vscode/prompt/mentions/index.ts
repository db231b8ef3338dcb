// The mentions, in the order the list shows them.

import { changesMention } from './changes.ts';
import { fileMention } from './file.ts';
import { folderMention } from './folder.ts';
import type { Mention } from './mention.ts';
import { problemsMention } from './problems.ts';
import { selectionMention } from './selection.ts';
import { symbolMention } from './symbol.ts';
import { terminalMention } from './terminal.ts';

export const mentions: readonly Mention[] = [
  fileMention,
  folderMention,
  symbolMention,
  selectionMention,
  problemsMention,
  changesMention,
  terminalMention,
];
