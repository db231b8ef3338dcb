// The fold: recorded rules of the API's reducer, and the laws that host, page and disk rely on.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coalesce } from '../../../src/shared/coalesce.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { fold, foldAll } from '../../../src/shared/fold.ts';
import { snapshot } from '../../../src/shared/snapshot.ts';
import type { Delta, Step } from '../../../src/shared/step.ts';
import { outputText, type Transcript, turnUsage } from '../../../src/shared/transcript.ts';
import { sessionEvents } from './events.ts';

const json = (value: unknown) => JSON.parse(JSON.stringify(value));

/** What one step looks like after these deltas. */
function stepAfter(step: Step, ...deltas: Delta[]): { step: Step; argumentsInvalid?: true } {
  const events: SessionEvent[] = [
    { type: 'prompt.sent', turn: 't1', at: 0, text: '', attachments: [], model: 'm' },
    { type: 'interaction.requested', turn: 't1', interaction: 'i', at: 0, model: 'm', stored: true, input: [] },
    { type: 'step.started', interaction: 'i', index: 0, step, at: 0 },
    ...deltas.map((delta) => ({ type: 'step.delta', interaction: 'i', index: 0, delta }) as const),
    { type: 'step.stopped', interaction: 'i', index: 0, at: 0 },
  ];
  return json(foldAll(events).last?.interactions[0]?.steps[0]);
}

describe('fold', () => {
  it('appends text to the last text part and starts another after a picture', () => {
    const { step } = stepAfter(
      { type: 'model_output', content: [{ type: 'text', text: 'Once' }] },
      { type: 'text', text: ' upon' },
      { type: 'image', mime_type: 'image/png', data: 'AA==' },
      { text: 'a time' },
    );
    assert.deepEqual(step, {
      type: 'model_output',
      content: [
        { type: 'text', text: 'Once upon' },
        { type: 'image', mime_type: 'image/png', data: 'AA==' },
        { type: 'text', text: 'a time' },
      ],
    });
  });

  it('keeps the last signature that is not empty', () => {
    assert.deepEqual(
      stepAfter(
        { type: 'thought' },
        { type: 'thought_signature', signature: 'abc' },
        { type: 'thought_signature', signature: '' },
      ).step,
      {
        type: 'thought',
        signature: 'abc',
      },
    );
    assert.deepEqual(
      stepAfter(
        { type: 'google_search_call', id: 's', signature: 'abc' },
        { type: 'google_search_call', signature: '', arguments: { queries: ['q'] } },
      ).step,
      {
        type: 'google_search_call',
        id: 's',
        signature: 'abc',
        arguments: { queries: ['q'] },
      },
    );
  });

  it('parses arguments when the step stops, however they were cut, and marks those that do not parse', () => {
    const call: Step = { type: 'function_call', id: 'c', name: 'f', arguments: {}, signature: '' };
    const text = JSON.stringify({ path: 'src/ä.ts', n: [1, 2] });
    const cut = stepAfter(call, ...[...text].map((piece) => ({ type: 'arguments_delta', arguments: piece })));
    assert.deepEqual(cut.step, { ...call, arguments: JSON.parse(text) });
    assert.equal(stepAfter(call, { type: 'arguments_delta', arguments: '{"path": ' }).argumentsInvalid, true);
    assert.equal(stepAfter(call, { type: 'arguments_delta', arguments: '[1]' }).argumentsInvalid, true);
    assert.deepEqual(stepAfter(call).step, call);
  });

  it('keeps annotations once each', () => {
    const annotation = { type: 'url_citation', url: 'https://a.example', start_index: 0, end_index: 2 };
    const { step } = stepAfter(
      { type: 'model_output' },
      { type: 'text', text: 'Hi' },
      { type: 'text_annotation_delta', annotations: [annotation, annotation] },
    );
    assert.deepEqual(step, {
      type: 'model_output',
      content: [{ type: 'text', text: 'Hi', annotations: [annotation] }],
    });
  });

  it('opens a step that was never started, by the kind of its delta', () => {
    const events: SessionEvent[] = [
      { type: 'prompt.sent', turn: 't1', at: 0, text: '', attachments: [], model: 'm' },
      { type: 'interaction.requested', turn: 't1', interaction: 'i', at: 0, model: 'm', stored: true, input: [] },
      { type: 'step.delta', interaction: 'i', index: 2, delta: { type: 'text', text: 'late' } },
      { type: 'step.delta', interaction: 'i', index: 1, delta: { type: 'thought_signature', signature: 's' } },
    ];
    const [thought, output] = json(foldAll(events).last?.interactions[0]?.steps);
    assert.deepEqual([thought.index, thought.step], [1, { type: 'thought', signature: 's' }]);
    assert.deepEqual(
      [output.index, output.step],
      [2, { type: 'model_output', content: [{ type: 'text', text: 'late' }] }],
    );
  });

  it('leaves older turns untouched, by identity', () => {
    fc.assert(
      fc.property(sessionEvents, (events) => {
        let before: Transcript = foldAll(events);
        const turns = before.turns;
        for (const event of events.filter(({ type }) => type.startsWith('step.'))) before = fold(before, event);
        assert.equal(before.turns, turns);
      }),
    );
  });

  it('never throws and never loses a character of text', () => {
    fc.assert(
      fc.property(sessionEvents, (events) => {
        const transcript = foldAll(events);
        const sent = events.flatMap((event) =>
          event.type === 'step.delta' && 'text' in event.delta ? String(event.delta.text) : [],
        );
        const shown = json(transcript);
        const all = JSON.stringify(shown);
        for (const text of sent) assert.ok(text === '' || all.includes(JSON.stringify(text).slice(1, -1)));
      }),
    );
  });

  it('gives the same transcript for coalesced events', () => {
    fc.assert(
      fc.property(sessionEvents, (events) => assert.deepEqual(json(foldAll(coalesce(events))), json(foldAll(events)))),
    );
  });

  it('gives the same transcript for its own snapshot, but for times', () => {
    fc.assert(
      fc.property(sessionEvents, (events) => {
        const transcript = foldAll(events);
        assert.deepEqual(json(foldAll(snapshot(transcript))), json(transcript));
      }),
    );
  });

  it('sums a turn’s usage and leaves out what nobody reported', () => {
    const interactions = [{ total_tokens: 3, total_input_tokens: 1 }, undefined, { total_tokens: 4 }].map((usage) => ({
      usage,
    }));
    assert.deepEqual(turnUsage({ interactions } as never), { total_tokens: 7, total_input_tokens: 1 });
  });

  it('joins the text of all outputs', () => {
    const events: SessionEvent[] = [
      { type: 'prompt.sent', turn: 't1', at: 0, text: '', attachments: [], model: 'm' },
      { type: 'interaction.requested', turn: 't1', interaction: 'i', at: 0, model: 'm', stored: true, input: [] },
      { type: 'step.delta', interaction: 'i', index: 0, delta: { type: 'text', text: 'a' } },
      { type: 'step.delta', interaction: 'i', index: 1, delta: { type: 'text', text: 'b' } },
    ];
    assert.equal(outputText(foldAll(events).last?.interactions ?? []), 'ab');
  });
});

describe('coalesce', () => {
  it('joins a run of text deltas into one', () => {
    const event = (text: string): SessionEvent => ({
      type: 'step.delta',
      interaction: 'i',
      index: 0,
      delta: { type: 'text', text },
    });
    assert.deepEqual(coalesce([event('a'), event('b'), event('c')]), [event('abc')]);
  });
});
