// What is asked again, when, and how often: over real HTTP, on a clock that only moves when told.

import assert from 'node:assert/strict';
import type { StreamEvent } from '../../../src/agent/ports.ts';
import {
  type Answer,
  against,
  answer,
  bench,
  closeServers,
  collect,
  created,
  failureOf,
  frame,
  html,
  json,
  never,
  rawServer,
  request,
  sse,
  sseText,
  streamed,
  terminal,
} from './support.ts';

const good = sse(sseText(answer()));
const refuse = (status: number, code: string, headers: Record<string, string> = {}): Answer =>
  json(status, { error: { code, message: `${code}!` } }, headers);
const rpc = (retryDelay: string, more: object[] = []): Answer =>
  json(429, [
    {
      error: {
        code: 429,
        message: 'Quota exceeded.',
        status: 'RESOURCE_EXHAUSTED',
        details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay }, ...more],
      },
    },
  ]);

async function openOn(answers: Answer[], options: Parameters<typeof bench>[1] = {}, more = {}) {
  const { server, clock, events, from } = await streamed(answers, options, more);
  const waits = retries(events).map(({ until }) => until! - from);
  return { events, server, waits, end: terminal(events), elapsed: clock.now() - from };
}

const retries = (events: readonly StreamEvent[]) =>
  events.filter((event) => event.type === 'waiting').filter(({ reason }) => reason === 'retrying');

describe('gemini: retries', () => {
  afterEach(closeServers);

  it('asks again after 500, 503 and an overload told by an event, telling the person until when', async () => {
    const overload = {
      event_type: 'error',
      error: { code: 'invalid_request', message: 'm is experiencing high demand' },
    };
    const { events, end, waits, server } = await openOn([
      refuse(503, 'service_unavailable'),
      refuse(500, 'api_error'),
      sse(frame(created('v1_x')) + frame(overload)),
      good,
    ]);
    assert.equal(end.type, 'completed');
    assert.equal(server.requests.length, 4);
    // Half of 1 s, 2 s and 4 s, one after the other.
    assert.deepEqual(waits, [500, 1500, 3500]);
    assert.deepEqual(
      retries(events).map(({ failure }) => failure?.kind),
      ['unavailable', 'unavailable', 'overloaded'],
    );
    const last = events.findLastIndex((event) => event.type === 'waiting');
    assert.deepEqual(events[last], { type: 'waiting', reason: 'connecting' });
    assert.equal(events[last + 1]?.type, 'flowing');
    assert.deepEqual(events[last + 2], { type: 'created', id: 'v1_a' });
  });

  it('sends the same bytes again', async () => {
    const { server } = await openOn([refuse(503, 'service_unavailable'), good]);
    assert.equal(server.requests[0]?.body, server.requests[1]?.body);
  });

  it('never asks before the time the service named, whichever way it named it', async () => {
    for (const [first, floor] of [
      [refuse(429, 'rate_limit_exceeded', { 'retry-after': '7' }), 7000],
      [refuse(429, 'rate_limit_exceeded', { 'retry-after-ms': '2500' }), 2500],
      [refuse(503, 'service_unavailable', { 'retry-after': '3' }), 3000],
      [rpc('39s'), 39_000],
      [rpc('1.5s'), 1500],
    ] as const) {
      const { waits, end, server } = await openOn([first, good]);
      assert.equal(end.type, 'completed');
      assert.deepEqual(waits, [floor]);
      assert.equal(server.requests.length, 2);
    }
  });

  it('takes a date in retry-after', async () => {
    const clock = bench('http://127.0.0.1:9').clock;
    const date = new Date(clock.now() + 20_000).toUTCString();
    const { waits } = await openOn([refuse(429, 'rate_limit_exceeded', { 'retry-after': date }), good]);
    assert.deepEqual(waits, [20_000]);
  });

  it('ends at once, with a countdown, on waits of more than a minute and on quotas of a day', async () => {
    const daily = {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [{ quotaId: 'RequestsPerDayPerModel' }],
    };
    for (const [first, kind, waitMs] of [
      [rpc('61s'), 'rate_limit', 61_000],
      [refuse(429, 'rate_limit_exceeded', { 'retry-after': '3600' }), 'rate_limit', 3_600_000],
      [rpc('30s', [daily]), 'quota', 30_000],
    ] as const) {
      const { events, server, elapsed } = await openOn([first, good]);
      const failure = failureOf(events);
      assert.equal(failure.kind, kind);
      assert.equal(failure.status, 429);
      const wait = failure.remedies.find((remedy) => remedy.do === 'wait');
      const { clock } = bench(server.url);
      assert.equal(wait?.until, clock.now() + waitMs);
      assert.equal(server.requests.length, 1);
      assert.equal(elapsed, 0);
    }
  });

  it('gives up within five minutes', async () => {
    const { events, elapsed, server } = await openOn([refuse(503, 'service_unavailable')], { random: () => 0.99 });
    assert.equal(failureOf(events).kind, 'unavailable');
    assert.ok(elapsed <= 300_000 && elapsed > 180_000, String(elapsed));
    assert.ok(server.requests.length >= 8);
  });

  it('asks once more after 409, 502 and 504, not twice', async () => {
    for (const [again, kind] of [
      [refuse(409, 'aborted'), 'conflict'],
      [refuse(504, 'gateway_timeout'), 'timeout'],
      [html(502), 'unavailable'],
    ] as const) {
      assert.equal((await openOn([again, good])).end.type, 'completed');
      const { events, server } = await openOn([again]);
      assert.equal(failureOf(events).kind, kind);
      assert.equal(server.requests.length, 2);
    }
  });

  it('does not ask again what is refused for good', async () => {
    for (const status of [400, 401, 402, 403, 404, 405, 413, 416, 501]) {
      const { server, end } = await openOn([refuse(status, 'x'), good]);
      assert.equal(end.type, 'failed', String(status));
      assert.equal(server.requests.length, 1, String(status));
    }
  });

  it('asks once without the thinking level when the model refuses it', async () => {
    const refused = json(400, {
      error: {
        message: 'Thinking level THINKING_LEVEL_MINIMAL is not supported for this model.',
        code: 'invalid_request',
      },
    });
    const more = { generationConfig: { thinkingLevel: 'minimal', thinkingSummaries: 'auto' } };
    const { server, end } = await openOn([refused, good], {}, more);
    assert.equal(end.type, 'completed');
    assert.deepEqual(
      server.requests.map(({ body }) => (JSON.parse(body) as { generation_config: unknown }).generation_config),
      [{ thinking_level: 'minimal', thinking_summaries: 'auto' }, { thinking_summaries: 'auto' }],
    );
    const { events, server: second } = await openOn([refused], {}, more);
    assert.equal(failureOf(events).kind, 'not_supported');
    assert.equal(second.requests.length, 2);
  });

  it('makes other sessions wait with the one that was throttled, and only those of its model', async () => {
    const server = await rawServer(refuse(429, 'rate_limit_exceeded', { 'retry-after': '20' }), good);
    const one = bench(server.url);
    const throttled = request();
    const first = one.gemini.open(throttled, never)[Symbol.asyncIterator]();
    assert.equal((await first.next()).value.reason, 'retrying');
    const two = bench(server.url);
    const second = two.gemini.open(throttled, never)[Symbol.asyncIterator]();
    const { value } = await second.next();
    assert.equal(value.reason, 'retrying');
    assert.ok(value.until >= two.clock.now() + 20_000);
    assert.equal(server.requests.length, 1);
    const other = await collect(bench(server.url).gemini.open(request(), never));
    assert.equal(terminal(other).type, 'completed');
    await first.return?.();
    await second.return?.();
  });
});

describe('gemini: the connection', () => {
  afterEach(closeServers);

  it('tries once more where nothing was sent, then is offline', async () => {
    const server = await rawServer(good);
    await server.close();
    const { gemini, clock } = bench(server.url);
    const events = await collect(gemini.open(request(), never), clock);
    assert.equal(retries(events).length, 1);
    assert.equal(failureOf(events).kind, 'offline');
    assert.deepEqual(
      failureOf(events).remedies.map((remedy) => remedy.do),
      ['retry', 'open_settings'],
    );
  });

  it('does not send again what may have been sent: whether it ran is not known', async () => {
    const { events, server } = await openOn([(response) => void response.socket?.resetAndDestroy(), good]);
    const failure = failureOf(events);
    assert.equal(failure.kind, 'unknown_outcome');
    assert.deepEqual(failure.remedies, [{ do: 'retry' }]);
    assert.equal(server.requests.length, 1);
    assert.equal((terminal(events) as { contentSeen: boolean }).contentSeen, false);
  });

  it('is used again for the next request', async () => {
    const { server, gemini } = await against([good]);
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
    await gemini.warm(never);
    for (let round = 0; round < 3; round++) {
      await pause();
      await collect(gemini.open(request(), never));
    }
    assert.equal(server.requests.length, 4);
    assert.equal(new Set(server.requests.map(({ socket }) => socket)).size, 1);
  });

  it('takes the global fetch of the moment of the call', async () => {
    const { server, gemini } = await against([good]);
    const real = globalThis.fetch;
    const seen: unknown[] = [];
    globalThis.fetch = (input, init) => {
      seen.push(input, init?.method, init?.redirect);
      return real(input, init);
    };
    try {
      await collect(gemini.open(request(), never));
    } finally {
      globalThis.fetch = real;
    }
    assert.deepEqual(seen, [`${server.url}/v1beta/interactions`, 'POST', 'manual']);
  });

  it('works under a fetch that heeds no signal and delivers everything in one piece', async () => {
    const events = Array.from({ length: 3000 }, (_, n) => `event: x\ndata: {"event_type":"x","n":${n}}\n\n`).join('');
    const deaf: typeof fetch = async () =>
      new Response(events + sseText(answer()), { headers: { 'content-type': 'text/event-stream' } });
    const { gemini } = bench('http://gemini.invalid', { fetch: deaf });
    const all = await collect(gemini.open(request(), never));
    assert.equal(terminal(all).type, 'completed');
    assert.equal(all.filter(({ type }) => type === 'unknown').length, 3000);
  });
});
