// How far research is, told by its turn: the phase, the headline, what was searched, read and used.

import assert from 'node:assert/strict';
import type { Activity } from '../../../src/shared/events.ts';
import { foldAll } from '../../../src/shared/fold.ts';
import { researchState } from '../../../src/shared/research.ts';
import type { Step } from '../../../src/shared/step.ts';

function stateOf(steps: readonly Step[], activity?: Partial<Activity>, plan = false) {
  const model = 'deep-research-preview-04-2026';
  const { last } = foldAll([
    { type: 'session.created', id: 's', at: 1 },
    { type: 'prompt.sent', turn: 't', at: 1, text: 'x', attachments: [], model, output: { type: 'research', plan } },
    { type: 'interaction.requested', turn: 't', interaction: 'i', at: 1, model, stored: true, input: [] },
    ...steps.map((step, index) => ({ type: 'step.started', interaction: 'i', index, step, at: 1 }) as const),
    { type: 'activity.updated', turn: 't', activity: { kind: 'thinking', since: 1, ...activity } },
  ]);
  return researchState(last!);
}

const thought = (text: string): Step => ({ type: 'thought', summary: [{ type: 'text', text }] });

describe('research state', () => {
  it('tells the phase by the newest step', () => {
    assert.equal(stateOf([]).phase, 'starting');
    assert.equal(stateOf([thought('a')]).phase, 'thinking');
    assert.equal(stateOf([thought('a')], {}, true).phase, 'planning');
    const kinds = { google_search_call: 'searching', url_context_call: 'reading', model_output: 'writing' };
    for (const [type, phase] of Object.entries(kinds)) assert.equal(stateOf([thought('a'), { type }]).phase, phase);
  });

  it('says that it waits or reconnects where that means something', () => {
    assert.equal(stateOf([thought('a')], { kind: 'queued' }).phase, 'queued');
    assert.equal(stateOf([thought('a')], { kind: 'reconnecting', detail: 'No network.' }).phase, 'reconnecting');
    assert.equal(stateOf([thought('a')], { kind: 'reconnecting' }).phase, 'thinking', 'an agent is silent for minutes');
  });

  it('takes the newest heading of its thoughts, counts searches and pages, and what is used so far', () => {
    const state = stateOf(
      [
        thought('**First**\n\nwords'),
        { type: 'google_search_call', id: 'a', arguments: { queries: ['x', 'y'] } },
        { type: 'url_context_call', id: 'b', arguments: { urls: ['u'] } },
        thought('***Second thing***\n\nmore words'),
      ],
      { usage: { total_tokens: 5 } },
    );
    assert.deepEqual(state, {
      phase: 'thinking',
      headline: 'Second thing',
      searches: 2,
      pages: 1,
      usage: { total_tokens: 5 },
    });
    assert.equal(stateOf([thought('plain words')]).headline, 'plain words');
  });
});
