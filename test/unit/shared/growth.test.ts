// Growing text told without its address: a page that takes `more` sees what a page sees that takes every event.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { growthEvent, growthOf, packed, unpacked } from '../../../src/shared/growth.ts';
import type { HostState, Update } from '../../../src/shared/messages.ts';
import { Outbox } from '../../../src/vscode/view/outbox.ts';
import { firstState, receive } from '../../../src/webview/state.ts';

const started: readonly SessionEvent[] = [
  { type: 'session.created', id: 's', at: 0 },
  { type: 'prompt.sent', turn: 't', at: 0, text: 'p', attachments: [], model: 'm' },
  { type: 'interaction.requested', turn: 't', interaction: 'i', at: 0, model: 'm', stored: true, input: [] },
  { type: 'step.started', interaction: 'i', index: 0, step: { type: 'model_output' }, at: 0 },
  { type: 'step.started', interaction: 'i', index: 1, step: { type: 'model_output' }, at: 0 },
  { type: 'step.started', interaction: 'i', index: 2, step: { type: 'thought' }, at: 0 },
  {
    type: 'step.started',
    interaction: 'i',
    index: 3,
    step: { type: 'function_call', id: 'c', name: 'f', arguments: {} },
    at: 0,
  },
];

const event = fc.oneof(
  fc.record({
    type: fc.constant('step.delta' as const),
    interaction: fc.constant('i'),
    index: fc.constantFrom(0, 0, 0, 1),
    delta: fc.record({ type: fc.constant('text' as const), text: fc.string({ minLength: 1, maxLength: 4 }) }),
  }),
  fc.constant<SessionEvent>({
    type: 'step.delta',
    interaction: 'i',
    index: 2,
    delta: { type: 'thought_summary', content: { type: 'text', text: 'hm' } },
  }),
  fc.constant<SessionEvent>({
    type: 'step.delta',
    interaction: 'i',
    index: 3,
    delta: { type: 'arguments_delta', arguments: '{"a' },
  }),
);

function texts(updates: readonly Update[]) {
  const state = updates.reduce((before, update) => receive(before, update, 0), firstState);
  assert.equal(state.lost, false);
  return JSON.stringify(state.transcript.last?.interactions[0]?.steps, (_, value) =>
    typeof value?.toString === 'function' && value.constructor?.name === 'StreamText' ? String(value) : value,
  );
}

describe('growth', () => {
  it('is what an event says that lengthens a text, and nothing else', () => {
    const more: SessionEvent = { type: 'step.delta', interaction: 'i', index: 3, delta: { type: 'text', text: 'x' } };
    assert.deepEqual(growthEvent(growthOf(more)!), more);
    const noted = { ...more, delta: { type: 'text', text: 'x', annotations: [] } } as SessionEvent;
    assert.equal(growthOf(noted), undefined);
    assert.equal(growthOf(started[0]), undefined);
    for (const delta of [
      { type: 'arguments_delta', arguments: '{' },
      { type: 'thought_summary', content: { type: 'text', text: 'x' } },
    ]) {
      assert.deepEqual(growthEvent(growthOf({ ...more, delta })!), { ...more, delta });
      assert.equal(growthOf({ ...more, delta: { ...delta, more: 1 } }), undefined);
    }
    const cited = { type: 'thought_summary', content: { type: 'text', text: 'x', annotations: [] } };
    assert.equal(growthOf({ ...more, delta: cited } as SessionEvent), undefined);
    assert.equal(growthOf(undefined), undefined);
  });

  it('brings a page to the same transcript', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ event, ms: fc.constantFrom(0, 5, 20) }), { maxLength: 40 }), (happened) => {
        let now = 0;
        let later: (() => void) | undefined;
        const updates: Update[] = [];
        const outbox = new Outbox({
          post: (update) => updates.push(unpacked(JSON.parse(JSON.stringify(packed(update)))) as Update),
          state: () => ({}) as HostState,
          before: () => undefined,
          transcript: () => ({ session: 's', events: started }),
          now: () => now,
          later(run) {
            later = run;
            return () => {
              later = undefined;
            };
          },
        });
        const pass = (ms: number) => {
          now += ms;
          const run = later;
          if (ms < 16 || !run) return;
          later = undefined;
          run();
        };
        outbox.open();
        pass(20);
        for (const { event, ms } of happened) {
          outbox.event(event);
          pass(ms);
        }
        pass(20);
        const whole: Update = {
          type: 'transcript',
          seq: 0,
          session: 's',
          events: [...started, ...happened.map(({ event }) => event)],
          state: {} as HostState,
        };
        assert.equal(texts(updates), texts([whole]));
      }),
    );
  });

  it('of a step that the page does not know makes it ask for everything', () => {
    const transcript: Update = { type: 'transcript', seq: 0, session: 's', events: started, state: {} as HostState };
    const state = receive(receive(firstState, transcript, 0), { type: 'more', seq: 1, text: 'x' }, 0);
    assert.equal(state.lost, true);
  });
});
