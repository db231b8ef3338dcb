// A code block's buttons in: insert at the cursor, open as a file, apply to the file.

import { applyToFile, insertAtCursor, openAsFile } from '../answer/codeBlocks.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function codeBlocks(chat: ChatPorts): Feature<'insert_code' | 'open_code' | 'apply_code'> {
  return {
    commands: {
      insert_code: (block) => insertAtCursor(block, chat.parts.facts),
      open_code: openAsFile,
      apply_code: (block) => applyToFile(block, (text) => chat.send({ text, attachments: [] })),
    },
  };
}
