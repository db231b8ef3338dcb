// Commands of the page: each reaches the one part it is for, with what it carries and nothing else.

import assert from 'node:assert/strict';
import { type CoreCommand, obey, type PageTargets } from '../../../../src/vscode/view/pageCommands.ts';

/** What the parts were asked, as [part, …arguments]. */
function askedBy(command: CoreCommand): readonly unknown[] {
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

const expected: readonly (readonly [CoreCommand, ...unknown[]])[] = [
  [{ type: 'ready' }, 'pageReady'],
  [{ type: 'resync' }, 'pageReady'],
  [{ type: 'earlier', turn: 't1' }, 'earlier', 't1'],
  [{ type: 'focus' }, 'warm'],
  [{ type: 'send', text: 'hi' }, 'send', 'hi'],
  [{ type: 'stop' }, 'stop'],
  [{ type: 'new_session' }, 'newSession'],
  [{ type: 'decide', call: 'c', decision: 'deny', words: 'no' }, 'decide', 'c', 'deny', 'no'],
  [{ type: 'retry', turn: 't1' }, 'resume', 't1', 'retry'],
  [{ type: 'continue', turn: 't1' }, 'resume', 't1', 'continue'],
];

describe('page commands', () => {
  for (const [command, ...asked] of expected) {
    it(`${command.type} asks for ${String(asked[0])}`, () => assert.deepEqual(askedBy(command), asked));
  }
});
