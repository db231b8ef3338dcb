// Interleavings of what calls, a person, restores and redos do to files in, made over the real parts in memory; every promise checked each time.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Checkpoints, RawFile, RawFiles } from '../../src/agent/files/checkpointPorts.ts';
import { type RestorePlan, Restores } from '../../src/agent/files/restores.ts';
import { Ledger } from '../../src/agent/ledger.ts';
import { aFolder, type FileChange, type FileName } from '../../src/shared/files.ts';

const root = '/ws';
const names = ['a.txt', 'b.txt', 'sub/c.txt'] as const;
/** The only one: it comes with the file in it, and stays when that goes. */
const folder = 'sub';

export type Op =
  | { readonly do: 'turn' }
  | {
      readonly do: 'agent' | 'person';
      readonly how: Edit;
      readonly file: number;
      readonly at: number;
      readonly to: number;
    }
  | { readonly do: 'buffer'; readonly file: number }
  /** `meanwhile`: what the person does between the list and the yes. */
  | { readonly do: 'restore'; readonly turn: number; readonly meanwhile: boolean; readonly file: number }
  | { readonly do: 'redo' };

type Edit = 'insert' | 'replace' | 'drop' | 'create' | 'delete' | 'rename' | 'clear';

const edit = fc.record({
  do: fc.constantFrom('agent' as const, 'person' as const),
  how: fc.constantFrom<Edit>(
    'insert',
    'insert',
    'insert',
    'replace',
    'replace',
    'drop',
    'create',
    'create',
    'delete',
    'rename',
    'rename',
    'clear',
  ),
  file: fc.nat(2),
  at: fc.nat(12),
  to: fc.nat(2),
});

export const ops: fc.Arbitrary<readonly Op[]> = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: edit },
    { weight: 2, arbitrary: fc.constant<Op>({ do: 'turn' }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('buffer' as const), file: fc.nat(2) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('restore' as const),
        turn: fc.nat(4),
        meanwhile: fc.boolean(),
        file: fc.nat(2),
      }),
    },
    { weight: 2, arbitrary: fc.constant<Op>({ do: 'redo' }) },
  ),
  { minLength: 4, maxLength: 30 },
);

/** What happened in one interleaving. */
export interface Tally {
  restores: number;
  files: number;
  merges: number;
  left: number;
  lost: number;
}

/** Rejects with the first broken promise. */
export async function play(steps: readonly Op[]): Promise<Tally> {
  const world = new World();
  for (const step of steps) await world.take(step);
  return world.tally;
}

type Files = ReadonlyMap<string, string>;

class World {
  readonly tally: Tally = { restores: 0, files: 0, merges: 0, left: 0, lost: 0 };
  readonly #files = new Map<string, string>(
    names.slice(0, 2).map((name) => [name, `${name} 1\n${name} 2\n${name} 3\n`]),
  );
  #hasFolder = false;
  readonly #dirty = new Set<string>();
  readonly #kept = new Map<string, Uint8Array>();
  readonly #ledger = new Ledger();
  readonly #restores: Restores;
  /** The files at the start of each turn, and whether the person has touched any since. */
  readonly #turns: { readonly files: Files; readonly hasFolder: boolean; touched: boolean }[] = [];
  #count = 0;

  constructor() {
    this.#restores = new Restores(this.#ledger, {
      checkpoints: this.#checkpoints(),
      rawFiles: this.#rawFiles(),
      clock: { now: () => 0, sleep: async () => {} },
      log: { error: (_, error) => assert.fail(error as Error), warn() {}, info() {}, debug() {} },
      allows: async () => true,
      emit: (event) => this.#ledger.add(event),
      committed: async () => {},
    });
    this.#turn();
  }

  async take(step: Op): Promise<void> {
    if (step.do === 'turn') return this.#turn();
    if (step.do === 'restore') return this.#restore(step);
    if (step.do === 'agent') return this.#agent(step.how, names[step.file]!, step.at, names[step.to]!);
    if (step.do === 'person') return this.#person(step.how, names[step.file]!, step.at, names[step.to]!);
    if (step.do === 'buffer') return this.#buffer(names[step.file]!);
    return this.#make(await this.#restores.planUndo());
  }

  async #restore({ turn, meanwhile, file }: Extract<Op, { do: 'restore' }>): Promise<void> {
    const at = turn % this.#turns.length;
    const plan = await this.#restores.plan(`t${at + 1}`);
    if (meanwhile) this.#person('insert', names[file]!, 1, names[0]);
    await this.#make(plan, this.#ledger.since(`t${at + 1}`).changes, this.#turns[at]);
  }

  #turn(): void {
    this.#turns.push({ files: new Map(this.#files), hasFolder: this.#hasFolder, touched: false });
    const turn = `t${this.#turns.length}`;
    this.#ledger.add({ type: 'prompt.sent', turn, at: 0, text: '', attachments: [], model: '' });
  }

  /** Unsaved text comes and goes: saved, the bytes are the same. */
  #buffer(name: string): void {
    if (!this.#files.has(name) || this.#dirty.delete(name)) return;
    this.#dirty.add(name);
  }

  async #agent(how: Edit, name: string, at: number, to: string): Promise<void> {
    const before = new Map(this.#files);
    const hadFolder = this.#hasFolder;
    if (this.#dirty.has(name) && (how === 'delete' || how === 'rename')) return;
    if (this.#dirty.has(names[2]) && how === 'clear') return;
    if (!this.#edit(how, name, at, to, `agent ${this.#count++}`)) return;
    const place = (path: string): FileName => ({ root, path });
    const whole = (path: string) => ({
      ...place(path),
      before: this.#hash(before.get(path)),
      after: this.#hash(this.#files.get(path)),
    });
    const change: FileChange =
      how === 'rename'
        ? { ...place(to), from: place(name), before: this.#hash(before.get(name)), after: this.#hash(before.get(name)) }
        : whole(how === 'clear' ? names[2] : name);
    const folders: readonly FileChange[] =
      hadFolder === this.#hasFolder ? [] : [{ ...place(folder), [hadFolder ? 'before' : 'after']: aFolder }];
    const files = change.before === change.after && !change.from ? folders : [...folders, change];
    const turn = `t${this.#turns.length}`;
    this.#ledger.add({ type: 'files.changed', turn, call: 'c', at: 0, files });
  }

  #person(how: Edit, name: string, at: number, to: string): void {
    if (!this.#edit(how, name, at, to, `person ${this.#count++}`)) return;
    for (const turn of this.#turns) turn.touched = true;
  }

  /** False where it cannot be done. Each line is there once in all the world, so that it can be looked for. */
  #edit(how: Edit, name: string, at: number, to: string, words: string): boolean {
    const text = this.#files.get(name);
    if (how === 'clear') return this.#clear();
    if (how === 'create') return text === undefined && this.#put(name, `${words} x\n${words} y\n`);
    if (text === undefined) return false;
    const lines = text.match(/[^\n]*\n/g) ?? [];
    const where = at % (lines.length + 1);
    if (how === 'delete') return this.#files.delete(name) && (this.#dirty.delete(name) || true);
    if (how === 'rename') {
      if (this.#files.has(to)) return false;
      this.#files.delete(name);
      if (this.#dirty.delete(name)) this.#dirty.add(to);
      return this.#put(to, text);
    }
    if (how === 'insert') lines.splice(where, 0, `${words}\n`);
    else if (where === lines.length) return false;
    else lines.splice(where, 1, ...(how === 'replace' ? [`${words}\n`] : []));
    return Boolean(this.#files.set(name, lines.join('')));
  }

  /** The folder goes with all that is in it. */
  #clear(): boolean {
    const isThere = this.#hasFolder;
    this.#hasFolder = false;
    this.#files.delete(names[2]);
    this.#dirty.delete(names[2]);
    return isThere;
  }

  #put(name: string, text: string): boolean {
    if (name.startsWith(`${folder}/`)) this.#hasFolder = true;
    return Boolean(this.#files.set(name, text));
  }

  async #make(
    plan: RestorePlan | undefined,
    changes?: readonly FileChange[],
    turn?: { files: Files; hasFolder: boolean; touched: boolean },
  ) {
    if (!plan) return;
    const made = changes ?? this.#ledger.by(plan.undoes ?? '');
    const before = new Map(this.#files);
    const hadFolder = this.#hasFolder;
    const { files, left } = await this.#restores.make(plan);
    this.tally.restores++;
    this.tally.files += files;
    this.tally.left += left.length;
    this.tally.merges += plan.files.filter(({ how }) => how === 'merge').length;
    this.#nothingLost(before, made);
    for (const { path } of left) assert.equal(this.#files.get(path), before.get(path), `${path} was left alone`);
    if (turn && !turn.touched && left.length === 0) {
      assert.deepEqual(sorted(this.#files), sorted(turn.files));
      assert.equal(this.#hasFolder, turn.hasFolder, 'the folder is there as it was');
    }
    if (turn && !turn.touched)
      assert.ok(
        left.every(({ why }) => why === 'unsaved'),
        JSON.stringify(left),
      );
    await this.#undoable(before, hadFolder);
  }

  /** A line of the person's is gone only where one of the changes that were taken back had brought it. */
  #nothingLost(before: Files, changes: readonly FileChange[]): void {
    const there = linesOf(this.#files);
    const brought = new Set(changes.flatMap((change) => this.#broughtBy(change)));
    for (const line of linesOf(before)) {
      if (!line.startsWith('person') || there.has(line) || brought.has(line)) continue;
      this.tally.lost += line.length;
      assert.fail(`lost: ${line}`);
    }
  }

  #broughtBy({ before, after, from }: FileChange): readonly string[] {
    if (from) return [];
    const old = linesOf(new Map([['', this.#text(before)]]));
    return [...linesOf(new Map([['', this.#text(after)]]))].filter((line) => !old.has(line));
  }

  /** Taken back at once, every byte is as it was; taken back again, as it was after. The world goes on from there. */
  async #undoable(before: Files, hadFolder: boolean): Promise<void> {
    const after = new Map(this.#files);
    for (const [files, isThere] of [
      [before, hadFolder],
      [after, this.#hasFolder],
    ] as const) {
      const plan = await this.#restores.planUndo();
      assert.ok(plan);
      const { left } = await this.#restores.make(plan);
      if (left.length === 0) {
        assert.deepEqual(sorted(this.#files), sorted(files));
        assert.equal(this.#hasFolder, isThere, 'the folder is there as it was');
      } else assert.ok(left.every(({ why }) => why === 'unsaved'));
      if (left.length) return;
    }
  }

  #hash(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const bytes = Buffer.from(text);
    const hash = createHash('sha256').update(bytes).digest('hex');
    this.#kept.set(hash, bytes);
    return hash;
  }

  #text(hash: string | undefined): string {
    return hash === undefined ? '' : Buffer.from(this.#kept.get(hash) ?? []).toString();
  }

  #checkpoints(): Checkpoints {
    return {
      keep: async (bytes) => this.#hash(Buffer.from(bytes).toString())!,
      read: async (hash) => this.#kept.get(hash),
    };
  }

  #rawFiles(): RawFiles {
    const read = ({ path }: FileName): RawFile | undefined => {
      const text = this.#files.get(path);
      return text === undefined ? undefined : { bytes: Buffer.from(text), dirty: this.#dirty.has(path) };
    };
    const check = (file: FileName, expected: RawFile | undefined) =>
      assert.deepEqual(read(file)?.bytes.toString(), expected?.bytes.toString(), 'it is still what was expected');
    return {
      read: async (file) => read(file),
      below: async () => undefined,
      folder: async ({ path }) => {
        if (path !== folder || !this.#hasFolder) return undefined;
        return this.#files.has(names[2]) ? 'filled' : 'empty';
      },
      makeFolder: async ({ path }) => {
        assert.ok(path === folder && !this.#hasFolder, 'it is made where it is missing');
        this.#hasFolder = true;
      },
      removeFolder: async ({ path }) => {
        assert.ok(path === folder && !this.#files.has(names[2]), 'it is empty');
        this.#hasFolder = false;
      },
      write: async (file, expected, bytes) => {
        check(file, expected);
        assert.ok(bytes || !this.#dirty.has(file.path), 'no unsaved text goes');
        if (bytes) this.#put(file.path, Buffer.from(bytes).toString());
        else this.#files.delete(file.path);
      },
      move: async (from, to, expected) => {
        check(from, expected);
        check(to, undefined);
        assert.ok(!this.#dirty.has(from.path), 'no unsaved text goes');
        this.#put(to.path, this.#files.get(from.path)!);
        this.#files.delete(from.path);
      },
    };
  }
}

function linesOf(files: Files): ReadonlySet<string> {
  return new Set([...files.values()].flatMap((text) => text.split('\n')));
}

function sorted(files: Files): readonly (readonly [string, string])[] {
  return [...files].sort(([one], [other]) => (one < other ? -1 : 1));
}
