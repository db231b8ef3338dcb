// Calls that change several files at once: one approval shows all of them, all are made or none, and no place escapes the gate.

import assert from 'node:assert/strict';
import { runCall } from '../../../src/agent/calls/call.ts';
import type { CallContext } from '../../../src/agent/calls/callContext.ts';
import * as z from '../../../src/agent/calls/schema.ts';
import { defineTool } from '../../../src/agent/calls/tool.ts';
import { TurnProblems } from '../../../src/agent/calls/turnProblems.ts';
import { Review } from '../../../src/agent/files/review.ts';
import { TurnFiles } from '../../../src/agent/files/turnFiles.ts';
import type { Log } from '../../../src/agent/ports.ts';
import type { Change } from '../../../src/agent/workspace.ts';
import { diffLines } from '../../../src/edits/diffLines.ts';
import { Grants } from '../../../src/gate/grants.ts';
import type { Judged } from '../../../src/gate/judged.ts';
import type { Decision } from '../../../src/shared/approval.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { memoryFiles } from '../../support/memoryFiles.ts';
import { hashOf, memoryWorkspace } from '../../support/memoryWorkspace.ts';

const file = (text: string) => ({ text, hash: hashOf(text), dirty: false });

const silent: Log = { error() {}, warn() {}, info() {}, debug() {} };

/** One call of a tool that plans what `plan` gives for the places it asks the gate for. */
async function called(
  files: Record<string, string>,
  plan: (judge: (operation: Judged['operation'], path: string) => Promise<Judged>) => Promise<readonly Change[]>,
  decision: Decision = 'allow',
) {
  const memory = memoryWorkspace(files);
  const events: SessionEvent[] = [];
  const tool = defineTool({
    name: 'change_all',
    effect: 'edit',
    description: '',
    parameters: z.strictObject({}),
    title: () => 'Change all',
    targets: () => [],
    plan: async (_args, { judge }) => ({
      changes: await plan((operation, path) => judge({ operation, path })),
      content: 'Changed all.',
    }),
  });
  const emit = (event: SessionEvent) => void events.push(event);
  const seen = new Map([['b.txt', 'as read']]);
  const clock = { now: () => 0, sleep: async () => {} };
  const ports = {
    workspace: memory.workspace,
    diffLines,
    log: silent,
    folders: () => memory.folders,
    facts: memory.facts,
  };
  const review = new Review(ports, { transcript: () => ({}), emit, decide: () => {}, known: () => {} });
  const context: CallContext = {
    review,
    tools: [tool],
    workspace: memory.workspace,
    judgeContext: () => ({ folders: memory.folders, facts: memory.facts }),
    grants: new Grants(),
    settings: {},
    approvals: { decision: async () => ({ decision }) },
    questions: { answer: async () => '' },
    seen,
    changes: new Map(),
    diffLines,
    files: new TurnFiles('t1', { ...memoryFiles(memory), workspace: memory.workspace, clock, emit }),
    problems: new TurnProblems('t1', memory.workspace, emit),
    clock,
    log: silent,
    emit,
    committed: async () => {},
  };
  const call = { type: 'function_call' as const, id: 'c1', name: 'change_all', arguments: {} };
  const incoming = { interaction: 'i', call, invalid: false, ready: Promise.resolve() };
  const result = await runCall(context, incoming, new AbortController().signal);
  const requested = events.find((event) => event.type === 'approval.requested');
  return { memory, result, seen, approval: requested?.approval };
}

const all = async (judge: (operation: Judged['operation'], path: string) => Promise<Judged>): Promise<Change[]> => [
  { kind: 'edit', place: await judge('edit', 'a.txt'), before: file('one\n'), after: 'two\n' },
  { kind: 'delete', place: await judge('delete', 'b.txt'), before: file('gone\n') },
  {
    kind: 'rename',
    place: await judge('rename', 'c.txt'),
    to: await judge('create', 'd/c.txt'),
    before: file('kept\n'),
  },
  { kind: 'create', place: await judge('create', 'e.txt'), after: 'fresh\n' },
];
const files = { 'a.txt': 'one\n', 'b.txt': 'gone\n', 'c.txt': 'kept\n' };

describe('a call that changes several files', () => {
  it('asks once, shows each file, and makes all of it', async () => {
    const { memory, result, approval, seen } = await called(files, all);
    assert.equal(result.is_error, undefined);
    assert.deepEqual(
      approval?.changes.map(({ kind, path, to, added, removed }) => [kind, path, to, added, removed]),
      [
        ['edit', 'a.txt', undefined, 1, 1],
        ['delete', 'b.txt', undefined, 0, 1],
        ['rename', 'c.txt', 'd/c.txt', 0, 0],
        ['create', 'e.txt', undefined, 1, 0],
      ],
    );
    assert.equal(approval?.always, true, 'no grant covers a deletion');
    assert.deepEqual(Object.fromEntries(memory.files), { 'a.txt': 'two\n', 'd/c.txt': 'kept\n', 'e.txt': 'fresh\n' });
    assert.deepEqual([...seen.keys()].sort(), ['a.txt', 'd/c.txt', 'e.txt'], 'what is gone is forgotten');
  });

  it('changes nothing when one file is no longer what was shown', async () => {
    const { memory, result } = await called({ ...files, 'c.txt': 'theirs\n' }, all);
    assert.equal(result.is_error, true);
    assert.deepEqual(Object.fromEntries(memory.files), { ...files, 'c.txt': 'theirs\n' });
  });

  it('is refused unasked when the gate denies a place that the plan found', async () => {
    const { memory, result, approval } = await called({ ...files, '.git/config': 'x' }, async (judge) => [
      ...(await all(judge)),
      { kind: 'edit', place: await judge('edit', '.git/config'), before: file('x'), after: 'y' },
    ]);
    assert.equal(result.is_error, true);
    assert.equal(approval, undefined);
    assert.deepEqual(memory.applied, []);
  });

  it('asks always when one of the files is protected', async () => {
    const { approval } = await called({ ...files, '.vscode/tasks.json': '{}' }, async (judge) => [
      (await all(judge))[0]!,
      { kind: 'edit', place: await judge('edit', '.vscode/tasks.json'), before: file('{}'), after: '{"a":1}' },
    ]);
    assert.equal(approval?.always, true);
    assert.match(approval?.reason ?? '', /tasks\.json/);
  });

  it('changes nothing on Deny', async () => {
    const { memory, result } = await called(files, all, 'deny');
    assert.equal(result.is_error, true);
    assert.deepEqual(Object.fromEntries(memory.files), files);
  });
});
