// Random but well-formed runs of session events, for properties of fold, coalesce and snapshot.

import fc from 'fast-check';
import type { EventOf, SessionEvent } from '../../../src/shared/events.ts';
import type { Delta, Step } from '../../../src/shared/step.ts';

const word = fc.string({ maxLength: 6 });
const skeleton: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ type: 'model_output' }),
  fc.constant<Step>({ type: 'thought', signature: '' }),
  word.map((text): Step => ({ type: 'model_output', content: [{ type: 'text', text }] })),
  word.map((id): Step => ({ type: 'function_call', id, name: 'read_file', arguments: {} })),
  word.map((future): Step => ({ type: 'teleport_call', future })),
);
const delta: fc.Arbitrary<Delta> = fc.oneof(
  word.map((text) => ({ type: 'text', text })),
  word.map((text) => ({ text })),
  word.map((text) => ({ type: 'thought_summary', content: { type: 'text', text } })),
  word.map((signature) => ({ type: 'thought_signature', signature })),
  fc.constantFrom('{"a"', ':1}', '', '{').map((text) => ({ type: 'arguments_delta', arguments: text })),
  word.map((data) => ({ type: 'image', mime_type: 'image/png', data })),
  word.map((url) => ({ type: 'text_annotation_delta', annotations: [{ type: 'url_citation', url }] })),
  word.map((queries) => ({ type: 'google_search_call', arguments: { queries: [queries] }, signature: '' })),
);

/** Some events of a background interaction name their place in its stream. */
const places = (events: SessionEvent[]): fc.Arbitrary<SessionEvent[]> =>
  fc
    .array(fc.option(word), { minLength: events.length, maxLength: events.length })
    .map((names) =>
      events.map((event, at) =>
        event.type.startsWith('step.') && names[at] ? ({ ...event, cursor: names[at] } as SessionEvent) : event,
      ),
    );

const ofInteraction = (key: string): fc.Arbitrary<SessionEvent[]> => {
  const index = fc.nat(3);
  const event: fc.Arbitrary<SessionEvent> = fc.oneof(
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('step.started' as const),
        interaction: fc.constant(key),
        index,
        step: skeleton,
        at: fc.nat(),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({ type: fc.constant('step.delta' as const), interaction: fc.constant(key), index, delta }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('step.stopped' as const),
        interaction: fc.constant(key),
        index,
        at: fc.nat(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('unknown.received' as const),
        interaction: fc.constant(key),
        raw: fc.jsonValue(),
      }),
    },
  );
  const open: EventOf<'interaction.requested'> = {
    type: 'interaction.requested',
    turn: key.slice(0, 2),
    interaction: key,
    at: 0,
    model: 'm',
    stored: true,
    input: [],
  };
  const created: SessionEvent = { type: 'interaction.created', interaction: key, id: `v1_${key}` };
  const events = fc.array(event, { maxLength: 25 });
  return fc.oneof(
    events.map((all) => [open, created, ...all]),
    events.chain(places).map((all) => [{ ...open, background: true as const }, created, ...all]),
  );
};

const problems = (turn: string): fc.Arbitrary<SessionEvent[]> =>
  fc.array(
    fc.record({
      type: fc.constant('problems.changed' as const),
      turn: fc.constant(turn),
      path: fc.constantFrom('a.ts', 'b.ts'),
      fixed: fc.nat(9),
      added: fc.nat(9),
    }),
    { maxLength: 4 },
  );

const path = fc.constantFrom('a.ts', 'b.ts');
const files = (turn: string): fc.Arbitrary<SessionEvent[]> =>
  fc.array(
    fc.oneof(
      fc.record({
        type: fc.constant('files.changed' as const),
        turn: fc.constant(turn),
        call: fc.constant('c'),
        at: fc.nat(),
        files: fc.array(fc.record({ root: fc.constant('/ws'), path }), { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        type: fc.constant('restore.completed' as const),
        turn: fc.constantFrom('t1', turn),
        restore: word,
        undone: fc.boolean(),
        at: fc.nat(),
        files: fc.nat(9),
        left: fc.array(fc.record({ root: fc.constant('/ws'), path, why: fc.constant('changed' as const) })),
      }),
    ),
    { maxLength: 3 },
  );

const compactions = (turn: string): fc.Arbitrary<SessionEvent[]> =>
  fc.array(
    fc.record({
      type: fc.constant('conversation.compacted' as const),
      turn: fc.constantFrom('t1', turn),
      compaction: fc.record(
        {
          id: fc.constantFrom('c1', 'c2'),
          at: fc.nat(),
          through: fc.integer({ min: 1, max: 2 }),
          summary: fc.record({
            goal: word,
            done: fc.array(word),
            inProgress: fc.array(word),
            files: fc.array(word),
            next: fc.array(word),
          }),
          edited: fc.nat(3),
          undone: fc.constant(true as const),
          model: fc.constant('m'),
        },
        { requiredKeys: ['id', 'at', 'through', 'summary', 'edited', 'model'] },
      ),
    }),
    { maxLength: 2 },
  );

const ofTurn = (turn: string): fc.Arbitrary<SessionEvent[]> =>
  fc
    .tuple(
      ofInteraction(`${turn}.1`),
      ofInteraction(`${turn}.2`),
      fc.boolean(),
      problems(turn),
      files(turn),
      compactions(turn),
    )
    .map(([one, two, ended, changes, touched, compacted]) => [
      { type: 'prompt.sent', turn, at: 1, text: `prompt ${turn}`, attachments: [], model: 'm' },
      ...one,
      {
        type: 'interaction.completed',
        interaction: `${turn}.1`,
        status: 'completed',
        usage: { total_tokens: 3 },
        at: 2,
      },
      ...two,
      ...changes,
      ...touched,
      ...compacted,
      ...(ended ? [{ type: 'turn.completed', turn, at: 3, outcome: 'completed' } as const] : []),
    ]);

/** Where a turn goes in the tree: after any earlier one, before all, or (absent) at the end of the shown branch. */
const place = fc.record(
  { parent: fc.constantFrom('', 't1', 't2', 't3'), side: fc.constant(true as const) },
  { requiredKeys: [] },
);
const placed = (turn: string): fc.Arbitrary<SessionEvent[]> =>
  fc
    .tuple(ofTurn(turn), place, fc.option(fc.constantFrom('', 't1', 't2', 't9')))
    .map(([[first, ...rest], where, chosen]) => [
      { ...first!, ...where } as SessionEvent,
      ...rest,
      ...(chosen === null ? [] : [{ type: 'branch.chosen', turn: chosen } as const]),
    ]);

/** A session of one to four turns, some of them on branches. */
export const sessionEvents: fc.Arbitrary<SessionEvent[]> = fc
  .tuple(ofTurn('t1'), placed('t2'), placed('t3'), placed('t4'), fc.integer({ min: 1, max: 4 }))
  .map(([a, b, c, d, turns]) => [{ type: 'session.created', id: 's', at: 0 }, ...[a, b, c, d].slice(0, turns).flat()]);
