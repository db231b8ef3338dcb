// A process killed between checkpoint, record, edit and result: afterwards the record says what really is, and every way back is open.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SessionFiles } from '../../../src/agent/files/sessionFiles.ts';
import type { Workspace } from '../../../src/agent/workspace.ts';
import { checkpointFolder } from '../../../src/node/checkpoints.ts';
import { diskFacts } from '../../../src/node/facts.ts';
import { openSessionLog } from '../../../src/node/sessionLog.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { fold } from '../../../src/shared/fold.ts';
import { emptyTranscript } from '../../../src/shared/transcript.ts';
import { diskFiles } from '../../support/diskFiles.ts';
import { original, textOf, workspaceOn } from './checkpointsWorld.ts';

const kills = Number(process.env.CASTOR_KILLS ?? 20);

describe('a process that is killed while it edits', () => {
  let base: string;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'castor-crash-'));
  });
  afterEach(() => rm(base, { recursive: true }));

  it(`leaves a record that says what really is, after each of ${kills} kills`, async function () {
    this.timeout(10_000 + kills * 4000);
    let open = 0;
    for (let kill = 0; kill < kills; kill++) {
      const folder = join(base, `${kill}`);
      await mkdir(join(folder, 'ws'), { recursive: true });
      await writeFile(join(folder, 'ws', 'f.txt'), original);
      await runAndKill(folder, (kill * 13) % 47);
      if (await looksRight(folder)) open++;
    }
    console.log(`      ${open} of ${kills} kills came while a call was being made`);
  });
});

/** True if a call was under way. */
async function looksRight(base: string): Promise<boolean> {
  const root = join(base, 'ws');
  const now = () => readFile(join(root, 'f.txt'), 'utf8');
  const { events, log } = await openSessionLog(join(base, 's.log'));
  await log.close();
  let transcript = events.reduce(fold, emptyTranscript);
  const emit = (event: SessionEvent) => {
    transcript = fold(transcript, event);
    files.heard(event);
  };
  const files = new SessionFiles({
    checkpoints: checkpointFolder(join(base, 'checkpoints')),
    rawFiles: diskFiles,
    workspace: workspaceOn(root) as unknown as Workspace,
    facts: diskFacts,
    clock: { now: () => 0, sleep: async () => {} },
    log: { error: (_, error) => assert.fail(String(error)), warn() {}, info() {}, debug() {} },
    folders: () => [{ name: 'ws', root, onDisk: true }],
    transcript: () => transcript,
    emit,
    committed: async () => {},
  });
  for (const event of events) files.heard(event);
  const calls = () => transcript.last?.interactions.flatMap((interaction) => interaction.calls) ?? [];
  const begun = calls().filter(({ state }) => state === 'running');
  assert.ok(begun.length <= 1);
  await files.settle();
  const found = await now();
  for (const { call } of begun) {
    const at = Number(call.id.slice(1));
    const { result } = calls().find((one) => one.call.id === call.id)!;
    const words = String(result?.result);
    if (found === textOf(at)) assert.match(words, /was made as it was allowed: f\.txt\. Do not repeat it/);
    else if (found === textOf(at - 1)) assert.match(words, /Nothing was changed/);
    else assert.match(words, /neither what it was before nor what it was to be/);
    assert.equal(result?.is_error ?? false, found !== textOf(at));
  }
  const { left } = await files.restore(await files.planRestore('t1'));
  if (left.length === 0) assert.equal(await now(), original);
  else {
    assert.deepEqual(
      left.map(({ why }) => why),
      ['unknown'],
    );
    assert.equal(await now(), found);
  }
  await files.restore((await files.planUndo())!);
  assert.equal(await now(), found);
  return begun.length > 0;
}

async function runAndKill(base: string, after: number): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'checkpointsWriter.ts'), base], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await new Promise((resolve) => setTimeout(resolve, after));
  child.kill('SIGKILL');
  await ended;
}
