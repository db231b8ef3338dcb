// A turn to go back to in, what would become of each file out, and made when the person says so: checked, kept, on record, undoable.

import type { Operation } from '../../gate/judged.ts';
import type { SessionEvent } from '../../shared/events.ts';
import {
  aFolder,
  type FileChange,
  type FileLeft,
  type FileName,
  isFolder,
  type KeptFile,
  keyOf,
  type LeftBecause,
} from '../../shared/files.ts';
import type { Ledger } from '../ledger.ts';
import type { Clock, Log } from '../ports.ts';
import type { Checkpoints, RawFile, RawFiles } from './checkpointPorts.ts';
import { type FolderPlan, missingAbove, modeOf, planFolders } from './folders.ts';
import { sha256Bytes } from './hash.ts';
import { type FilePlan, planRevert } from './revert.ts';

export interface RestorePorts {
  readonly checkpoints: Checkpoints;
  readonly rawFiles: RawFiles;
  readonly clock: Clock;
  readonly log: Log;
  /** The gate's word on it. Restoring is the person's own act, so only what is never allowed is refused. */
  allows(file: FileName, operation: Operation): Promise<boolean>;
  emit(event: SessionEvent): void;
  /** Resolves once everything emitted so far is on disk. */
  committed(): Promise<void>;
}

/** What going back would do. Made as it is: a file that changes after this was planned is left alone. */
export interface RestorePlan {
  readonly turn: string;
  readonly files: readonly FilePlan[];
  readonly folders: readonly FolderPlan[];
  /** Titles of commands that ran since: what they did is not covered. */
  readonly commands: readonly string[];
  readonly merged: ReadonlyMap<string, Uint8Array>;
  /** The restore that this takes back. */
  readonly undoes?: string;
  readonly undone: boolean;
}

export interface Restored {
  readonly files: number;
  readonly left: readonly FileLeft[];
}

/** A file that is ready to be written: looked at, allowed, both its contents kept. */
interface Ready {
  readonly plan: FilePlan;
  readonly present: RawFile | undefined;
  readonly bytes: Uint8Array | undefined;
}

type Leaving = (file: FileName, error: unknown) => void;

/** Thrown with the reason why a file is left alone. */
class Leave extends Error {
  readonly why: LeftBecause;
  constructor(why: LeftBecause) {
    super(why);
    this.why = why;
  }
}

export class Restores {
  readonly #ledger: Ledger;
  readonly #ports: RestorePorts;

  constructor(ledger: Ledger, ports: RestorePorts) {
    this.#ledger = ledger;
    this.#ports = ports;
  }

  /** Files as they were before the prompt of that turn was sent. */
  async plan(turn: string): Promise<RestorePlan> {
    const { changes, commands } = this.#ledger.since(turn);
    return { turn, commands, undone: false, ...(await this.#revert(changes)) };
  }

  /** Takes the newest restore back, or the newest taking back of one; undefined: there is none. */
  async planUndo(): Promise<RestorePlan | undefined> {
    const { newest } = this.#ledger;
    if (!newest) return undefined;
    const { turn, restore, undone } = newest;
    const plan = await this.#revert(this.#ledger.by(restore));
    return { turn, commands: [], undoes: restore, undone: !undone, ...plan };
  }

  /** Never rejects: what could not be done is told with the reason, file by file. */
  async make({ turn, files, folders, merged, undoes, undone }: RestorePlan): Promise<Restored> {
    const { clock, emit, committed, log } = this.#ports;
    const restore = `r${this.#ledger.restores + 1}`;
    const left: FileLeft[] = files.flatMap(({ root, path, how, why }) =>
      how === 'keep' ? [{ root, path, why: why ?? 'changed' }] : [],
    );
    const leave: Leaving = ({ root, path }, error) => {
      const why = error instanceof Leave ? error.why : 'failed';
      if (why === 'failed') log.error(`${path} could not be restored`, error);
      left.push({ root, path, why });
    };
    const groups = Map.groupBy(files, ({ group }) => group).values();
    const ready = await this.#ready([...groups], merged, leave);
    const making = await this.#foldersFor(folders, ready.flat());
    const going = folders.filter(({ how }) => how === 'remove');
    const intents = [...making.map(comes), ...ready.flat().map(intentOf), ...going.map(goes)];
    if (intents.length) {
      emit({ type: 'files.kept', turn, restore, at: clock.now(), files: intents });
      await committed();
    }
    const made = (change: FileChange) =>
      emit({ type: 'files.changed', turn, restore, at: clock.now(), files: [change] });
    let done = await this.#makeFolders(making, folders, made, leave);
    for (const group of ready) done += await this.#makeGroup(group, made, leave);
    await this.#removeFolders(going, made);
    emit({ type: 'restore.completed', turn, restore, undoes, undone, at: clock.now(), files: done, left });
    await committed();
    return { files: done, left };
  }

  async #revert(changes: readonly FileChange[]) {
    const { rawFiles, checkpoints } = this.#ports;
    const present = new Map<string, Uint8Array>();
    const plan = await planRevert(
      changes.filter((change) => !isFolder(change)),
      {
        present: async (file) => {
          if (!(await this.#ports.allows(file, 'read'))) return { dirty: false, denied: true };
          const found = await rawFiles.read(file);
          if (!found) return { dirty: false };
          const hash = await sha256Bytes(found.bytes);
          present.set(hash, found.bytes);
          return { hash, dirty: found.dirty };
        },
        bytes: async (hash) => present.get(hash) ?? checkpoints.read(hash),
      },
    );
    return { ...plan, folders: await planFolders(changes.filter(isFolder), plan.files, rawFiles) };
  }

  /** All that have to be made, those around before those inside. */
  async #foldersFor(folders: readonly FolderPlan[], ready: readonly Ready[]): Promise<readonly FileName[]> {
    const wanted = folders.filter(({ how }) => how === 'make');
    const coming = ready.filter(({ plan }) => plan.how === 'create' || plan.how === 'move');
    const all = new Map<string, FileName>();
    for (const { root, path } of [...wanted, ...coming.map(({ plan }) => plan)]) {
      for (const above of await missingAbove({ root, path }, this.#ports.rawFiles)) all.set(keyOf(above), above);
    }
    for (const { root, path } of wanted) all.set(keyOf({ root, path }), { root, path });
    return [...all.values()].toSorted((one, other) => one.path.length - other.path.length);
  }

  /** Returns how many of the planned ones came back; those that only hold others are not counted. */
  async #makeFolders(
    making: readonly FileName[],
    planned: readonly FolderPlan[],
    made: (change: FileChange) => void,
    leave: Leaving,
  ): Promise<number> {
    const wanted = new Set(planned.map(keyOf));
    let done = 0;
    for (const folder of making) {
      try {
        if (!(await this.#ports.allows(folder, 'create'))) throw new Leave('denied');
        await this.#ports.rawFiles.makeFolder(folder);
        made(comes(folder));
        if (wanted.has(keyOf(folder))) done++;
      } catch (error) {
        leave(folder, error);
      }
    }
    return done;
  }

  /** One with anything in it stays: that is the person's. */
  async #removeFolders(going: readonly FileName[], made: (change: FileChange) => void): Promise<void> {
    for (const folder of going) {
      try {
        if ((await this.#ports.rawFiles.folder(folder)) !== 'empty') continue;
        if (!(await this.#ports.allows(folder, 'delete'))) continue;
        await this.#ports.rawFiles.removeFolder(folder);
        made(goes(folder));
      } catch (error) {
        this.#ports.log.warn(`The empty folder ${folder.path} could not be removed`, error);
      }
    }
  }

  /** The groups of which every file is ready. */
  async #ready(groups: readonly (readonly FilePlan[])[], merged: RestorePlan['merged'], leave: Leaving) {
    const ready: (readonly Ready[])[] = [];
    for (const group of groups) {
      const plans = group.filter(({ how }) => how !== 'keep');
      try {
        ready.push(await Promise.all(plans.map((plan) => this.#readyOf(plan, merged))));
      } catch (error) {
        for (const plan of plans) leave(plan, error);
      }
    }
    return ready;
  }

  /** What goes, goes last, and only when its content has arrived where it belongs. Returns how many were made. */
  async #makeGroup(group: readonly Ready[], made: (change: FileChange) => void, leave: Leaving): Promise<number> {
    const rank = ({ plan }: Ready) => (plan.how === 'delete' ? 1 : 0);
    const queue = group.toSorted((one, other) => rank(one) - rank(other));
    for (const [at, one] of queue.entries()) {
      try {
        await this.#write(one, made);
      } catch (error) {
        for (const { plan } of queue.slice(at)) leave(plan, error);
        return at;
      }
    }
    return queue.length;
  }

  async #readyOf(plan: FilePlan, merged: RestorePlan['merged']): Promise<Ready> {
    const { rawFiles, checkpoints } = this.#ports;
    const here = plan.from ?? plan;
    if (!(await this.#ports.allows(here, 'read'))) throw new Leave('denied');
    const present = await rawFiles.read(here);
    const hash = present && (await checkpoints.keep(present.bytes));
    if (hash !== plan.now) throw new Leave('changed');
    if (plan.from && (await rawFiles.read(plan))) throw new Leave('exists');
    const isAllowed =
      (await this.#ports.allows(plan, operations[plan.how])) && (!plan.from || this.#ports.allows(plan.from, 'rename'));
    if (!(await isAllowed)) throw new Leave('denied');
    if (plan.becomes === undefined) return { plan, present, bytes: undefined };
    const bytes =
      merged.get(plan.becomes) ?? (plan.becomes === hash ? present?.bytes : await checkpoints.read(plan.becomes));
    if (!bytes) throw new Leave('lost');
    // It is needed from here on for as long as this restore is: that makes it young again.
    await checkpoints.keep(bytes);
    return { plan, present, bytes };
  }

  async #write({ plan, present, bytes }: Ready, made: (change: FileChange) => void): Promise<void> {
    const { rawFiles } = this.#ports;
    const { root, path, from, now, becomes } = plan;
    if (from && present) {
      await rawFiles.move(from, plan, present);
      made({ root, path, from, before: now, after: now });
    }
    if (from && now === becomes) return;
    await rawFiles.write(plan, present, bytes, plan.mode);
    made({ root, path, before: now, after: becomes, ...(bytes || !present ? {} : modeOf(present)) });
  }
}

const operations: Readonly<Record<FilePlan['how'], Operation>> = {
  restore: 'edit',
  merge: 'edit',
  create: 'create',
  move: 'create',
  delete: 'delete',
  keep: 'read',
};

function intentOf({ plan: { root, path, from, now, becomes }, present, bytes }: Ready): KeptFile {
  return { root, path, from, before: now, after: becomes, ...(bytes || !present ? {} : modeOf(present)) };
}

function comes({ root, path }: FileName) {
  return { root, path, after: aFolder };
}

function goes({ root, path }: FileName) {
  return { root, path, before: aFolder };
}
