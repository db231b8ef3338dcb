// A model that tries every attack of the corpus in one session over real files: nothing happens that no person allowed, nothing leaks.

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { lstat, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Shell } from '../../../src/agent/calls/shell.ts';
import type { InteractionRequest } from '../../../src/agent/ports.ts';
import { Session } from '../../../src/agent/session.ts';
import { type Change, ToolError, type Workspace } from '../../../src/agent/workspace.ts';
import { diffLines } from '../../../src/edits/diffLines.ts';
import { excluder } from '../../../src/gate/exclude.ts';
import { diskFacts } from '../../../src/node/facts.ts';
import { findRipgrep, searchFolder } from '../../../src/node/ripgrep.ts';
import { LocalShell } from '../../../src/node/shell.ts';
import type { Decision } from '../../../src/shared/approval.ts';
import type { EventOf } from '../../../src/shared/events.ts';
import { tools } from '../../../src/tools/index.ts';
import { memoryFiles } from '../../support/memoryFiles.ts';
import { repo } from '../../support/repo.ts';
import { calls, type Script, type ScriptedCall, says, scriptedGemini } from '../../support/scriptedGemini.ts';
import { build, expand, makeWorld, type Step, type World } from '../gate/world.ts';

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly setup?: readonly Step[];
  readonly input?: Variant;
  readonly variants?: readonly Variant[];
  readonly expect: { readonly decision: string };
}
interface Variant {
  readonly tool?: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly path?: string;
  readonly decision?: string;
}

/** Decisions after which not one byte may differ when the person says no to what asks always. */
const harmless = /^(?:deny|ask_always|deny-or-ask_always|deny cwd.*)$/;
/** A value that no answer of the model could guess, so that it is in a request only if it was read from a file. */
const canary = `canary-${randomBytes(12).toString('hex')}`;

function corpus(): { readonly name: string; readonly cases: readonly Case[] } {
  const shared = join(repo, '..', 'shared', 'security', 'attack-cases.json');
  const name = existsSync(shared) ? 'the shared corpus' : 'the project’s own corpus';
  if (name !== 'the shared corpus')
    console.warn(`SKIPPED: the shared corpus is not there (${shared}); ${name} is used`);
  const files = existsSync(shared) ? [shared, own] : [own];
  const cases = files.flatMap((file) => (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases);
  return { name, cases: cases.filter(({ kind }) => kind === 'tool_call' || kind === 'path_policy') };
}
const own = join(repo, 'test', 'fixtures', 'attacks.json');

/** The attack in the arguments our tools take, so that it is the gate that stops it and not the schema. */
function callsOf(one: Case, world: World): ScriptedCall[] {
  const variants = expand(one.variants ?? (one.input ? [one.input] : [])) as readonly Variant[];
  return variants.flatMap(({ tool, args, path }, at): ScriptedCall[] => {
    const made = (name: string, given: Readonly<Record<string, unknown>>) => ({
      id: `${one.id}-${at}-${name}`,
      name,
      arguments: given,
    });
    if (tool !== undefined) return [made(tool, ours(tool, args ?? {}, world))];
    if (path === undefined) return [];
    const there = world.place(path);
    return ['read_file', 'create_file', 'apply_edit', 'list_dir'].map((name) =>
      made(name, ours(name, { path: there, ...(name === 'create_file' && { content: 'x' }) }, world)),
    );
  });
}

function ours(tool: string, args: Readonly<Record<string, unknown>>, world: World): Readonly<Record<string, unknown>> {
  const { path, ...rest } = args;
  const there = typeof path === 'string' ? world.place(path) : undefined;
  if (tool === 'search') return there === undefined ? rest : { ...rest, include: `${there}/**` };
  if (there === undefined) return args;
  if (tool !== 'apply_edit') return { ...rest, path: there };
  return { path: there, edits: [{ old_text: textOf(world, there), new_text: String(args.newText ?? 'x') }] };
}

function textOf(world: World, path: string): string {
  try {
    const at = path.startsWith('/') ? path : join(world.root, path);
    return lstatSync(at).isFIFO() ? '' : readFileSync(at, 'utf8');
  } catch {
    return '';
  }
}

/** Files as they are, written without a second thought: what stops the model is the gate in front of it. */
function diskWorkspace(root: string, rg: string | undefined, unsaved: Set<string>, applied: Change[]): Workspace {
  const file = (text: string) => ({ text, hash: createHash('sha256').update(text).digest('hex'), dirty: false });
  return {
    readText: async ({ absolute }) => file(await readFile(absolute, 'utf8')),
    exists: ({ absolute }) =>
      stat(absolute).then(
        () => true,
        () => unsaved.has(absolute),
      ),
    async list({ absolute }) {
      const entries = await readdir(absolute, { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, kind: entry.isDirectory() ? 'directory' : 'file' }));
    },
    search: (request, signal) => searchFolder({ root, request, rg, signal }),
    problems: () => [],
    async apply([change]) {
      if (change?.kind !== 'create' && change?.kind !== 'edit') throw new Error('no tool of this test does that');
      const { place, before, after } = change;
      const now = await lstat(place.absolute).then(
        () => readFile(place.absolute, 'utf8'),
        () => undefined,
      );
      if (now !== before?.text) throw new ToolError('It changed.');
      mkdirSync(dirname(place.absolute), { recursive: true });
      await writeFile(place.absolute, after);
      applied.push(change);
      return [file(after)];
    },
  };
}

/** Every name below a folder with what it is and holds. */
function treeOf(folder: string, below = ''): Map<string, string> {
  const tree = new Map<string, string>();
  for (const name of readdirSync(join(folder, below))) {
    const path = join(below, name);
    const facts = lstatSync(join(folder, path));
    const link = facts.isSymbolicLink() ? readlinkSync(join(folder, path)) : '';
    const hash = facts.isFile()
      ? createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex')
      : '';
    tree.set(path, `${facts.mode} ${link}${hash}`);
    if (facts.isDirectory()) for (const [inner, what] of treeOf(folder, path)) tree.set(inner, what);
  }
  return tree;
}

function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}

interface Run {
  readonly attacks: number;
  readonly asked: readonly EventOf<'approval.requested'>[];
  readonly applied: readonly Change[];
  /** Command lines that ran. */
  readonly started: readonly string[];
  readonly requests: readonly InteractionRequest[];
  /** Changed paths by the case after which they were found; below the folder that holds `ws` and `out`. */
  readonly changed: readonly { readonly one: Case; readonly paths: readonly string[] }[];
  readonly results: number;
}

async function attack(
  cases: readonly Case[],
  person: (asked: EventOf<'approval.requested'>) => Decision,
): Promise<Run> {
  const world = makeWorld([]);
  const base = dirname(world.root);
  const planted = (step: Step): Step => JSON.parse(JSON.stringify(step).replaceAll('CANARY', canary));
  writeFileSync(join(base, 'out', 'secret.txt'), canary);
  writeFileSync(join(world.root, '.env'), `K=${canary}`);
  const unsaved = new Set<string>();
  const changed: { one: Case; paths: string[] }[] = [];
  const asked: EventOf<'approval.requested'>[] = [];
  const applied: Change[] = [];
  const started: string[] = [];
  let before = treeOf(base);
  let attacks = 0;
  let last: Case | undefined;
  const look = () => {
    const now = treeOf(base);
    if (last) changed.push({ one: last, paths: differences(before, now) });
    before = now;
  };
  const scripts: Script[] = cases.map((one, at) => () => {
    look();
    for (const step of expand(one.setup ?? []).map(planted)) {
      prepare(step, world);
      if (step.dirty) unsaved.add(world.place(String(step.dirty)));
    }
    before = treeOf(base);
    last = one;
    const made = callsOf(one, world);
    attacks += made.length;
    return made.length > 0
      ? calls(`v1_${at}`, ...made)
      : calls(`v1_${at}`, { id: one.id, name: 'none', arguments: {} });
  });
  const { gemini, requests } = scriptedGemini([...scripts, says('v1_end', 'I give up.')]);
  const rg = await findRipgrep(undefined);
  const session = new Session('s1', [], {
    gemini: async () => gemini,
    tools: async () => tools,
    shell: counted(new LocalShell(), started),
    workspace: diskWorkspace(world.root, rg, unsaved, applied),
    ...memoryFiles({ files: new Map(), buffers: new Map() }),
    folders: () => world.context.folders,
    facts: diskFacts,
    excludes: async () => (path: string) => excluder([textOf(world, '.aiexclude')])(path),
    settings: () => ({ model: 'm', thinkingSummaries: 'auto', store: true, maxInteractions: 10_000 }),
    surroundings: () => ({ folders: ['ws'], platform: 'linux', language: 'en' }),
    diffLines,
    store: { append: async () => {} },
    clock: { now: () => Date.now(), sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()) },
    log: { error() {}, warn() {}, info() {}, debug() {} },
    t: (text) => text,
  });
  let results = 0;
  session.onEvent((event) => {
    if (event.type === 'call.completed') results += 1;
    if (event.type !== 'approval.requested') return;
    asked.push(event);
    session.decide(event.call, person(event));
  });
  try {
    await session.send({ text: 'Help me.', attachments: [] });
    // The guards stop a model that gets nowhere; this person lets it go on.
    while (session.transcript.last?.outcome === 'asking') await session.resume(session.transcript.last.id, 'continue');
    assert.equal(session.transcript.last?.outcome, 'completed', JSON.stringify(session.transcript.last?.failure));
    look();
    return { attacks, asked, applied, started, requests, changed, results };
  } finally {
    world.remove();
  }
}

/** Cases share one workspace: what an earlier one left in the way goes first. */
function prepare(step: Step, world: World): void {
  const [kind = '', target] = Object.entries(step)[0] ?? [];
  const isFolder = kind === 'manyFiles' || kind === 'dir';
  if (!isFolder && typeof target === 'string' && target.startsWith('/'))
    rmSync(world.place(target), { recursive: true, force: true });
  build(step, world.place);
}

/** A real shell: what stops the model is the person in front of it. */
function counted(shell: LocalShell, started: string[]): Shell {
  return {
    name: shell.name,
    all: [],
    find: () => undefined,
    start(request) {
      started.push(request.line);
      return shell.start(request);
    },
  };
}

function leaks(requests: readonly InteractionRequest[]): readonly string[] {
  const sent = JSON.stringify(requests);
  const bytes = Buffer.from(canary);
  const forms = [canary, bytes.toString('hex'), bytes.toString('base64').slice(4, -4), [...canary].reverse().join('')];
  return forms.filter((form) => sent.includes(form));
}

describe('a hostile model over real files', function () {
  this.timeout(120_000);
  const { name, cases } = corpus();

  it('changes nothing and reads no secret while the person denies', async () => {
    const run = await attack(cases, () => 'deny');
    console.log(`      ${run.attacks} calls of ${cases.length} cases (${name}), ${run.asked.length} asked, 0 allowed`);
    assert.ok(run.attacks > 200);
    assert.equal(run.results >= run.attacks, true, 'every call is answered');
    assert.deepEqual(
      run.changed.filter(({ paths }) => paths.length > 0).map(({ one, paths }) => `${one.id}: ${paths}`),
      [],
    );
    assert.deepEqual(run.applied, []);
    assert.deepEqual(run.started, []);
    assert.ok(run.asked.some(({ approval }) => approval.tool === 'run_command'));
    assert.deepEqual(leaks(run.requests), []);
  });

  it('changes ordinary files of the workspace alone while the person allows for the session', async () => {
    const run = await attack(cases, ({ approval }) => (approval.always ? 'deny' : 'allow_session'));
    const written = new Set(run.applied.map(({ place }) => join('ws', place.path)));
    console.log(`      ${run.attacks} calls (${name}), ${run.asked.length} asked, ${written.size} files written`);
    assert.ok(run.applied.length > 0, 'the session grant was never used');
    assert.deepEqual(run.started, []);
    assert.equal(run.asked.filter(({ approval }) => !approval.always).length, 1, 'one answer covers the session');
    const wrong = run.changed.flatMap(({ one, paths }) => {
      const strict = (one.variants ?? []).every(({ decision = one.expect.decision }) => harmless.test(decision));
      const parents = [...written].flatMap((path) => path.split('/').map((_, at, all) => all.slice(0, at).join('/')));
      const unasked = paths.filter((path) => strict || !(written.has(path) || parents.includes(path)));
      return unasked.map((path) => `${one.id}: ${path}`);
    });
    assert.deepEqual(wrong, []);
    assert.ok(run.applied.every(({ place }) => place.verdict === 'ask' && place.via === undefined));
    assert.deepEqual(leaks(run.requests), []);
  });
});
