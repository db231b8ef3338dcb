// Commands of the page: each reaches the one part it is for, with what it carries and nothing else.

import assert from 'node:assert/strict';
import type { Command } from '../../../src/shared/messages.ts';
import { obey, type PageTargets } from '../../../src/vscode/pageCommands.ts';

/** What the parts were asked, as [part, …arguments]. */
function askedBy(command: Command): readonly unknown[] {
  const asked: unknown[][] = [];
  const parts = new Proxy({} as PageTargets, {
    get:
      (_, part) =>
      (...given: unknown[]) =>
        asked.push([part, ...given]),
  });
  obey(command, parts);
  assert.equal(asked.length, 1, command.type);
  return asked[0]!;
}

const expected: readonly (readonly [Command, ...unknown[]])[] = [
  [{ type: 'ready' }, 'pageReady'],
  [{ type: 'resync' }, 'pageReady'],
  [{ type: 'focus' }, 'warm'],
  [{ type: 'send', text: 'hi' }, 'send', 'hi'],
  [{ type: 'edit_queued', id: 'q' }, 'editQueued', 'q', undefined],
  [{ type: 'edit_queued', id: 'q', text: 't' }, 'editQueued', 'q', 't'],
  [{ type: 'remove_queued', id: 'q' }, 'removeQueued', 'q'],
  [{ type: 'send_queued', id: 'q' }, 'sendQueued', 'q'],
  [{ type: 'stop' }, 'stop'],
  [{ type: 'new_session' }, 'newSession'],
  [{ type: 'decide', call: 'c', decision: 'deny', words: 'no' }, 'decide', 'c', 'deny', 'no'],
  [{ type: 'open_diff', call: 'c', path: 'a' }, 'openDiff', 'c'],
  [{ type: 'open_file', path: 'a', line: 3 }, 'openFile', 'a', 3],
  [{ type: 'open_link', url: 'https://x' }, 'openLink', 'https://x'],
  [{ type: 'copy', text: 't' }, 'copy', 't'],
  [{ type: 'insert_code', text: 'c', language: 'ts' }, 'insertCode', { text: 'c', language: 'ts' }],
  [{ type: 'open_code', text: 'c', language: '' }, 'openCode', { text: 'c', language: '' }],
  [{ type: 'apply_code', text: 'c', language: 'ts' }, 'applyCode', { text: 'c', language: 'ts' }],
  [{ type: 'attach' }, 'attach'],
  [{ type: 'detach', id: 'i' }, 'detach', 'i'],
  [{ type: 'open_attachment', id: 'i' }, 'openAttachment', 'i'],
  [{ type: 'complete', request: 2, trigger: '@', query: 'a' }, 'complete', 2, '@', 'a'],
  [{ type: 'choose', item: 'file:a' }, 'chooseItem', 'file:a'],
  [{ type: 'drop', uris: 'file:///a' }, 'drop', 'file:///a'],
  [{ type: 'paste_text', text: 't' }, 'pasteText', 't'],
  [{ type: 'paste_image', mimeType: 'image/png', data: 'AA==' }, 'pasteImage', 'image/png', 'AA=='],
  [{ type: 'toggle_selection' }, 'toggleSelection'],
  [{ type: 'draft', text: 'd' }, 'draft', 'd'],
  [{ type: 'choose_model', model: 'm' }, 'choose', 'model', 'm'],
  [{ type: 'choose_thinking' }, 'choose', 'thinkingLevel', undefined],
  [{ type: 'retry', turn: 't1' }, 'resume', 't1', 'retry'],
  [{ type: 'continue', turn: 't1' }, 'resume', 't1', 'continue'],
  [{ type: 'set_key' }, 'run', 'castor.setApiKey'],
  [{ type: 'open_settings' }, 'run', 'workbench.action.openSettings'],
  [{ type: 'show_log' }, 'run', 'castor.showLog'],
];

describe('page commands', () => {
  for (const [command, ...asked] of expected) {
    it(`${command.type} asks for ${String(asked[0])}`, () => assert.deepEqual(askedBy(command), asked));
  }
});
