// Everything that can be wrong with an answer, over real HTTP through the real SDK: each ends in one clear event.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Answer,
  answer,
  bare,
  closeServers,
  created,
  delta,
  doneFrame,
  ended,
  failureOf,
  folded,
  frame,
  html,
  json,
  says,
  sse,
  sseText,
  started,
  stepsOf,
  stopped,
  streamed,
  terminal,
  updated,
  withoutWaits,
} from './support.ts';

const openOn = (...answers: readonly Answer[]) => streamed(answers);

describe('gemini: a good answer', () => {
  afterEach(closeServers);

  it('is created, steps and completed, in order, with nothing in between', async () => {
    const { events } = await openOn(sse(sseText(answer('Hello'))));
    assert.deepEqual(events, [
      { type: 'created', id: 'v1_a' },
      { type: 'step.started', index: 0, step: { type: 'model_output' } },
      { type: 'step.delta', index: 0, delta: { type: 'text', text: 'Hello' } },
      { type: 'step.stopped', index: 0 },
      { type: 'completed', id: 'v1_a', status: 'completed', usage: { total_tokens: 3 } },
    ]);
  });

  it('comes whole through CRLF, comments, unknown fields, no blank line at the end and no done frame', async () => {
    const text = `: hello\n\n${sseText(answer('Grüße 🦀'), false)}`.trimEnd().replaceAll('\n', '\r\n');
    const { events } = await openOn(sse(`${text.replaceAll('event: step', 'retry: 5\r\nid: 7\r\nevent: step')}`));
    assert.equal(terminal(events).type, 'completed');
    assert.deepEqual(stepsOf(folded(events)), [
      { type: 'model_output', content: [{ type: 'text', text: 'Grüße 🦀' }] },
    ]);
  });

  it('survives every single cut of its bytes', async () => {
    const bytes = Buffer.from(sseText(answer('ü🦀')));
    const whole = withoutWaits((await openOn(sse(bytes))).events);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(bytes.length - 1), { minLength: 1, maxLength: 60 }), async (cuts) => {
        const marks = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const pieces = marks.slice(1).map((end, at) => bytes.subarray(marks[at], end));
        const { events, server } = await openOn(sse(pieces.filter(({ length }) => length > 0)));
        assert.deepEqual(withoutWaits(events), whole);
        await server.close();
      }),
      { numRuns: 30 },
    );
  });

  it('keeps unknown events, deltas and steps as they came', async () => {
    const odd = { event_type: 'interaction.sparkled', glitter: { depth: [1] } };
    const { events } = await openOn(
      sse(
        sseText([
          created(),
          odd,
          started(0, { type: 'hologram', lens: 3 }),
          delta(0, { type: 'photon', nm: 450 }),
          delta(0, { text: 'typeless' }),
          { ...says('x', 1)[1], index: 'one' },
          ...says('ok', 1),
          ended(),
        ]),
      ),
    );
    assert.deepEqual(
      events.filter(({ type }) => type === 'unknown'),
      [
        { type: 'unknown', raw: odd },
        { type: 'unknown', raw: { index: 'one', delta: { type: 'text', text: 'x' }, event_type: 'step.delta' } },
      ],
    );
    const [step] = stepsOf(folded(events));
    assert.equal(step?.type, 'hologram');
    assert.equal(step?.lens, 3);
    assert.equal(step?.nm, 450);
  });

  it('never leaves the terminal state for a late status_update, and keeps missing usage missing', async () => {
    const { events } = await openOn(
      sse(sseText([...answer().slice(0, -1), ended('completed', { usage: undefined }), updated('in_progress')])),
    );
    assert.deepEqual(terminal(events), { type: 'completed', id: 'v1_a', status: 'completed' });
  });

  it('yields an empty id for an interaction that is not stored', async () => {
    const { events } = await openOn(sse(sseText([created(''), ...says('x'), ended('completed', {}, '')])));
    assert.deepEqual(events[0], { type: 'created', id: '' });
    assert.equal((terminal(events) as { id: string }).id, '');
  });

  it('carries a signature of megabytes', async () => {
    const signature = 'A'.repeat(3_000_000);
    const { events } = await openOn(
      sse(
        sseText([
          created(),
          started(0, { type: 'thought' }),
          delta(0, { type: 'thought_signature', signature }),
          stopped(0),
          ...says('x', 1),
          ended(),
        ]),
      ),
    );
    assert.equal(String(stepsOf(folded(events))[0]?.signature).length, signature.length);
  });
});

describe('gemini: a bad answer', () => {
  afterEach(closeServers);

  const half = sseText([created(), ...says('Half').slice(0, 2)], false);

  it('is interrupted when the stream ends without a terminal event, cleanly or not', async () => {
    for (const server of [
      sse(half),
      sse(half + doneFrame),
      sse(half, 'reset'),
      sse(`${half}event: step.delta\ndata: {"ind`),
    ]) {
      const { events } = await openOn(server);
      assert.equal(failureOf(events).kind, 'interrupted');
      assert.equal((terminal(events) as { contentSeen: boolean }).contentSeen, true);
      assert.deepEqual(stepsOf(folded(events)), [{ type: 'model_output', content: [{ type: 'text', text: 'Half' }] }]);
    }
  });

  it('is interrupted at whatever byte the stream is cut before the terminal event is whole', async () => {
    const text = sseText(answer('Hello'), false).trimEnd();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: frame(created()).length, max: text.length - 1 }), async (cut) => {
        const { events, server } = await openOn(sse(text.slice(0, cut)));
        assert.equal(failureOf(events).kind, 'interrupted');
        await server.close();
      }),
      { numRuns: 40 },
    );
  });

  it('is an empty answer when nothing comes at all', async () => {
    for (const server of [sse([]), sse(doneFrame), json(200, ''), bare(204)]) {
      const { events } = await openOn(server);
      assert.equal(failureOf(events).kind, 'malformed_answer');
      assert.equal((terminal(events) as { contentSeen: boolean }).contentSeen, false);
    }
  });

  it('names a server that speaks the retired schema, in whatever way it shows', async () => {
    const legacy = 'The legacy Interactions API schema is no longer supported. Please upgrade your client SDK.';
    for (const server of [
      sse(frame({ event_type: 'interaction.start', interaction: { id: 'v1_a' } })),
      sse(frame(created()) + frame({ event_type: 'content.delta', index: 0, delta: { type: 'text', text: 'x' } })),
      sse(sseText([created(), ended('completed', { outputs: [{ type: 'text', text: 'x' }] })])),
      json(200, { id: 'v1_a', status: 'completed', outputs: [{ type: 'text', text: 'x' }] }),
      json(400, { error: { message: legacy, code: 'invalid_request' } }),
    ]) {
      const failure = failureOf((await openOn(server)).events);
      assert.equal(failure.kind, 'retired_schema');
      assert.match(failure.text, /schema retired in June 2026/);
    }
  });

  it('says so when something else than the Gemini API answers', async () => {
    for (const server of [
      html(200),
      html(404),
      json(200, { id: 'v1_a', status: 'completed', steps: [] }),
      json(200, [{ event: 1 }]),
      json(200, '{"broken'),
      bare(302, { location: 'http://127.0.0.1:1/login' }),
    ]) {
      const { events, server: raw } = await openOn(server);
      assert.equal(failureOf(events).kind, 'wrong_server');
      assert.match(failureOf(events).text, /127\.0\.0\.1/);
      assert.equal(raw.requests.length, 1);
    }
  });

  it('takes an error as JSON where a stream was asked for what it says', async () => {
    const { events } = await openOn(json(200, [{ error: { code: 403, message: 'No.', status: 'PERMISSION_DENIED' } }]));
    assert.equal(failureOf(events).kind, 'forbidden');
  });

  it('fails on an error event after content, keeps the content and does not ask again', async () => {
    const error = { event_type: 'error', error: { code: 'gateway_timeout', message: 'Deadline expired.' } };
    const { events, server } = await openOn(sse(half + frame(error) + doneFrame));
    assert.equal(failureOf(events).kind, 'timeout');
    assert.match(failureOf(events).detail!, /Deadline expired/);
    assert.equal(server.requests.length, 1);
    const { events: overloaded, server: second } = await openOn(
      sse(
        half + frame({ event_type: 'error', error: { code: 'invalid_request', message: 'experiencing high demand' } }),
      ),
    );
    assert.equal(failureOf(overloaded).kind, 'overloaded');
    assert.equal(second.requests.length, 1);
  });

  it('gives each code of a held-back or failed generation words of its own', async () => {
    const texts = new Set<string>();
    const codes = ['safety', 'recitation', 'language', 'prohibited_content', 'spii', 'blocklist', 'content_blocked'];
    for (const code of [...codes, 'image_safety', 'malformed_function_call', 'too_many_tool_calls', 'no_image']) {
      const failure = failureOf(
        (await openOn(sse(sseText([created(), ended('failed', { errors: [{ code, message: 'm' }] })])))).events,
      );
      assert.equal(failure.kind, codes.includes(code) || code === 'image_safety' ? 'blocked' : 'malformed_answer');
      texts.add(failure.text);
    }
    assert.equal(texts.size, 11);
  });

  it('tells each ending that is no plain success, and keeps its status', async () => {
    const cases: [string, object[], string | undefined][] = [
      ['incomplete', [], 'incomplete'],
      ['budget_exceeded', says('x'), 'budget'],
      ['failed', says('x'), 'unavailable'],
      ['cancelled', says('x'), undefined],
      ['requires_continuation', says('x'), undefined],
      ['paused_for_tea', says('x'), 'unavailable'],
      ['completed', [], 'malformed_answer'],
      ['completed', says('x'), undefined],
      ['requires_action', says('x'), 'malformed_answer'],
    ];
    for (const [status, steps, kind] of cases) {
      const { events } = await openOn(
        sse(sseText([created(), ...(steps as Record<string, unknown>[]), ended(status)])),
      );
      const end = terminal(events);
      assert.ok(end.type === 'completed', status);
      assert.equal(end.status, status);
      assert.equal(end.failure?.kind, kind, status);
    }
  });

  it('takes the reason of a failed answer from the step that carries it', async () => {
    const step = started(0, { type: 'model_output', error: { code: 'recitation', message: 'Too close.' } });
    const { events } = await openOn(sse(sseText([created(), step, stopped(0), ended('failed')])));
    assert.equal(failureOf(events).kind, 'blocked');
  });

  it('takes a cancellation told by status_update alone', async () => {
    const { events } = await openOn(sse(sseText([created(), ...says('x'), updated('cancelled')], false)));
    assert.equal((terminal(events) as { status: string }).status, 'cancelled');
  });

  it('does not take a completed interaction that is still in progress for the end', async () => {
    const { events } = await openOn(sse(sseText([created(), ...says('x'), ended('in_progress')])));
    assert.equal(failureOf(events).kind, 'interrupted');
  });
});

describe('gemini: a damaged frame', () => {
  afterEach(closeServers);

  const broken = sseText([...answer().slice(0, 4), '{"index":0,"delta":{"type":"te', ended()]);

  it('is repaired from the record of the service', async () => {
    const steps = [
      { type: 'user_input', content: [{ type: 'text', text: 'Hi' }] },
      { type: 'model_output', content: [{ type: 'text', text: 'Hello world' }] },
    ];
    const { events, server } = await openOn(sse(broken), json(200, { id: 'v1_a', status: 'completed', steps }));
    assert.equal(terminal(events).type, 'completed');
    assert.deepEqual(stepsOf(folded(events)), steps.slice(1));
    assert.equal(server.requests[1]?.method, 'GET');
  });

  it('is a damaged answer where there is no record to ask', async () => {
    const { events } = await openOn(sse(broken), json(404, { error: { code: 'not_found', message: 'Gone.' } }));
    assert.equal(failureOf(events).kind, 'malformed_answer');
    const unstored = broken.replaceAll('v1_a', '');
    assert.equal(failureOf((await openOn(sse(unstored))).events).kind, 'malformed_answer');
  });
});
