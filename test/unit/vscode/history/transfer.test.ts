// A session exported and imported again, and files that somebody else made.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SessionEvent } from '../../../../src/shared/events.ts';
import { foldAll } from '../../../../src/shared/fold.ts';
import { snapshot } from '../../../../src/shared/snapshot.ts';
import { summaryOf, textsOf } from '../../../../src/shared/summary.ts';
import { allTurns } from '../../../../src/shared/transcript.ts';
import { markdownOf } from '../../../../src/vscode/history/markdown.ts';
import { exported, imported } from '../../../../src/vscode/history/transfer.ts';
import { calls, says } from '../../../support/scriptedGemini.ts';
import { sessionOver } from '../../agent/harness.ts';

const t = (text: string, ...args: readonly (string | number)[]) =>
  text.replace(/\{(\d)\}/g, (_, at) => String(args[at]));

async function session() {
  const read = { id: 'c1', name: 'read_file', arguments: { path: 'a.txt' } };
  const all = sessionOver([calls('v1_a', read), says('v1_b', 'The **answer**.'), says('v1_c', 'More')], {
    files: { 'a.txt': 'alpha\n' },
  });
  await all.session.send({ text: 'A question\n# not a heading', attachments: [] });
  await all.session.send({ text: 'and more', attachments: [] });
  return all.session;
}

describe('export and import', () => {
  it('bring a session back, but for what belongs to the machine and the key', async () => {
    const { transcript } = await session();
    const { events, dropped } = imported(exported(transcript, 0))!;
    assert.equal(dropped, 0);
    const again = foldAll(events);
    assert.equal(textsOf(again), textsOf(transcript));
    assert.equal(summaryOf(transcript).stored, 3);
    assert.equal(summaryOf(again).stored, 0);
    assert.deepEqual(
      allTurns(again).map(({ outcome, interactions }) => [outcome, interactions.length]),
      [
        ['completed', 2],
        ['completed', 1],
      ],
    );
  });

  it('take no other file', () => {
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{"format":"castor.session"}',
      '{"format":"x","version":1,"events":[]}',
      '{"format":"castor.session","version":99,"events":[]}',
    ])
      assert.equal(imported(text), undefined, text);
  });

  it('take only events of a known form, whatever a stranger wrote', async () => {
    const good = JSON.parse(exported((await session()).transcript, 0)) as { events: SessionEvent[] };
    fc.assert(
      fc.property(fc.nat(good.events.length - 1), fc.string(), fc.jsonValue(), (at, field, value) => {
        const event = { ...good.events[at]!, [field]: value };
        const keys = Object.keys(good.events[at]!);
        const name = keys[Math.abs(field.length) % keys.length]!;
        const events = good.events.with(at, { ...event, [name]: value } as SessionEvent);
        const found = imported(JSON.stringify({ ...good, events }));
        if (!found) return;
        const transcript = foldAll(found.events);
        snapshot(transcript);
        summaryOf(transcript);
        textsOf(transcript);
        markdownOf(transcript, allTurns(transcript), '', t);
      }),
      { numRuns: 1000 },
    );
  });

  it('write Markdown that reads like the session', async () => {
    const { transcript } = await session();
    const text = markdownOf(transcript, allTurns(transcript), 'A title', t);
    assert.match(text, /^# A title\n\n\*\d{4}-/);
    assert.match(text, /^> # not a heading$/m);
    assert.match(text, /^- Read a\.txt \(1 line\)$/m);
    assert.match(text, /^The \*\*answer\*\*\.$/m);
    assert.match(text, /^\*gemini-3\.8-flash · 20 tokens\*$/m);
  });
});
