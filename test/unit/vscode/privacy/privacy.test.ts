// What leaves and what stays at Google: the witness of a session's requests, deletions with their receipt, and what belongs to a branch.

import assert from 'node:assert/strict';
import { FailureError } from '../../../../src/agent/ports.ts';
import type { StoredInteraction } from '../../../../src/node/ledger.ts';
import { deleteStored, receiptOf } from '../../../../src/vscode/privacy/deleting.ts';
import { idsFrom, storedSessions } from '../../../../src/vscode/privacy/stored.ts';
import { SentRequests, witnessed } from '../../../../src/vscode/privacy/witness.ts';
import { says, scriptedGemini } from '../../../support/scriptedGemini.ts';
import { sessionOver } from '../../agent/harness.ts';

const t = (text: string, ...args: readonly (string | number)[]) =>
  text.replace(/\{(\d)\}/g, (_, at) => String(args[at]));
const stored = (id: string, session = 's', at = 0): StoredInteraction => ({ id, session, model: 'm', at });

describe('the witness', () => {
  it('writes down what is stored as soon as its id is known, and nothing of what is not', async () => {
    const notes: string[] = [];
    const ledger = {
      stored: async ({ id, session, model }: { id: string; session: string; model: string }) =>
        void notes.push(`${id} ${session} ${model}`),
      ended: async (id: string, bytes: number) => void notes.push(`${id} ${bytes > 0}`),
    };
    const { gemini } = scriptedGemini([says('v1_a', 'one'), says('v1_b', 'two')]);
    const seen = witnessed(gemini, {
      ledger,
      session: 's',
      key: () => 'k',
      sent: new SentRequests(),
      now: () => 1,
      failed() {},
    });
    for (const store of [true, false]) {
      const request = { model: 'm', input: [], store, tools: [] };
      for await (const { type } of seen.open(request, new AbortController().signal)) notes.push(type);
    }
    assert.deepEqual(notes.slice(0, 2), ['v1_a s m', 'created']);
    assert.ok(notes.includes('v1_a true'));
    assert.ok(!notes.some((note) => note.startsWith('v1_b')));
  });

  it('keeps the newest requests as they were sent, and lets go of the oldest', () => {
    const sent = new SentRequests();
    for (let at = 0; at < 205; at++) {
      const request = { model: 'm', input: [], store: true, tools: [] };
      sent.opened(request, 's', `k${at}`);
      sent.sent(request, { at, first: true });
      sent.sent(request, { at });
    }
    assert.deepEqual(sent.bodyOf('s', 'k204'), { at: 204 });
    assert.deepEqual(sent.bodyOf('s', 'k5'), { at: 5 });
    assert.equal(sent.bodyOf('s', 'k4'), undefined);
  });
});

describe('deleting', () => {
  it('says of each what became of it, newest first, and leaves what failed on the ledger', async () => {
    const outcomes: string[] = [];
    const gemini = {
      async delete(id: string) {
        if (id === 'v1_d') throw new FailureError({ kind: 'forbidden', text: 'No.', remedies: [] });
        return id === 'v1_a' ? ('deleted' as const) : id === 'v1_b' ? ('gone' as const) : ('unsupported' as const);
      },
    };
    const ledger = { deleted: async (id: string, outcome: string) => void outcomes.push(`${id} ${outcome}`) };
    const receipt = await deleteStored(
      ['v1_a', 'v1_b', 'v1_c', 'v1_d'].map((id) => stored(id)),
      {
        gemini,
        ledger,
        now: () => 5,
        signal: new AbortController().signal,
        progress() {},
      },
    );
    assert.deepEqual(outcomes, ['v1_d failed', 'v1_c unsupported', 'v1_b gone', 'v1_a deleted']);
    const text = receiptOf(receipt, 55, 0, t);
    assert.match(text, /Interactions: 4 \(1 deleted, 1 gone already, 2 left\)\./);
    assert.match(text, /`v1_d` \(m, 1970-01-01\): failed; No\.; expires on 1970-02-25/);
    assert.match(text, /`v1_c`.*the service does not delete at the moment \(501\); expires on 1970-02-25/);
  });

  it('stops when the person says so', async () => {
    const stop = new AbortController();
    const receipt = await deleteStored([stored('v1_a'), stored('v1_b')], {
      gemini: { delete: async () => 'deleted' as const },
      ledger: { deleted: async () => {} },
      now: () => 0,
      signal: stop.signal,
      progress: () => stop.abort(),
    });
    assert.deepEqual(
      receipt.map(({ interaction }) => interaction.id),
      ['v1_b'],
    );
  });
});

describe('what is stored', () => {
  it('is listed by session, newest first', async () => {
    const ledger = { list: async () => [stored('v1_a', 's', 1), stored('v1_b', 'r', 2), stored('v1_c', 's', 3)] };
    const all = await storedSessions(ledger, (session) => session.toUpperCase());
    assert.deepEqual(
      all.map(({ title, interactions }) => [title, interactions.map(({ id }) => id)]),
      [
        ['S', ['v1_c', 'v1_a']],
        ['R', ['v1_b']],
      ],
    );
  });

  it('of a branch is an interaction and all that was said after it', async () => {
    const all = sessionOver([says('v1_a', 'A'), says('v1_b', 'B'), says('v1_c', 'C')]);
    for (const text of ['one', 'two', 'three']) await all.session.send({ text, attachments: [] });
    assert.deepEqual([...idsFrom(all.session.transcript, 'v1_b')], ['v1_b', 'v1_c']);
    assert.deepEqual([...idsFrom(all.session.transcript, 'v1_x')], ['v1_x']);
  });
});
