// Which models can go on with a conversation: said by what the service is known to refuse.

import assert from 'node:assert/strict';
import type { SessionEvent } from '../../../../src/shared/events.ts';
import { foldAll } from '../../../../src/shared/fold.ts';
import type { FunctionResult } from '../../../../src/shared/step.ts';
import { mismatch } from '../../../../src/vscode/session/mixing.ts';

function withResult(result: FunctionResult['result'], ...more: SessionEvent[]) {
  const call = { type: 'function_call', id: 'c', name: 'read_file', arguments: {} } as const;
  return foldAll([
    { type: 'prompt.sent', turn: 't1', at: 0, text: '', attachments: [], model: 'm' },
    { type: 'interaction.requested', turn: 't1', interaction: 'i', at: 0, model: 'm', stored: true, input: [] },
    { type: 'call.received', interaction: 'i', call, title: '', effect: 'read' },
    {
      type: 'call.completed',
      call: 'c',
      at: 0,
      result: { type: 'function_result', call_id: 'c', name: 'read_file', result },
    },
    ...more,
  ]);
}

const picture = [{ type: 'image', mime_type: 'image/png', data: 'AA==' }] as const;

describe('mismatch', () => {
  it('is a picture among the tool results, for models of the 2.5 series alone', () => {
    assert.equal(mismatch(withResult(picture), 'gemini-2.5-flash'), 'parts');
    assert.equal(mismatch(withResult(picture), 'models/gemini-2.5-pro'), 'parts');
    assert.equal(mismatch(withResult(picture), 'gemini-3.8-flash'), undefined);
    assert.equal(mismatch(withResult([{ type: 'text', text: 'a' }]), 'gemini-2.5-flash'), undefined);
    assert.equal(mismatch(withResult('text'), 'gemini-2.5-flash'), undefined);
  });

  it('is none on a branch that goes another way', () => {
    const other: SessionEvent = {
      type: 'prompt.sent',
      turn: 't2',
      parent: '',
      at: 0,
      text: '',
      attachments: [],
      model: 'm',
    };
    assert.equal(mismatch(withResult(picture, other), 'gemini-2.5-flash'), undefined);
  });

  it('is a model of another trade, once something was asked', () => {
    assert.equal(mismatch(withResult('text'), 'gemini-3.8-flash-tts'), 'trade');
    assert.equal(mismatch(foldAll([]), 'gemini-3.8-flash-tts'), undefined);
  });
});
