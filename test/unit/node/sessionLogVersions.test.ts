// Logs of every earlier version, as that version wrote them: they open whole, go on, and are then no longer written by what cannot read them.

import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openSessionLog } from '../../../src/node/sessionLog.ts';
import { sessionFile } from '../../../src/node/sessionLogList.ts';
import { logVersion, readLog } from '../../../src/node/sessionLogRead.ts';
import { foldAll } from '../../../src/shared/fold.ts';
import { allTurns, outputText } from '../../../src/shared/transcript.ts';
import { says } from '../../support/scriptedGemini.ts';
import { sessionOver } from '../agent/harness.ts';

const fixture = (version: number) => join(import.meta.dirname, `../../fixtures/logs/version-${version}.log`);

describe('a log of version 1', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'castor-versions-'));
    file = sessionFile(join(folder, 'sessions'), 's1');
    await mkdir(dirname(file));
    await copyFile(fixture(1), file);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('opens as one branch with every word in it, and nothing is written by looking', async () => {
    const before = await readFile(file);
    const { events, log, damaged, readOnly } = await openSessionLog(file);
    await log.close();
    assert.deepEqual([damaged, readOnly], [undefined, undefined]);
    const transcript = foldAll(events);
    assert.deepEqual(
      allTurns(transcript).map(({ id, parent, order, outcome, interactions }) => [
        id,
        parent,
        order,
        outcome,
        outputText(interactions),
      ]),
      [
        ['t1', '', 0, 'completed', 'Hello, world'],
        ['t2', 't1', 1, 'completed', 'It says one.'],
        ['t3', 't2', 2, 'stopped', 'Half'],
      ],
    );
    assert.deepEqual(await readFile(file), before);
  });

  it('goes on as a tree, every old byte in its place, and says which version it is from there', async () => {
    const before = await readFile(file);
    const { events, log } = await openSessionLog(file);
    const { session, requests } = sessionOver([says('v1_e', 'Other')], { events, store: log });
    await session.fork('t2', { text: 'Instead', attachments: [] });
    await log.close();
    assert.equal(requests[0]?.previousInteractionId, 'v1_a');
    const after = await readFile(file);
    assert.deepEqual(after.subarray(0, before.length), before);
    const read = await readLog(file);
    assert.deepEqual([read?.version, read?.damagedBytes], [logVersion, 0]);
    const again = foldAll(read?.events ?? []);
    assert.deepEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(session.transcript)));
    assert.deepEqual([allTurns(again).length, again.others.length], [2, 2]);
  });
});
