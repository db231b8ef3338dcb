// Questions of the model to the person: shown as asked, answered once, ended by Stop, kept over a page that comes anew.

import assert from 'node:assert/strict';
import { foldAll } from '../../../src/shared/fold.ts';
import { snapshot } from '../../../src/shared/snapshot.ts';
import { calls, says } from '../../support/scriptedGemini.ts';
import { lastTurn, resultsOf, seenEvent, sessionOver, states } from '../agent/harness.ts';

const ask = (args: Readonly<Record<string, unknown>>) => [
  calls('v1_a', { id: 'q1', name: 'ask_user', arguments: args }),
  says('v1_b', 'ok'),
];

describe('ask_user', () => {
  it('waits for the person, and gives the answer to the model', async () => {
    const all = sessionOver(ask({ question: 'Which one?', choices: ['red', 'blue', 'red'] }));
    const turn = all.session.send({ text: 'x', attachments: [] });
    const { question } = await seenEvent(all, 'question.asked');
    assert.deepEqual(question, { text: 'Which one?', choices: ['red', 'blue'], freeText: true });
    assert.equal(all.session.waiting, 1);
    // A page that comes anew sees the same.
    const again = foldAll(snapshot(all.session.transcript));
    assert.deepEqual(again.last?.interactions[0]?.calls, lastTurn(all.session).interactions[0]?.calls);
    assert.equal(again.last?.interactions[0]?.calls[0]?.state, 'question');
    all.session.answer('other', 'red');
    all.session.answer('q1', '  ');
    assert.equal(all.session.waiting, 1);
    all.session.answer('q1', 'green');
    await turn;
    assert.equal(resultsOf(all.requests[1]!.input)[0]?.result, 'The person answered: green');
    const [call] = lastTurn(all.session).interactions[0]!.calls;
    assert.deepEqual([call?.state, call?.answer, call?.summary], ['completed', 'green', 'green']);
  });

  it('takes no words where only the choices are an answer', async () => {
    const all = sessionOver(ask({ question: 'Which one?', choices: ['red', 'blue'], allow_free_text: false }));
    const turn = all.session.send({ text: 'x', attachments: [] });
    await seenEvent(all, 'question.asked');
    all.session.answer('q1', 'green');
    assert.equal(all.session.waiting, 1);
    all.session.answer('q1', 'blue');
    await turn;
    assert.equal(resultsOf(all.requests[1]!.input)[0]?.result, 'The person answered: blue');
  });

  it('is ended by Stop', async () => {
    const all = sessionOver(ask({ question: 'Which one?' }));
    const turn = all.session.send({ text: 'x', attachments: [] });
    await seenEvent(all, 'question.asked');
    all.session.stop();
    await turn;
    assert.deepEqual(states(all.session), ['stopped']);
    assert.equal(all.session.waiting, 0);
    all.session.answer('q1', 'late');
    assert.equal(lastTurn(all.session).interactions[0]!.calls[0]?.answer, undefined);
  });
});
