// Requests, timelines and texts of any kind in; laws that hold for all of them out.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pieces } from '../../emulator/acts.ts';
import { VirtualClock } from '../../emulator/clock.ts';
import { Refusal } from '../../emulator/refusal.ts';
import { startEmulator } from '../../emulator/server.ts';
import { checkCalls, type StepJson } from '../../emulator/validate/chain.ts';
import { type Memory, readRequest } from '../../emulator/validate/request.ts';
import { stepShapes } from '../../emulator/validate/steps.ts';
import { collect, sdk, spoken } from './client.ts';

const memory: Memory = { previous: () => undefined, call: () => undefined, isToken: () => false, stepTypes: new Set() };

const refusalOf = (act: () => unknown): Refusal | undefined => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return undefined;
};

const json = fc.jsonValue({ maxDepth: 3 });
const kinds = fc.constantFrom(
  ...Object.keys(stepShapes),
  'text',
  'image',
  'video',
  'function',
  'google_search',
  'other',
);
/** Something with a `type` that means something, and fields that may be anything. */
const typed = fc
  .tuple(
    kinds,
    fc.dictionary(
      fc.constantFrom(
        'content',
        'id',
        'call_id',
        'result',
        'name',
        'arguments',
        'text',
        'summary',
        'signature',
        'data',
        'role',
      ),
      json,
      { maxKeys: 4 },
    ),
  )
  .map(([type, fields]) => ({ type, ...fields }));
const anything = fc.oneof(
  json,
  typed,
  fc.array(typed, { maxLength: 4 }),
  fc.array(fc.oneof(json, typed), { maxLength: 3 }),
);
const fields = [
  'input',
  'tools',
  'generation_config',
  'response_format',
  'agent_config',
  'store',
  'stream',
  'labels',
  'previous_interaction_id',
  'system_instruction',
  'webhook_config',
  'environment',
  '__proto__',
  'constructor',
  'toString',
];

describe('emulator: laws', () => {
  it('refuses or understands any body, and never breaks', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), anything, { maxKeys: 5 }), (body) => {
        const refusal = refusalOf(() => readRequest({ model: 'gemini-3.8-flash', input: 'hi', ...body }, memory));
        if (refusal) assert.ok([400, 404].includes(refusal.status));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses every unknown key by its name, wherever it stands', () => {
    const key = fc.string({ minLength: 23, maxLength: 40 });
    fc.assert(
      fc.property(key, fc.constantFrom('top', 'step', 'content'), (name, where) => {
        const extra = { [name]: 1 };
        const part = { type: 'text', text: 'a', ...(where === 'content' ? extra : {}) };
        const step = { type: 'user_input', content: [part], ...(where === 'step' ? extra : {}) };
        const body = { model: 'gemini-3.8-flash', input: [step], ...(where === 'top' ? extra : {}) };
        const at = { top: '', step: " at 'input[0]'", content: " at 'input[0].content[0]'" }[where];
        const { error } = refusalOf(() => readRequest(body, memory))!.body as { error: { message: string } };
        assert.equal(error.message, `Unknown parameter '${name}'${at}.`);
      }),
    );
  });

  /** Turns of a prompt, groups of calls with their results, and an answer. */
  const timelines = fc
    .array(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }), { minLength: 1, maxLength: 4 })
    .map((turns) => {
      let id = 0;
      return turns.flatMap((groups): StepJson[] => [
        { type: 'user_input' },
        ...groups.flatMap((size): StepJson[] => {
          const ids = Array.from({ length: size }, () => `c${id++}`);
          const calls = ids.map((call) => ({ type: 'function_call', id: call }));
          return [
            { type: 'thought' },
            ...calls,
            ...ids.toReversed().map((call) => ({ type: 'function_result', call_id: call })),
          ];
        }),
        { type: 'model_output' },
      ]);
    });

  it('takes every timeline whose calls are answered, and none with a result missing, doubled or moved behind a prompt', () => {
    fc.assert(
      fc.property(timelines, fc.nat(), (timeline, pick) => {
        checkCalls(timeline);
        const results = timeline.flatMap(({ type }, at) => (type === 'function_result' ? [at] : []));
        if (results.length === 0) return;
        const at = results[pick % results.length]!;
        const refused = (steps: readonly StepJson[]) => assert.ok(refusalOf(() => checkCalls(steps)));
        refused(timeline.toSpliced(at, 1));
        refused(timeline.toSpliced(at, 0, timeline[at]!));
        refused(timeline.toSpliced(at, 0, { type: 'user_input' }));
      }),
    );
  });

  it('cuts text into pieces that join to it, whole characters each', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 9 }), (text, size) => {
        const cut = pieces(text, size);
        assert.equal(cut.join(''), text);
        assert.ok(
          cut.every((piece) => Array.from(piece).length <= size && piece.isWellFormed() === text.isWellFormed()),
        );
      }),
    );
  });

  it('carries any text through any carriage', async () => {
    const emulator = await startEmulator({ clock: new VirtualClock({ auto: true }) });
    const ai = sdk(emulator);
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (said, n, chunk, crlf) => {
          emulator.use([
            {
              name: 'any',
              answer: [
                { do: 'say', text: said, chunk },
                { do: 'split_bytes', n },
                ...(crlf ? [{ do: 'crlf' } as const, { do: 'comments' } as const] : []),
              ],
            },
          ]);
          const { events, failed } = await collect(await ai.stream({ input: 'hi' }));
          assert.equal(failed, undefined);
          assert.equal(spoken(events), said);
        },
      ),
      { numRuns: 25 },
    );
    await emulator.close();
  });
});
