// The changes of a call in, checkpoints of the files before them and a record of what became of them out: on disk before anything is touched.

import type { Judged } from '../../gate/judged.ts';
import type { SessionEvent } from '../../shared/events.ts';
import { aFolder, type FileChange, type FileName, isFolder, type KeptFile, keyOf } from '../../shared/files.ts';
import type { Clock } from '../ports.ts';
import { type Change, type TextFile, ToolError, type Workspace } from '../workspace.ts';
import type { Below, Checkpoints, RawFiles } from './checkpointPorts.ts';
import { fileNameOf } from './fileNames.ts';
import { missingAbove, modeOf } from './folders.ts';
import { sha256, sha256Bytes } from './hash.ts';

export interface TurnFilesPorts {
  readonly checkpoints: Checkpoints;
  readonly rawFiles: RawFiles;
  readonly workspace: Pick<Workspace, 'readText'>;
  readonly clock: Clock;
  emit(event: SessionEvent): void;
}

/** Files of a folder beyond which no call may remove or rename it: each of them is kept. */
const mostFiles = 2_000;

/** What each file is after the changes, in their order, as `Workspace.apply` gives it. */
type Made = readonly (TextFile | undefined)[];

/** Runs what makes the changes, and records what they made of the files. */
export type Around = (make: () => Promise<Made>) => Promise<Made>;

/** A file to be touched, with the place of the change it belongs to. */
interface Kept {
  readonly file: KeptFile;
  readonly change: Change;
}

export class TurnFiles {
  readonly #turn: string;
  readonly #ports: TurnFilesPorts;

  constructor(turn: string, ports: TurnFilesPorts) {
    this.#turn = turn;
    this.#ports = ports;
  }

  /**
   * Keeps what the changes will touch and puts it on record (`files.kept`); the caller waits until that is committed before it makes them,
   * inside of what this resolves to. Throws a `ToolError` when something cannot be kept: then the changes must not be made.
   */
  async keep(call: string, changes: readonly Change[]): Promise<Around> {
    const { clock, emit } = this.#ports;
    const kept = await this.#kept(changes).catch((error: unknown) => {
      if (error instanceof ToolError) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new ToolError(`No checkpoint could be kept (${why}), so nothing was changed. Tell the person.`);
    });
    const files = kept.map(({ file }) => file);
    emit({ type: 'files.kept', turn: this.#turn, call, at: clock.now(), files });
    return (make) => this.#around(call, changes, kept, make);
  }

  async #around(call: string, changes: readonly Change[], kept: readonly Kept[], make: () => Promise<Made>) {
    let made: Made | undefined;
    try {
      made = await make();
      return made;
    } finally {
      const { clock, emit } = this.#ports;
      const became = kept.map((one) => this.#became(one, made && { file: made[changes.indexOf(one.change)] }));
      const files = (await Promise.all(became)).filter((one) => one !== undefined);
      if (files.length) emit({ type: 'files.changed', turn: this.#turn, call, at: clock.now(), files });
    }
  }

  async #kept(changes: readonly Change[]): Promise<readonly Kept[]> {
    const kept: Kept[] = [];
    const isKept = (file: KeptFile) =>
      isFolder(file) && kept.some(({ file: one }) => keyOf(one) === keyOf(file) && one.before === file.before);
    for (const change of changes) {
      // Several changes may need the same new folder.
      for (const file of await this.#keptOf(change)) if (!isKept(file)) kept.push({ file, change });
    }
    return kept;
  }

  async #keptOf(change: Change): Promise<readonly KeptFile[]> {
    const name = fileNameOf(change.place);
    if (change.kind === 'edit') return [{ ...name, ...(await this.#content(name)), text: await sha256(change.after) }];
    if (change.kind === 'create') {
      const file = { ...name, ...(await this.#content(name)), text: await sha256(change.after) };
      return [...(await this.#made(name)), file];
    }
    const to = change.kind === 'rename' ? fileNameOf(change.to) : undefined;
    const { files, folders } = (await this.#below(name)) ?? { files: [name], folders: [] };
    const there = (file: FileName) => to && { root: to.root, path: to.path + file.path.slice(name.path.length) };
    const kept: KeptFile[] = to ? [...(await this.#made(to))] : [];
    for (const folder of folders) {
      const moved = there(folder);
      kept.push({ ...folder, before: aFolder }, ...(moved ? [{ ...moved, after: aFolder }] : []));
    }
    for (const file of files) {
      const content = await this.#content(file);
      const moved = there(file);
      if (moved) kept.push({ ...moved, from: file, before: content?.before, after: content?.before });
      else kept.push({ ...file, ...content });
    }
    return kept;
  }

  /** The folders that come to be with a name. */
  async #made(name: FileName): Promise<readonly KeptFile[]> {
    const missing = await missingAbove(name, this.#ports.rawFiles);
    return missing.map((folder) => ({ ...folder, after: aFolder }));
  }

  async #below(name: FileName): Promise<Below | undefined> {
    return this.#ports.rawFiles.below(name, mostFiles).catch(() => {
      throw new ToolError(
        `${name.path} has more than ${mostFiles} files, or cannot be listed, so no checkpoint of it can be kept. Nothing was changed. Ask the person to do it.`,
      );
    });
  }

  /** Kept for good; undefined: there is no file. */
  async #content(file: FileName): Promise<Pick<KeptFile, 'before' | 'mode'> | undefined> {
    const found = await this.#ports.rawFiles.read(file);
    return found && { before: await this.#ports.checkpoints.keep(found.bytes), ...modeOf(found) };
  }

  /** `made`: absent when making it failed. The person may type at any moment: what cannot be told from that is recorded as unknown. */
  async #became(
    { file, change }: Kept,
    made: { readonly file?: TextFile } | undefined,
  ): Promise<FileChange | undefined> {
    const { root, path, before, mode, from } = file;
    const name = { root, path };
    try {
      if (isFolder(file)) return await this.#folderBecame(file);
      if (from) return made || (await this.#isMoved(file)) ? { ...name, from, before, after: before } : undefined;
      if (change.kind === 'delete')
        return made || !(await this.#ports.rawFiles.read(name)) ? { ...name, before, mode } : undefined;
      return await this.#written(file, change.place, made?.file?.hash);
    } catch {
      return { ...name, before, unknown: true };
    }
  }

  /** Undefined: it neither came nor went. */
  async #folderBecame({ root, path, before, after }: KeptFile): Promise<FileChange | undefined> {
    const there = await this.#ports.rawFiles.folder({ root, path });
    return (there !== undefined) === (after === aFolder) ? { root, path, before, after } : undefined;
  }

  async #isMoved({ root, path, from }: KeptFile): Promise<boolean> {
    const { rawFiles } = this.#ports;
    const [there, here] = await Promise.all([rawFiles.read({ root, path }), from && rawFiles.read(from)]);
    return there !== undefined && here === undefined;
  }

  /** What it became is kept, too: a merge needs it. Where that fails the content is known by its hash alone. */
  async #written({ root, path, before, text }: KeptFile, place: Judged, made: string | undefined) {
    const { rawFiles, checkpoints, workspace } = this.#ports;
    const found = await rawFiles.read({ root, path });
    const hash = found && (await sha256Bytes(found.bytes));
    if (hash === before) return undefined;
    const now = found && (await workspace.readText(place, new AbortController().signal)).hash;
    if (!found || now !== (made ?? text)) return { root, path, before, unknown: true } as const;
    await checkpoints.keep(found.bytes).catch(() => {});
    return { root, path, before, after: hash };
  }
}
