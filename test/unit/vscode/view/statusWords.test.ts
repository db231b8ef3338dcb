// The status bar: what counts most is what it says.

import assert from 'node:assert/strict';
import { type ChatStatus, statusWords } from '../../../../src/vscode/view/statusWords.ts';

const idle: ChatStatus = { model: 'Gemini 3.8 Flash', busy: false, waiting: 0, hasKey: true };
const t = (text: string, ...values: readonly number[]) => text.replace('{0}', String(values[0]));
const of = (status: Partial<ChatStatus>) => statusWords({ ...idle, ...status }, t);

describe('status bar', () => {
  it('names the model when nothing happens', () => {
    assert.deepEqual(of({}), { text: '$(sparkle) Gemini 3.8 Flash', state: 'Ready', urgent: false });
  });

  it('says that it works', () => {
    assert.deepEqual(of({ busy: true }), { text: '$(loading~spin) Gemini 3.8 Flash', state: 'Working', urgent: false });
  });

  it('says how much waits for the person before anything else', () => {
    assert.deepEqual(of({ busy: true, waiting: 1 }), {
      text: '$(bell-dot) 1 · Gemini 3.8 Flash',
      state: '1 change waits for you',
      urgent: true,
    });
    assert.equal(of({ busy: true, waiting: 3 }).state, '3 changes wait for you');
  });

  it('promises no model without a key', () => {
    assert.deepEqual(of({ hasKey: false }), { text: '$(sparkle) Castor', state: 'No API key is set', urgent: false });
  });
});
