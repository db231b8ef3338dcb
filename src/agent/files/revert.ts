// Changes that were made to files and the files as they are in, what each must become so that the changes are undone out: three-way, pure.

import { mergeBytes } from '../../edits/mergeBytes.ts';
import { type FileChange, type FileName, keyOf, type LeftBecause } from '../../shared/files.ts';
import { sha256Bytes } from './hash.ts';

/** A file as it is at this moment. */
export interface Present {
  /** Absent: there is no file. */
  readonly hash?: string;
  readonly dirty: boolean;
  /** It may not even be looked at. */
  readonly denied?: true;
}

export interface RevertPorts {
  present(file: FileName): Promise<Present>;
  /** The bytes of a content that was kept, or that a file has at this moment; undefined: they are gone. */
  bytes(hash: string): Promise<Uint8Array | undefined>;
}

/** What is to become of one file. Files that need nothing are not in a plan. */
export interface FilePlan extends FileName {
  /**
   * restore: back to a content it had. merge: the same, with what the person changed since. create: it comes back. delete: it goes, being
   * just what was created. move: it goes back to where it was (`from`: where it is). keep: it stays as it is, for `why`.
   */
  readonly how: 'restore' | 'merge' | 'create' | 'delete' | 'move' | 'keep';
  readonly why?: LeftBecause;
  readonly from?: FileName;
  /** What it is (of a move: there), and what it becomes. Of `keep`: what it would have become where that is known. */
  readonly now?: string;
  readonly becomes?: string;
  /** Of `create`: the permission bits it had. */
  readonly mode?: number;
  /** It has unsaved text, and will have it afterwards. */
  readonly dirty: boolean;
  /** Files of one group share a name through renames: all of them are made, or none. */
  readonly group: number;
}

export interface RevertPlan {
  readonly files: readonly FilePlan[];
  /** Contents that merging made: nobody keeps them yet. */
  readonly merged: ReadonlyMap<string, Uint8Array>;
}

/**
 * `changes`: oldest first. Walks them backwards over the files as they are. Where a file is what a change made of it, it becomes what it was;
 * where the person changed it since, the difference is taken back by a three-way merge, and where that is not clean the file stays as it is,
 * with all files it shares names with: no plan overwrites a byte that the changes did not write.
 */
export async function planRevert(changes: readonly FileChange[], ports: RevertPorts): Promise<RevertPlan> {
  const walk = new Walk(ports);
  for (const change of joined(changes).reverse()) await walk.undo(change);
  return { files: await walk.plans(), merged: walk.merged };
}

/** Changes of one file that follow each other without anything between are one; those that end where they began are none. */
function joined(changes: readonly FileChange[]): FileChange[] {
  const out: (FileChange | undefined)[] = [];
  const newest = new Map<string, number>();
  for (const change of changes) {
    const at = newest.get(keyOf(change));
    const last = at === undefined ? undefined : out[at];
    const follows = last && !change.from && !change.unknown && last.after === change.before;
    if (follows) out[at!] = undefined;
    out.push(follows ? { ...last, after: change.after, mode: change.mode } : change);
    // Nothing is joined across a rename, nor with what was never seen.
    if (change.from) newest.delete(keyOf(change.from));
    if (change.from || change.unknown) newest.delete(keyOf(change));
    else newest.set(keyOf(change), out.length - 1);
  }
  return out.filter((one): one is FileChange => one !== undefined && (one.from !== undefined || isChange(one)));
}

function isChange({ before, after, unknown }: FileChange): boolean {
  return unknown === true || before !== after;
}

/** Files that share a name through renames: what stops one of them stops all. */
interface Group {
  into?: Group;
  why?: LeftBecause;
  /** Where it stopped. */
  at?: State;
}

interface State {
  readonly file: FileName;
  readonly present: Present;
  readonly group: Group;
  value: string | undefined;
  /** Of a content that comes back. */
  mode?: number;
  merged: boolean;
  /** The file that holds at this moment what is here by now; absent where a checkpoint does. */
  origin?: State;
  /** What it was before the oldest change so far. */
  oldest?: string;
}

class Walk {
  readonly merged = new Map<string, Uint8Array>();
  readonly #ports: RevertPorts;
  readonly #states = new Map<string, State>();

  constructor(ports: RevertPorts) {
    this.#ports = ports;
  }

  async undo(change: FileChange): Promise<void> {
    const state = await this.#state(change);
    state.oldest = change.from ? undefined : change.before;
    if (change.from) return this.#moveBack(state, await this.#state(change.from), change);
    if (whyOf(state) === undefined) await this.#takeBack(state, change);
  }

  async plans(): Promise<readonly FilePlan[]> {
    const states = [...this.#states.values()];
    for (const state of states) await this.#check(state);
    const moves = states.filter((state) => whyOf(state) === undefined && isMove(state));
    const moved = new Set(moves.map(({ origin }) => origin));
    const groups = [...new Set(states.map(groupOf))];
    return states.flatMap((state) => (moved.has(state) ? [] : (planOf(state, groups.indexOf(groupOf(state))) ?? [])));
  }

  /** What cannot be made is not planned: contents that are gone, a file that would go with unsaved text in it. */
  async #check(state: State): Promise<void> {
    const { present, value } = state;
    if (whyOf(state) !== undefined || value === present.hash) return;
    if (value === undefined && present.dirty) fail(state, 'unsaved');
    else if (value !== undefined && !(await this.#bytes(value))) fail(state, 'lost');
  }

  async #state(file: FileName): Promise<State> {
    const key = keyOf(file);
    const found = this.#states.get(key);
    if (found) return found;
    const present = await this.#ports.present(file);
    const { root, path } = file;
    const state: State = { file: { root, path }, present, group: {}, value: present.hash, merged: false };
    if (present.hash !== undefined) state.origin = state;
    if (present.denied) fail(state, 'denied');
    this.#states.set(key, state);
    return state;
  }

  async #takeBack(state: State, { before, after, mode, unknown }: FileChange): Promise<void> {
    const { value } = state;
    if (value === before) return;
    if (unknown) return fail(state, 'unknown');
    if (value === after) {
      state.value = before;
      if (after === undefined) state.mode = mode;
      if (before === undefined || after === undefined) state.origin = undefined;
      return;
    }
    if (after === undefined) return fail(state, 'exists');
    if (value === undefined) return before === undefined ? undefined : fail(state, 'deleted');
    if (before === undefined) return fail(state, 'changed');
    await this.#merge(state, after, value, before);
  }

  async #merge(state: State, base: string, mine: string, theirs: string): Promise<void> {
    const [one, two, three] = await Promise.all([base, mine, theirs].map((hash) => this.#bytes(hash)));
    if (!one || !two || !three) return fail(state, 'lost');
    const bytes = mergeBytes(one, two, three);
    if (!bytes) return fail(state, 'changed');
    state.value = await sha256Bytes(bytes);
    state.merged = true;
    this.merged.set(state.value, bytes);
  }

  async #moveBack(to: State, from: State, change: FileChange): Promise<void> {
    join(from, to);
    if (whyOf(to) !== undefined) return;
    if (to.value === undefined && from.value === change.before) return;
    if (to.value === undefined) return fail(to, 'deleted');
    if (from.value !== undefined) return fail(to, 'exists');
    [from.value, to.value] = [to.value, undefined];
    [from.mode, to.mode] = [to.mode, undefined];
    [from.merged, to.merged] = [to.merged, false];
    [from.origin, to.origin] = [to.origin, undefined];
    await this.#takeBack(from, change);
  }

  async #bytes(hash: string): Promise<Uint8Array | undefined> {
    return this.merged.get(hash) ?? (await this.#ports.bytes(hash));
  }
}

function groupOf({ group }: State): Group {
  let found = group;
  while (found.into) found = found.into;
  return found;
}

function join(one: State, other: State): void {
  const [into, from] = [groupOf(one), groupOf(other)];
  if (into === from) return;
  into.why ??= from.why;
  into.at ??= from.at;
  from.into = into;
}

function whyOf(state: State): LeftBecause | undefined {
  return groupOf(state).why;
}

function fail(state: State, why: LeftBecause): void {
  const group = groupOf(state);
  group.why ??= why;
  group.at ??= state;
}

/** Its content is under another name at this moment, which goes. */
function isMove({ origin, value, present }: State): boolean {
  return origin !== undefined && origin.value === undefined && value !== undefined && present.hash === undefined;
}

function planOf(state: State, group: number): FilePlan | undefined {
  const { file, present, value, mode, merged, origin, oldest } = state;
  const { why, at } = groupOf(state);
  const plan = { ...file, now: present.hash, becomes: value, dirty: present.dirty, group };
  if (why)
    return at === state || present.hash !== undefined ? { ...plan, how: 'keep', why, becomes: oldest } : undefined;
  if (isMove(state)) return { ...plan, how: 'move', from: origin!.file, now: origin!.present.hash };
  if (value === present.hash) return undefined;
  if (value === undefined) return { ...plan, how: 'delete' };
  if (present.hash === undefined) return { ...plan, how: 'create', ...(mode === undefined ? {} : { mode }) };
  return { ...plan, how: merged ? 'merge' : 'restore' };
}
