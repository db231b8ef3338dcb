// The queue of prompts: order, what holds it, what it survives.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Outcome } from '../../../../src/shared/events.ts';
import { PromptQueue } from '../../../../src/vscode/prompt/queue.ts';

const ask = (text: string) => ({ text, attachments: [] });

function world(stored = new Map<string, unknown>()) {
  const sent: string[] = [];
  const state = { busy: false, changes: 0 };
  const queue = new PromptQueue({
    memento: {
      get: <T>(key: string, fallback: T) => (stored.has(key) ? (structuredClone(stored.get(key)) as T) : fallback),
      update: (key, value) => (value === undefined ? stored.delete(key) : stored.set(key, structuredClone(value))),
    },
    busy: () => state.busy,
    send: ({ text }) => {
      assert.equal(state.busy, false, 'sent into a running turn');
      sent.push(text);
      state.busy = true;
    },
    changed: () => state.changes++,
  });
  queue.enter('s');
  const end = (outcome: Outcome) => {
    state.busy = false;
    queue.turnEnded(outcome);
  };
  const texts = () => queue.prompts.map(({ text }) => text);
  const id = (at: number) => queue.prompts[at]!.id;
  return { queue, sent, state, stored, end, texts, id };
}

describe('prompt queue', () => {
  it('sends at once while idle, and in order after turns that completed', () => {
    const { queue, sent, end, texts } = world();
    for (const text of ['a', 'b', 'c']) queue.send(ask(text));
    assert.deepEqual([sent, texts()], [['a'], ['b', 'c']]);
    end('completed');
    assert.deepEqual([sent, texts()], [['a', 'b'], ['c']]);
    end('completed');
    end('completed');
    assert.deepEqual([sent, texts()], [['a', 'b', 'c'], []]);
  });

  it('waits for the person after any other ending, and flows again after a turn of theirs completed', () => {
    for (const outcome of ['stopped', 'failed', 'asking', 'interrupted'] as const) {
      const { queue, sent, end, texts } = world();
      for (const text of ['a', 'b', 'c']) queue.send(ask(text));
      end(outcome);
      assert.deepEqual([sent, texts(), queue.held], [['a'], ['b', 'c'], true], outcome);
      queue.send(ask('mine'));
      end('completed');
      assert.deepEqual(sent, ['a', 'mine', 'b']);
    }
  });

  it('lets one go first: at once while idle, else as the next', () => {
    const { queue, sent, end, texts, id } = world();
    for (const text of ['a', 'b', 'c', 'd']) queue.send(ask(text));
    queue.sendNow(id(2));
    assert.deepEqual(texts(), ['d', 'b', 'c']);
    end('stopped');
    queue.sendNow(id(1));
    assert.deepEqual(
      [sent, texts()],
      [
        ['a', 'b'],
        ['d', 'c'],
      ],
    );
    queue.sendNow('unknown');
    assert.deepEqual(texts(), ['d', 'c']);
  });

  it('holds what is being edited, and sends what it says in the end', () => {
    const { queue, sent, end, id } = world();
    for (const text of ['a', 'b', 'c']) queue.send(ask(text));
    queue.edit(id(0));
    end('completed');
    assert.deepEqual(sent, ['a']);
    queue.edit(id(0), 'better b');
    assert.deepEqual(sent, ['a', 'better b']);
    queue.edit(id(0), ' ');
    assert.deepEqual(queue.prompts, []);
  });

  it('goes on when the page that was editing is gone or the edited one is removed', () => {
    for (const way of ['gone', 'removed'] as const) {
      const { queue, sent, end, id } = world();
      for (const text of ['a', 'b', 'c']) queue.send(ask(text));
      queue.edit(id(0));
      end('completed');
      if (way === 'gone') queue.pageGone();
      else queue.remove(id(0));
      assert.deepEqual(sent, ['a', way === 'gone' ? 'b' : 'c']);
    }
  });

  it('comes back after a reload, waiting, with its attachments; each session has its own', () => {
    const { queue, stored, state } = world();
    state.busy = true;
    queue.send({ text: 'b', attachments: [{ id: 'x', kind: 'file', label: 'a.ts', text: 'secret text' }] });
    const next = world(stored);
    assert.deepEqual(
      next.queue.prompts.map(({ text, attachments }) => ({ text, attachments })),
      [{ text: 'b', attachments: ['a.ts'] }],
    );
    assert.deepEqual([next.queue.held, next.sent], [true, []]);
    next.queue.enter('other');
    assert.deepEqual(next.queue.prompts, []);
    next.queue.enter('s');
    next.queue.remove(next.id(0));
    assert.equal(stored.size, 0);
  });

  it('forgets what the store has of another shape', () => {
    for (const damaged of [null, 'x', [null, 1, { id: 'a' }], { a: 1 }]) {
      assert.deepEqual(world(new Map<string, unknown>([['castor.queue.s', damaged]])).queue.prompts, []);
    }
  });

  it('loses nothing, doubles nothing and never sends into a running turn, whatever is done', () => {
    const act = fc.oneof(
      fc.constant('send'),
      fc.constantFrom<Outcome>('completed', 'stopped', 'failed', 'asking'),
      fc.record({ what: fc.constantFrom('now', 'begin', 'save'), at: fc.nat(4) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { queue, sent, state, end, texts } = world();
        let count = 0;
        for (const one of acts) {
          if (one === 'send') queue.send(ask(`p${count++}`));
          else if (typeof one === 'string') {
            if (state.busy) end(one);
          } else {
            const prompt = queue.prompts[one.at];
            if (!prompt) continue;
            if (one.what === 'now') queue.sendNow(prompt.id);
            else queue.edit(prompt.id, one.what === 'save' ? prompt.text : undefined);
          }
        }
        const all = [...sent, ...texts()].sort();
        assert.deepEqual(all, Array.from({ length: count }, (_, i) => `p${i}`).sort());
      }),
    );
  });
});
