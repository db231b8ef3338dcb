// Each command on code reaches the one thing it is for, with what the editor passes along.

import assert from 'node:assert/strict';
import { promptStep } from '../../../src/agent/prompt.ts';
import { commandTable } from '../../../src/vscode/commands.ts';
import { wordsOf } from '../../../src/vscode/prompt/promptWords.ts';

/** What the parts were asked, in order. */
async function askedBy(id: string, given?: unknown): Promise<readonly unknown[]> {
  const asked: unknown[] = [];
  const note =
    (name: string) =>
    async (...all: unknown[]): Promise<never> =>
      void asked.push([name, ...all]) as never;
  const chat = {
    newSession: note('newSession'),
    stop: () => void asked.push(['stop']),
    focusPrompt: () => void asked.push(['focusPrompt']),
    run: note('run'),
  };
  const secrets = { ask: note('ask'), remove: note('remove') };
  const to = { chat: async () => chat, reveal: note('reveal'), secrets, showLog: () => void asked.push(['showLog']) };
  await commandTable(to)[id]!(given);
  return asked;
}

describe('commands', () => {
  it('pass on what they are about', async () => {
    const given = { uri: 'file:///a.ts' };
    for (const id of ['castor.askAboutSelection', 'castor.explain', 'castor.addTerminalSelectionToPrompt']) {
      assert.deepEqual(await askedBy(id, given), [['run', id, given]]);
    }
  });

  it('show the chat before they give it the focus', async () => {
    assert.deepEqual(await askedBy('castor.openChat'), [['reveal'], ['focusPrompt']]);
    assert.deepEqual(await askedBy('castor.newSession'), [['reveal'], ['newSession'], ['focusPrompt']]);
    assert.deepEqual(await askedBy('castor.stop'), [['stop']]);
  });

  it('have words of their own for each wish', () => {
    const wishes = ['explain', 'explainProblems', 'fix', 'fixProblems', 'tests', 'docs', 'review'] as const;
    const rewrites = ['simplify', 'addTypes', 'extract'] as const;
    const all = [...wishes, ...rewrites].map(wordsOf);
    assert.equal(new Set(all).size, all.length);
  });
});

describe('an attached part', () => {
  it('comes with its place, symbol and language', () => {
    const part = {
      id: '1',
      kind: 'selection',
      label: 'a.ts:3-9 (Cart.total)',
      path: 'a.ts',
      lines: { start: 3, end: 9 },
      symbol: 'Cart.total',
      language: 'typescript',
      text: 'text',
    } as const;
    assert.deepEqual(promptStep('why?', [part]).content[0], {
      type: 'text',
      text: 'Attached selection: a.ts lines 3-9 (Cart.total)\n```typescript\ntext\n```',
    });
  });
});
