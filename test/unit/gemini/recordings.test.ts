// Recordings of the real service, replayed over HTTP through the real SDK and the fold: nothing may be lost on the way.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  against,
  closeServers,
  collect,
  doneFrame,
  failureOf,
  folded,
  frame,
  hasRecording,
  never,
  recording,
  recordingNames,
  request,
  sse,
  stepsOf,
  streamed,
  terminal,
  withoutWaits,
} from './support.ts';

type Json = Record<string, unknown>;

const framed = (name: string): string =>
  name.endsWith('.sse')
    ? recording(name)
    : recording(name)
        .trim()
        .split('\n')
        .map((line) => frame(JSON.parse(line) as Json))
        .join('') + doneFrame;

const payloads = (text: string): Json[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice(6)) as Json);

async function replay(text: string) {
  return (await streamed([sse(text)], { timeouts: { retryBudgetMs: 0 } })).events;
}

describe('gemini: recordings', () => {
  afterEach(closeServers);

  it('loses no event and no delta of any recording', async function () {
    const names = [...(recordingNames('.chunks.txt') ?? []), ...(recordingNames('.sse') ?? [])];
    if (names.length === 0) return this.skip();
    for (const name of names) {
      const text = framed(name);
      const sent = payloads(text).filter(({ event_type }) => String(event_type).startsWith('step.'));
      const events = withoutWaits(await replay(text));
      const got = events.filter(({ type }) => type.startsWith('step.'));
      assert.equal(got.length, sent.length, name);
      for (const [at, payload] of sent.entries()) {
        const event = got[at] as unknown as Json;
        assert.equal(event.index, payload.index, name);
        if (payload.step) assert.deepEqual(event.step, payload.step, name);
        if (payload.delta) assert.deepEqual(event.delta, payload.delta, name);
      }
      assert.deepEqual(
        events.filter(({ type }) => type === 'unknown'),
        [],
        name,
      );
    }
  });

  it('ends each recording as it ended: completed ones complete with the usage as sent, the others fail', async function () {
    const names = [...(recordingNames('.chunks.txt') ?? []), ...(recordingNames('.sse') ?? [])];
    if (names.length === 0) return this.skip();
    for (const name of names) {
      const text = framed(name);
      const last = payloads(text).findLast(({ event_type }) => event_type === 'interaction.completed')?.interaction as
        | Json
        | undefined;
      const end = terminal(await replay(text));
      if (!last) {
        assert.equal(end.type, 'failed', name);
        continue;
      }
      assert.ok(end.type === 'completed', name);
      assert.equal(end.status, last.status, name);
      assert.equal(end.id, last.id, name);
      assert.deepEqual(end.usage, last.usage, name);
      assert.equal(end.failure, undefined, name);
    }
  });

  it('folds a stream to the steps of its unary twin, where both were recorded', async function () {
    const names = recordingNames('.chunks.txt')?.filter((name) => hasRecording(name.replace('.chunks.txt', '.json')));
    if (!names?.length) return this.skip();
    for (const name of names) {
      const unary = JSON.parse(recording(name.replace('.chunks.txt', '.json'))) as { steps: Json[] };
      const steps = stepsOf(folded(await replay(framed(name))));
      // Two runs of one prompt: their words and signatures differ, their shape does not.
      assert.deepEqual(steps.map(shape), unary.steps.map(shape), name);
    }
  });

  it('names the recorded overload although its code says invalid_request', async function () {
    if (!recordingNames('.sse')?.length) return this.skip();
    const failure = failureOf(await replay(recording('live-overload-in-stream.sse')));
    assert.equal(failure.kind, 'overloaded');
    assert.match(failure.detail!, /high demand/);
  });

  it('gives the same events however the bytes of a recording are cut', async function () {
    if (!recordingNames('.sse')?.length) return this.skip();
    const bytes = Buffer.from(framed('doc-multi-tool-search-then-function-call.sse').replace('Rust', 'Rüst 🦀'));
    const whole = await replay(bytes.toString());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 40 }), async (cuts) => {
        const marks = [0, ...new Set(cuts.sort((a, b) => a - b)), bytes.length];
        const pieces = marks.slice(1).map((end, at) => bytes.subarray(marks[at], end));
        const { server, gemini } = await against([sse(pieces)]);
        assert.deepEqual(withoutWaits(await collect(gemini.open(request(), never))), withoutWaits(whole));
        await server.close();
      }),
      { numRuns: 40 },
    );
  });
});

/** Types and field names, with what two runs may differ in left out. */
function shape(step: Json): Json {
  const {
    type,
    name,
    arguments: args,
    content,
  } = step as { type: string; name?: string; arguments?: unknown; content?: Json[] };
  return {
    type,
    name,
    args,
    signed: Boolean(step.signature),
    content: content?.map((part) => ({ type: part.type, fields: Object.keys(part).sort() })),
  };
}
