// What a session does to files in one place: its events in; checkpoints for its turns, restores, and honest answers after a crash out.

import type { Folder, JudgeContext } from '../../gate/judged.ts';
import type { SessionEvent } from '../../shared/events.ts';
import { aFolder, isFolder, type KeptFile, told } from '../../shared/files.ts';
import { allTurns, type Transcript } from '../../shared/transcript.ts';
import { type Intent, Ledger } from '../ledger.ts';
import type { Clock, Log } from '../ports.ts';
import type { Workspace } from '../workspace.ts';
import type { Checkpoints, RawFiles } from './checkpointPorts.ts';
import { judgeFile } from './fileNames.ts';
import { sha256Bytes } from './hash.ts';
import { type Restored, type RestorePlan, Restores } from './restores.ts';
import { answerOf, begunCalls, changeOf, type Found, type Settled, settledOf } from './settleFiles.ts';
import { type TurnChange, turnChanges } from './turnChanges.ts';
import { TurnFiles } from './turnFiles.ts';

export interface SessionFilesPorts {
  readonly checkpoints: Checkpoints;
  readonly rawFiles: RawFiles;
  readonly workspace: Workspace;
  readonly facts: JudgeContext['facts'];
  readonly clock: Clock;
  readonly log: Log;
  folders(): readonly Folder[];
  transcript(): Transcript;
  emit(event: SessionEvent): void;
  committed(): Promise<void>;
}

export class SessionFiles {
  readonly #ports: SessionFilesPorts;
  readonly #ledger = new Ledger();
  readonly #restores: Restores;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(ports: SessionFilesPorts) {
    this.#ports = ports;
    const allows: ConstructorParameters<typeof Restores>[1]['allows'] = async (file, operation) => {
      const { verdict } = await judgeFile(file, operation, { folders: ports.folders(), facts: ports.facts });
      return verdict !== 'deny';
    };
    this.#restores = new Restores(this.#ledger, { ...ports, allows });
  }

  /** Each event of the session, in order. */
  heard(event: SessionEvent): void {
    this.#ledger.add(event);
  }

  ofTurn(turn: string): TurnFiles {
    return new TurnFiles(turn, this.#ports);
  }

  /** Resolves when no restore is under way. Never rejects. */
  async idle(): Promise<void> {
    await this.#busy;
  }

  /** What going back to before a turn's prompt would do to files. Rejects when a file cannot be read. */
  planRestore(turn: string): Promise<RestorePlan> {
    return this.#restores.plan(turn);
  }

  /** What taking the newest restore back would do; undefined: there is none. */
  planUndo(): Promise<RestorePlan | undefined> {
    return this.#restores.planUndo();
  }

  /** Never rejects. */
  restore(plan: RestorePlan): Promise<Restored> {
    const made = this.#busy.then(() => this.#restores.make(plan));
    this.#busy = made;
    return made;
  }

  /** What became of each file in a turn, restores left aside. */
  ofCalls(turn: string): readonly TurnChange[] {
    return turnChanges(this.#ledger.ofTurn(turn));
  }

  /** What the model has to know of restores since it was last asked; '' for nothing. */
  get news(): string {
    const shown = new Set(allTurns(this.#ports.transcript()).map(({ id }) => id));
    // A conversation that went back along with the files never saw what they held.
    const untold = this.#ledger.untold.filter(({ turn }) => shown.has(turn));
    const paths = new Set(untold.flatMap(({ restore }) => told(this.#ledger.by(restore)).map(({ path }) => path)));
    if (paths.size === 0) return '';
    return `The person restored files to an earlier state: ${[...paths].join(', ')}. Read them again before you rely on what they hold.`;
  }

  /** Of a stored session: what had begun when its window ended is looked at, recorded and answered. Never rejects. */
  async settle(): Promise<void> {
    try {
      const { intents } = this.#ledger;
      for (const call of begunCalls(this.#ports.transcript())) {
        const intent = intents.find((one) => one.call === call.call.id);
        const settled = intent ? await this.#settle(intent) : [];
        this.#ports.emit(answerOf(call.call, intent, settled, this.#ports.clock.now()));
      }
      for (const intent of intents) if (intent.restore !== undefined) await this.#settleRestore(intent, intent.restore);
    } catch (error) {
      this.#ports.log.error('What had begun when the window ended could not be looked at', error);
    }
  }

  async #settle({ turn, call, restore, files }: Intent): Promise<readonly Settled[]> {
    const { emit, clock } = this.#ports;
    const settled: Settled[] = [];
    for (const file of files) {
      const found = await this.#found(file);
      const how = settledOf(file, found);
      settled.push(how);
      const change = changeOf(file, how, found);
      if (change) emit({ type: 'files.changed', turn, call, restore, at: clock.now(), files: [change] });
    }
    return settled;
  }

  async #settleRestore(intent: Intent, restore: string): Promise<void> {
    const { emit, clock } = this.#ports;
    const settled = await this.#settle(intent);
    const left = intent.files.flatMap(({ root, path, before, after }, at) =>
      settled[at] === 'made' || isFolder({ before, after })
        ? []
        : [{ root, path, why: settled[at] === 'unknown' ? 'unknown' : 'failed' } as const],
    );
    const files = told(this.#ledger.by(restore)).length;
    emit({ type: 'restore.completed', turn: intent.turn, restore, undone: false, at: clock.now(), files, left });
  }

  /** Its content is kept: later merges need it. */
  async #found(file: KeptFile): Promise<Found> {
    const { rawFiles, checkpoints, workspace, facts, folders } = this.#ports;
    if (isFolder(file)) return { hash: (await rawFiles.folder(file)) && aFolder };
    const raw = await rawFiles.read(file).catch(() => undefined);
    const fromThere = file.from && (await rawFiles.read(file.from).catch(() => undefined)) !== undefined;
    if (!raw) return { fromThere };
    const hash = await checkpoints.keep(raw.bytes).catch(() => sha256Bytes(raw.bytes));
    const place = await judgeFile(file, 'read', { facts, folders: folders() });
    const never = new AbortController().signal;
    const text = await workspace.readText(place, never).catch(() => undefined);
    return { hash, fromThere, text: text?.hash };
  }
}
