// A folder in, endless edits of a file in it by the way of a call out: kept, put on record, made, recorded. What the crash test kills.

import { join } from 'node:path';
import { TurnFiles } from '../../../src/agent/files/turnFiles.ts';
import { Journal } from '../../../src/agent/journal.ts';
import type { Change } from '../../../src/agent/workspace.ts';
import { checkpointFolder } from '../../../src/node/checkpoints.ts';
import { openSessionLog } from '../../../src/node/sessionLog.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { diskFiles } from '../../support/diskFiles.ts';
import { textOf, workspaceOn } from './checkpointsWorld.ts';

const base = process.argv[2] ?? '';
const { log } = await openSessionLog(join(base, 's.log'));
const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const journal = new Journal(log, quiet);
const emit = (event: SessionEvent) => journal.add(event);
const root = join(base, 'ws');
const workspace = workspaceOn(root);
const clock = { now: () => 0, sleep: async () => {} };
const files = new TurnFiles('t1', {
  checkpoints: checkpointFolder(join(base, 'checkpoints')),
  rawFiles: diskFiles,
  workspace,
  clock,
  emit,
});
const place = {
  verdict: 'ask',
  path: 'f.txt',
  operation: 'edit',
  folder: { name: 'ws', root, onDisk: true },
  absolute: join(root, 'f.txt'),
} as const;

emit({ type: 'session.created', id: 's', at: 0 });
emit({ type: 'prompt.sent', turn: 't1', at: 0, text: 'go', attachments: [], model: 'm' });
const interaction = 't1.1';
emit({ type: 'interaction.requested', turn: 't1', interaction, at: 0, model: 'm', stored: true, input: [] });
for (let at = 1; ; at++) {
  const call = { type: 'function_call' as const, id: `c${at}`, name: 'apply_edit', arguments: {} };
  emit({ type: 'call.received', interaction, call, title: 'Edit f.txt', effect: 'edit' });
  const change: Change = { kind: 'edit', place, before: await workspace.readText(place), after: textOf(at) };
  const around = await files.keep(call.id, [change]);
  emit({ type: 'call.started', call: call.id, at: 0 });
  await journal.committed();
  await around(() => workspace.apply([change]));
  const result = { type: 'function_result' as const, call_id: call.id, name: call.name, result: 'done' };
  emit({ type: 'call.completed', call: call.id, result, at: 0 });
  await journal.committed();
  process.stdout.write(`${at}\n`);
}
