// Silence and stops: what a person is told while nothing comes, when a connection is given up, and how fast a stop is a stop.

import assert from 'node:assert/strict';
import type { StreamEvent } from '../../../src/agent/ports.ts';
import { Watchdog } from '../../../src/gemini/watchdog.ts';
import { VirtualClock } from '../../emulator/clock.ts';
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
  json,
  never,
  rawServer,
  request,
  says,
  sse,
  sseText,
  terminal,
} from './support.ts';

const silent: Answer = () => {};
const startOnly = frame(created());

/** Reads events until one of `type`, moving the clock while nothing comes. */
async function reader(stream: AsyncIterable<StreamEvent>, clock: VirtualClock) {
  const iterator = stream[Symbol.asyncIterator]();
  return {
    /** The next event, and how far the clock had to go for it. */
    async next(step = 1000, most = 400): Promise<{ event: StreamEvent; after: number }> {
      const from = clock.now();
      let event: StreamEvent | undefined;
      const next = iterator.next().then(({ value }) => {
        event = value;
      });
      for (let round = 0; event === undefined && round < most; round++) {
        await new Promise((resolve) => setTimeout(resolve, round === 0 ? 25 : 0));
        if (event === undefined) await clock.advance(step);
      }
      await next;
      return { event: event!, after: clock.now() - from };
    },
    stop: () => iterator.return?.(),
  };
}

describe('gemini: silence', () => {
  afterEach(closeServers);

  it('is told at 8 s and ends the stream at 60 s before the first step', async () => {
    const { gemini, clock } = await against([silent]);
    const events = await reader(gemini.open(request(), never), clock);
    assert.deepEqual(await events.next(), { event: { type: 'waiting', reason: 'reconnecting' }, after: 8000 });
    const { event, after } = await events.next();
    assert.ok(event.type === 'failed');
    assert.equal(after, 52_000);
    assert.equal(event.failure.kind, 'interrupted');
    assert.equal(event.contentSeen, false);
    assert.match(event.failure.text, /60 seconds/);
  });

  it('ends the stream at 45 s between events, and closes the connection', async () => {
    let closed = false;
    const server = await rawServer((response, seen) => {
      response.on('close', () => {
        closed = true;
      });
      return sse(sseText([created(), ...says('x').slice(0, 2)], false), 'hang')(response, seen);
    });
    const { gemini, clock } = bench(server.url);
    const events = await reader(gemini.open(request(), never), clock);
    for (const type of ['created', 'step.started', 'step.delta']) assert.equal((await events.next()).event.type, type);
    assert.equal((await events.next()).after, 8000);
    const { event, after } = await events.next();
    assert.equal(event.type, 'failed');
    assert.equal(after, 37_000);
    await events.stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(closed);
  });

  it('is longer for a model that was told to think hard, and as long as the options say', async () => {
    const server = await rawServer(silent);
    for (const [thinkingLevel, timeouts, total] of [
      ['high', {}, 180_000],
      ['high', { highThinkingMs: 20_000 }, 20_000],
      ['low', { firstEventMs: 30_000 }, 30_000],
    ] as const) {
      const { gemini, clock } = bench(server.url, { timeouts });
      const from = clock.now();
      const events = await reader(gemini.open(request({ generationConfig: { thinkingLevel } }), never), clock);
      assert.equal((await events.next()).event.type, 'waiting');
      assert.equal((await events.next()).event.type, 'failed');
      assert.equal(clock.now() - from, total);
    }
  });

  it('is over with any byte, a comment too, and the person is told', async () => {
    let write = (_: string): void => {};
    const server = await rawServer((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      write = (text) => void response.write(text);
    });
    const { gemini, clock } = bench(server.url);
    const events = await reader(gemini.open(request(), never), clock);
    for (let round = 0; round < 10; round++) {
      assert.deepEqual((await events.next()).event, { type: 'waiting', reason: 'reconnecting' });
      write(': still here\n\n');
      assert.deepEqual((await events.next(0)).event, { type: 'flowing' });
    }
    write(sseText(answer()));
    assert.equal((await events.next(0)).event.type, 'created');
    await events.stop();
  });

  it('does not count while nobody waits', async () => {
    const clock = new VirtualClock();
    const dog = new Watchdog(clock, { quietMs: 8000, deadMs: () => 45_000 }, never);
    await clock.advance(600_000);
    assert.deepEqual(await dog.wait(Promise.resolve(1)), { type: 'value', value: 1 });
    await clock.advance(600_000);
    const news = dog.wait(new Promise(() => {}));
    await clock.advance(9000);
    assert.deepEqual(await news, { type: 'quiet' });
    dog.stop();
  });
});

describe('gemini: a stop', () => {
  afterEach(closeServers);

  async function stopAfter(server: { url: string }, count: number) {
    const { gemini } = bench(server.url);
    const stop = new AbortController();
    const events: StreamEvent[] = [];
    const iterator = gemini.open(request(), stop.signal)[Symbol.asyncIterator]();
    while (events.length < count) events.push((await iterator.next()).value);
    const next = iterator.next();
    stop.abort();
    // The clock of these tests stands still: what ends does not end by a wait. How long it takes is measured by the soak `cancel`.
    for (let result = await next; !result.done; result = await iterator.next()) events.push(result.value);
    return events;
  }

  it('ends the stream at every event, at once', async () => {
    const all = [created(), ...says('one'), ...says('two', 1)];
    for (let count = 0; count <= all.length; count++) {
      const server = await rawServer(sse(sseText(all, false), 'hang'));
      const events = await stopAfter(server, count);
      assert.equal(terminal(events).type, 'aborted');
      assert.ok(events.length <= count + 2, `${events.length} events after a stop at ${count}`);
    }
  });

  it('ends it before the answer, in a wait, and where the fetch heeds no signal', async () => {
    const waiting = json(429, { error: { code: 'rate_limit_exceeded', message: 'm' } }, { 'retry-after': '30' });
    for (const [server, count] of [
      [await rawServer(silent), 0],
      [await rawServer(waiting), 1],
      [await rawServer(sse(startOnly, 'hang')), 1],
    ] as const) {
      const events = await stopAfter(server, count);
      assert.equal(terminal(events).type, 'aborted');
    }
    const stop = new AbortController();
    const { gemini } = bench('http://gemini.invalid', { fetch: () => new Promise(() => {}) });
    const events = collect(gemini.open(request(), stop.signal));
    setTimeout(() => stop.abort(), 5);
    assert.deepEqual(await events, [{ type: 'aborted' }]);
  });

  it('sends nothing when it came first', async () => {
    const { server, gemini } = await against([sse(sseText(answer()))]);
    assert.deepEqual(await collect(gemini.open(request(), AbortSignal.abort())), [{ type: 'aborted' }]);
    assert.deepEqual(await collect(gemini.resume('v1_a', { steps: [] }, AbortSignal.abort())), [
      { type: 'waiting', reason: 'reconnecting' },
      { type: 'aborted' },
    ]);
    await assert.rejects(gemini.get('v1_a', { signal: AbortSignal.abort() }), { name: 'AbortError' });
    assert.equal(server.requests.length, 0);
  });

  it('closes the connection when the reader leaves', async () => {
    let closed = false;
    const server = await rawServer((response, seen) => {
      response.on('close', () => {
        closed = true;
      });
      return sse(startOnly, 'hang')(response, seen);
    });
    const { gemini } = bench(server.url);
    for await (const event of gemini.open(request(), never)) if (event.type === 'created') break;
    while (!closed) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('leaves no listener on the signal', async () => {
    const { gemini } = await against([sse(sseText(answer()))]);
    const signal = new AbortController().signal;
    const added = { add: 0, remove: 0 };
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      added.add += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      added.remove += 1;
      remove(...args);
    };
    for (let round = 0; round < 3; round++)
      assert.equal(terminal(await collect(gemini.open(request(), signal))).type, 'completed');
    assert.equal(added.add, 3);
    assert.equal(added.remove, 3);
  });

  it('has no failure of its own', async () => {
    const server = await rawServer(silent);
    const events = await stopAfter(server, 0);
    assert.throws(() => failureOf(events));
  });
});
