// The changes of a session in, what the person makes of them out: decided hunk by hunk, taken back, merged with what they type, told to the model.

import { changedAgain, count, decided, madeOn, pendingText, takenBack, type Verdict } from '../../edits/pendingText.ts';
import { judge } from '../../gate/judge.ts';
import type { Judged } from '../../gate/judged.ts';
import { type FileName, keyOf } from '../../shared/files.ts';
import type { Turn } from '../../shared/transcript.ts';
import { type Change, type TextFile, ToolError } from '../workspace.ts';
import { fileNameOf } from './fileNames.ts';
import { FileTally } from './fileTally.ts';
import type { Decided, ReviewedFile, ReviewPorts, ReviewSession, SavedReview } from './reviewed.ts';
import { diffNote } from './reviewNote.ts';

export class Review {
  readonly #ports: ReviewPorts;
  readonly #session: ReviewSession;
  readonly #tally: FileTally;
  readonly #listeners = new Set<() => void>();
  readonly #typed = new Set<string>();
  /** What the model was last told that a file holds. */
  readonly #told = new Map<string, { readonly place: Judged; readonly text: string }>();
  #files: readonly ReviewedFile[] = [];
  #version = 0;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(ports: ReviewPorts, session: ReviewSession) {
    this.#ports = ports;
    this.#session = session;
    this.#tally = new FileTally({ diffLines: ports.diffLines, emit: session.emit, turn: () => this.#turn });
  }

  /** Files with hunks to decide, in the order they came. */
  get files(): readonly ReviewedFile[] {
    return this.#files;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * After a reload: what was under review then, if the hunks are still those, goes on; for the rest nothing can be taken back any more, so that
   * it counts as accepted.
   */
  async resume(saved: readonly SavedReview[], turns: readonly Pick<Turn, 'id' | 'files'>[]): Promise<void> {
    for (const { id, files = [] } of turns) {
      for (const file of files.filter(({ pending }) => pending > 0)) {
        const found = saved.find(({ turn, path }) => turn === id && path === file.path);
        const place = found && (await this.#judge('edit', file.path));
        const fits = found && found.verdicts.length === pendingText(found.before, found.after).verdicts.length;
        const isKept = fits && place !== undefined && place.verdict !== 'deny';
        const now = isKept ? { ...found, place, version: ++this.#version } : undefined;
        this.#tally.resume(id, file, now);
        if (now) this.#put(now);
      }
    }
    this.#changed();
  }

  /** Somebody went back to a checkpoint of these files: there is nothing left to decide of them. */
  restored(files: readonly FileName[]): void {
    const names = new Set(files.map(keyOf));
    for (const file of this.#files) {
      if (file.call !== undefined || !names.has(keyOf(fileNameOf(file.place)))) continue;
      this.#told.delete(file.path);
      this.#settle(decidedFile(file, 'rejected', undefined), 'done');
    }
  }

  /** The person typed in a file: what they typed is merged with a change that waits. */
  typed(path: string): void {
    this.#typed.add(path);
  }

  /** A call waits for a decision on its changes. */
  offer(call: string, changes: readonly Change[]): void {
    for (const change of changes) {
      const { kind, place, before } = change;
      this.#typed.delete(place.path);
      if (kind !== 'create' && kind !== 'edit') continue;
      this.#put({
        ...pendingText(before?.text ?? '', change.after),
        path: place.path,
        place,
        kind,
        call,
        turn: this.#turn,
        version: ++this.#version,
      });
    }
    this.#changed();
  }

  /** The call waits no more. */
  withdraw(call: string): void {
    if (!this.#files.some((file) => file.call === call)) return;
    this.#files = this.#files.filter((file) => file.call !== call);
    this.#changed();
  }

  /** What is to be made of a call's changes once it is allowed, and a note for the model where that is not what it asked for. */
  async settle(
    call: string,
    changes: readonly Change[],
    signal: AbortSignal,
  ): Promise<{ readonly changes: readonly Change[]; readonly note: string }> {
    const settled = await Promise.all(changes.map((change) => this.#settled(call, change, signal)));
    this.withdraw(call);
    return {
      changes: settled.flatMap(({ change }) => change ?? []),
      note: settled.map(({ note }) => note).join(''),
    };
  }

  async #settled(call: string, change: Change, signal: AbortSignal) {
    const file = this.#files.find((one) => one.call === call && one.path === change.place.path);
    if (!file || (change.kind !== 'create' && change.kind !== 'edit')) return { change, note: '' };
    if (change.kind === 'create') {
      const { text } = madeOn(file, '');
      return {
        change: text === '' && change.after !== '' ? undefined : { ...change, after: text },
        note: this.#note(file, text),
      };
    }
    const now = this.#typed.has(file.path) ? await this.#ports.workspace.readText(file.place, signal) : change.before;
    const { text, conflicts } = madeOn(file, now.text);
    const left = conflicts > 0 ? '\nWhere the person changed the same lines at the same time, their text stays.' : '';
    const after = { ...change, before: now, after: text };
    return { change: text === now.text ? undefined : after, note: this.#note(file, text) + left };
  }

  #note(file: ReviewedFile, text: string): string {
    const diff = diffNote(file.path, file.after, text, this.#ports.diffLines);
    return (
      diff && `\nThe person did not take the change as it was. From what you asked for to what the file holds:\n${diff}`
    );
  }

  /** Changes that were made. `review`: the person looks at them now that they are. */
  made(changes: readonly Change[], files: readonly (TextFile | undefined)[], review: boolean): void {
    for (const [at, change] of changes.entries()) {
      const text = files[at]?.text;
      const { path } = change.place;
      this.#tally.made(change, text);
      const pending = this.#files.find((file) => file.path === path && file.call === undefined);
      if (change.kind === 'delete' || change.kind === 'rename') {
        this.#drop(path);
        this.#told.delete(path);
      } else if (text !== undefined && (review || pending)) this.#review(change, text, pending, review);
    }
    this.#changed();
  }

  #review(change: Change, text: string, pending: ReviewedFile | undefined, review: boolean): void {
    const { place, before } = change;
    const whole = pending ? changedAgain(pending, before?.text ?? '', text) : pendingText(before?.text ?? '', text);
    // A change that the person allowed needs no second yes; one they have not seen waits on.
    const waits = review
      ? whole
      : { ...whole, before: madeOn(pendingText(before?.text ?? '', text), whole.before).text };
    const kind = change.kind === 'create' || pending?.kind === 'create' ? 'create' : 'edit';
    const next = pendingText(waits.before, text);
    const turn = this.#turn;
    this.#told.set(place.path, { place, text });
    this.#drop(place.path);
    if (next.verdicts.length === 0) return;
    const file = { ...next, path: place.path, place, turn, kind, version: ++this.#version } as const;
    this.#put(file);
    this.#tally.reviewed(file);
  }

  /** One hunk, or every pending one of the file. Ignored for hunks that are no more. */
  decide(path: string, verdict: 'accepted' | 'rejected', hunk?: number, version?: number): Promise<Decided> {
    const done = this.#tail.then(() => this.#decide(path, verdict, hunk, version));
    this.#tail = done.catch(() => {});
    return done;
  }

  async #decide(path: string, verdict: 'accepted' | 'rejected', hunk?: number, version?: number): Promise<Decided> {
    const file = this.#files.find((one) => one.path === path && (version === undefined || one.version === version));
    if (!file || (hunk !== undefined && file.verdicts[hunk] !== 'pending')) return 'gone';
    if (file.call !== undefined) return this.#wait(decidedFile(file, verdict, hunk), file.call);
    if (verdict === 'accepted') return this.#settle(decidedFile(file, verdict, hunk), 'done');
    try {
      return await this.#takeBack(file, hunk);
    } catch (error) {
      if (!(error instanceof ToolError)) this.#ports.log.error(`A change of ${path} could not be taken back`, error);
      return { failed: error instanceof Error ? error.message : String(error) };
    }
  }

  /** A waiting call goes on by itself once nothing of it is undecided. */
  #wait(file: ReviewedFile, call: string): Decided {
    this.#put(file);
    this.#session.emit({ type: 'hunks.decided', call, path: file.path, verdicts: file.verdicts });
    this.#changed();
    const all = this.#files.filter((one) => one.call === call).flatMap(({ verdicts }) => verdicts);
    if (!all.includes('pending')) this.#session.decide(call, all.includes('accepted') ? 'allow' : 'deny');
    return 'done';
  }

  async #takeBack(file: ReviewedFile, hunk: number | undefined): Promise<Decided> {
    const { workspace } = this.#ports;
    const { signal } = new AbortController();
    const edited = await this.#judge('edit', file.path);
    if (edited.verdict === 'deny') return { failed: edited.reason ?? file.path };
    const before = await workspace.readText(edited, signal);
    const { next, text, kept } = takenBack(file, before.text, hunk);
    const verdicts = { ...file, verdicts: next.verdicts };
    if (file.kind === 'create' && text === '') {
      await workspace.apply([{ kind: 'delete', place: await this.#judge('delete', file.path), before }], signal);
    } else if (text !== before.text)
      await workspace.apply([{ kind: 'edit', place: edited, before, after: text }], signal);
    return this.#settle(verdicts, kept ? 'kept' : 'done');
  }

  #judge(operation: 'edit' | 'delete', path: string): Promise<Judged> {
    const { folders, facts } = this.#ports;
    return judge({ operation, path }, { folders: folders(), facts });
  }

  #settle(file: ReviewedFile, how: Decided): Decided {
    if (count(file, 'pending') === 0) this.#drop(file.path);
    else this.#put(file);
    this.#tally.reviewed(file);
    this.#changed();
    return how;
  }

  /** For the model, with the next request: how files that it changed differ from what it knows. Undefined: they do not. */
  async told(signal: AbortSignal): Promise<string | undefined> {
    const notes: string[] = [];
    for (const [path, { place, text }] of this.#told) {
      const now = await this.#ports.workspace.readText(place, signal).catch(() => undefined);
      notes.push(now ? diffNote(path, text, now.text, this.#ports.diffLines) : `${path} is there no more.`);
      if (now && now.text !== text) this.#session.known(path, now.hash);
      if (now && this.#files.some((file) => file.path === path)) this.#told.set(path, { place, text: now.text });
      else this.#told.delete(path);
    }
    const said = notes.filter((note) => note !== '').join('\n\n');
    return (
      said &&
      `Since you changed them, the person took back or changed parts of these files. It is as they want it:\n\n${said}`
    );
  }

  get #turn(): string {
    return this.#session.transcript().last?.id ?? '';
  }

  #put(file: ReviewedFile): void {
    const at = this.#files.findIndex((one) => one.path === file.path && one.call === file.call);
    this.#files = at < 0 ? [...this.#files, file] : this.#files.with(at, file);
  }

  #drop(path: string): void {
    this.#files = this.#files.filter((file) => file.path !== path || file.call !== undefined);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function decidedFile(file: ReviewedFile, verdict: Verdict, hunk: number | undefined): ReviewedFile {
  return { ...file, verdicts: decided(file, verdict, hunk).verdicts };
}
