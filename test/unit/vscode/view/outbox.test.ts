// Messages to the page: when they go, in which order, and that a page that folds them sees what the host sees.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SessionEvent } from '../../../../src/shared/events.ts';
import type { HostState, Update } from '../../../../src/shared/messages.ts';
import { frame, Outbox } from '../../../../src/vscode/view/outbox.ts';

const delta = (text: string): SessionEvent => ({
  type: 'step.delta',
  interaction: 'i1',
  index: 0,
  delta: { type: 'text', text },
});

/** A clock that moves when told, and an outbox on it. */
function world() {
  const posts: { readonly at: number; readonly update: Update }[] = [];
  const timers: { at: number; run: () => void }[] = [];
  const recorded: SessionEvent[] = [];
  let now = 1_000;
  let draft = 0;
  const outbox = new Outbox({
    post: (update) => posts.push({ at: now, update }),
    state: () => ({ draft: String(draft) }) as HostState,
    before: (turn) => (turn === 't31' ? { events: [], earlier: 7 } : undefined),
    transcript: () => ({ session: 's', events: [...recorded] }),
    now: () => now,
    later(run, ms) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  });
  return {
    outbox,
    posts,
    updates: () => posts.map(({ update }) => update),
    emit(event: SessionEvent) {
      recorded.push(event);
      outbox.event(event);
    },
    changeState() {
      draft++;
      outbox.stateChanged();
    },
    pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((one, two) => one.at - two.at)[0];
        if (!next) break;
        now = next.at;
        timers.splice(timers.indexOf(next), 1);
        next.run();
      }
      now = end;
    },
  };
}

describe('Outbox', () => {
  it('sends nothing before the page is ready, and everything in one transcript then', () => {
    const { outbox, updates, emit, pass, changeState } = world();
    emit(delta('a'));
    changeState();
    pass(100);
    assert.deepEqual(updates(), []);
    outbox.open();
    pass(100);
    assert.deepEqual(updates(), [
      { type: 'transcript', session: 's', events: [delta('a')], state: { draft: '1' }, seq: 0 },
    ]);
  });

  it('sends the first event at once and joins what comes within the frame', () => {
    const { outbox, posts, emit, pass } = world();
    outbox.open();
    pass(100);
    emit(delta('a'));
    emit(delta('b'));
    emit(delta('c'));
    assert.equal(posts.length, 2);
    pass(frame);
    assert.deepEqual(posts.slice(1), [
      { at: 1_100, update: { type: 'events', events: [delta('a')], seq: 1 } },
      { at: 1_100 + frame, update: { type: 'more', text: 'bc', seq: 2 } },
    ]);
  });

  it('gives the turns before one that is shown, after what waits, and nothing to a page that is not there', () => {
    const { outbox, updates, emit, pass } = world();
    outbox.earlier('t31');
    assert.deepEqual(updates(), []);
    outbox.open();
    pass(100);
    emit(delta('a'));
    emit(delta('b'));
    outbox.earlier('t31');
    outbox.earlier('t99');
    pass(100);
    assert.deepEqual(updates().slice(1), [
      { type: 'events', events: [delta('a')], seq: 1 },
      { type: 'more', text: 'b', seq: 2 },
      { type: 'earlier', turn: 't31', events: [], earlier: 7, seq: 3 },
    ]);
  });

  it('tells a state once, after the events that led to it', () => {
    const { outbox, updates, emit, pass, changeState } = world();
    outbox.open();
    changeState();
    changeState();
    emit(delta('a'));
    pass(100);
    assert.deepEqual(
      updates().map(({ type, seq }) => [type, seq]),
      [
        ['transcript', 0],
        ['events', 1],
        ['state', 2],
      ],
    );
    assert.deepEqual(updates().at(-1), { type: 'state', state: { draft: '2' }, seq: 2 });
  });

  it('gives the page everything anew when another branch is shown', () => {
    const { outbox, updates, emit, pass } = world();
    const prompt = { type: 'prompt.sent', turn: 't2', at: 0, text: '', attachments: [], model: 'm' } as const;
    outbox.open();
    emit(delta('a'));
    emit({ type: 'branch.chosen', turn: 't1' });
    emit({ ...prompt, parent: '' });
    emit({ ...prompt, turn: 't3' });
    pass(100);
    assert.deepEqual(
      updates().map(({ type, seq }) => [type, seq]),
      [
        ['transcript', 0],
        ['transcript', 0],
        ['transcript', 0],
        ['events', 1],
      ],
    );
  });

  it('forgets what waits when the page goes, and numbers the next page from 0', () => {
    const { outbox, updates, emit, pass } = world();
    outbox.open();
    emit(delta('a'));
    outbox.close();
    emit(delta('b'));
    pass(100);
    assert.equal(updates().length, 1);
    outbox.open();
    assert.deepEqual(updates().at(-1), {
      type: 'transcript',
      session: 's',
      events: [delta('a'), delta('b')],
      state: { draft: '0' },
      seq: 0,
    });
  });

  it('keeps the wish for the focus until there is a page', () => {
    const { outbox, updates, pass } = world();
    outbox.focusPrompt();
    outbox.open();
    pass(100);
    assert.deepEqual(updates().at(-1), { type: 'focus_prompt', seq: 1 });
  });

  it('shows another session only to a page that is there', () => {
    const { outbox, updates } = world();
    outbox.restart();
    assert.equal(updates().length, 0);
    outbox.open();
    outbox.restart();
    assert.deepEqual(
      updates().map(({ type, seq }) => [type, seq]),
      [
        ['transcript', 0],
        ['transcript', 0],
      ],
    );
  });

  it('keeps every text, the order, the count and the pace, whatever happens', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('emit' as const), text: fc.string({ minLength: 1, maxLength: 3 }) }),
      fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 40 }) }),
      fc.record({ do: fc.constantFrom('state' as const, 'hide' as const, 'ready' as const, 'focus' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { outbox, posts, emit, pass, changeState } = world();
        let sent = '';
        for (const one of steps) {
          if (one.do === 'emit') {
            sent += one.text;
            emit(delta(one.text));
          } else if (one.do === 'pass') pass(one.ms);
          else if (one.do === 'state') changeState();
          else if (one.do === 'hide') outbox.close();
          else if (one.do === 'focus') outbox.focusPrompt();
          else outbox.open();
        }
        outbox.open();
        emit(delta('.'));
        pass(1_000);
        checkPages(posts);
        assert.equal(textOf(posts.map(({ update }) => update)), `${sent}.`);
      }),
      { numRuns: 500 },
    );
  });
});

function checkPages(posts: readonly { readonly at: number; readonly update: Update }[]): void {
  let next = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const { at, update } of posts) {
    if (update.type === 'transcript') next = 0;
    else assert.ok(at - last >= frame, `two messages within ${at - last} ms`);
    assert.equal(update.seq, next++);
    last = at;
  }
}

/** What a page has that was loaded with the last transcript. */
function textOf(updates: readonly Update[]): string {
  const from = updates.findLastIndex(({ type }) => type === 'transcript');
  return updates
    .slice(from)
    .flatMap((update) => {
      if (update.type === 'more') return [delta(update.text)];
      return update.type === 'transcript' || update.type === 'events' ? update.events : [];
    })
    .map((event) => (event.type === 'step.delta' ? String(event.delta.text) : ''))
    .join('');
}
