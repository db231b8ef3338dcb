// A server's record to a session that goes on from it: chained by its id, its calls answered, its steps as they were.

import assert from 'node:assert/strict';
import { chainOf } from '../../../src/agent/chain.ts';
import type { InteractionRecord } from '../../../src/agent/ports.ts';
import { foldAll } from '../../../src/shared/fold.ts';
import type { Step } from '../../../src/shared/step.ts';
import { outputText, plainStep } from '../../../src/shared/transcript.ts';
import { canContinue, sessionOf, shownRecord } from '../../../src/vscode/interaction/record.ts';

const steps: readonly Step[] = [
  { type: 'user_input', content: [{ type: 'text', text: 'Read it' }] },
  { type: 'thought', signature: 'c2ln' },
  { type: 'function_call', id: 'c1', name: 'read_file', arguments: { path: 'a' } },
  { type: 'model_output', content: [{ type: 'text', text: 'I read.' }] },
];
const record = (more: Partial<InteractionRecord> = {}): InteractionRecord => ({
  id: 'v1_x',
  status: 'requires_action',
  model: 'm',
  steps,
  raw: {},
  ...more,
});

describe('a record of the server', () => {
  it('becomes a turn that the next prompt chains to; a call in it is answered first', () => {
    const transcript = foldAll(sessionOf(record(), 5));
    const { last } = transcript;
    assert.equal(last?.prompt.text, 'Read it');
    assert.equal(outputText(last!.interactions), 'I read.');
    assert.deepEqual(
      last?.interactions[0]?.steps.map(({ step }) => plainStep(step)),
      steps.slice(1),
    );
    const { previous, pending } = chainOf(transcript);
    assert.equal(previous, 'v1_x');
    assert.deepEqual(
      pending.map(({ type }) => type),
      ['function_result'],
    );
  });

  it('takes what the record says was sent, where it says so', () => {
    const input: readonly Step[] = [{ type: 'user_input', content: [{ type: 'text', text: 'Other words' }] }];
    const transcript = foldAll(sessionOf(record({ input, status: 'completed', steps: [] }), 5));
    assert.equal(transcript.last?.prompt.text, 'Other words');
    assert.deepEqual(transcript.last?.interactions[0]?.input, input);
  });

  it('can be gone on from once it has ended', () => {
    assert.equal(canContinue(record()), true);
    for (const status of ['in_progress', 'failed', 'cancelled'])
      assert.equal(canContinue(record({ status })), false, status);
    assert.equal(canContinue(record({ id: '' })), false);
  });

  it('is shown without megabytes of signature, and says what is missing', () => {
    const shown = shownRecord(record({ raw: { signature: 'x'.repeat(5000), text: 'short' } }));
    assert.ok(shown.length < 500 && shown.includes('… (5000 characters)') && shown.includes('"short"'));
  });
});
