// Changes as they are made and reviewed in, one event for each out that says what became of the file in its turn: lines, and hunks decided.

import { count, type PendingText, withoutRejected } from '../../edits/pendingText.ts';
import type { SessionEvent } from '../../shared/events.ts';
import type { FileReview } from '../../shared/reviews.ts';
import { textAfter } from '../calls/approval.ts';
import type { Change, DiffLines } from '../workspace.ts';

interface Ports {
  readonly diffLines: DiffLines;
  turn(): string;
  emit(event: SessionEvent): void;
}

interface Known extends FileReview {
  /** Before the turn. */
  readonly before: string;
  /** Decided in versions of the file that are no more. */
  readonly settled: { readonly accepted: number; readonly rejected: number };
  readonly version?: number;
}

export class FileTally {
  readonly #ports: Ports;
  readonly #known = new Map<string, Known>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** `text`: what the file holds now; undefined where no text is left. */
  made(change: Change, text: string | undefined): void {
    const turn = this.#ports.turn();
    const { path } = change.place;
    const earlier = this.#known.get(`${turn} ${path}`);
    const before = earlier?.before ?? change.before?.text ?? '';
    const kind = earlier?.kind === 'create' && change.kind === 'edit' ? 'create' : change.kind;
    this.#tell(turn, {
      ...(earlier ?? { settled: { accepted: 0, rejected: 0 }, pending: 0, accepted: 0, rejected: 0 }),
      path,
      kind,
      ...(change.kind === 'rename' ? { to: change.to.path } : {}),
      before,
      ...this.#lines(before, text ?? textAfter(change) ?? ''),
    });
  }

  /** A file that was under review when the window ended; without `now` what was undecided stays as it is. */
  resume(turn: string, file: FileReview, now?: PendingText & { readonly version: number }): void {
    const { pending, accepted, rejected } = file;
    if (!now) {
      this.#ports.emit({ type: 'file.reviewed', turn, file: { ...file, pending: 0, accepted: accepted + pending } });
      return;
    }
    const settled = { accepted: accepted - count(now, 'accepted'), rejected: rejected - count(now, 'rejected') };
    this.#known.set(`${turn} ${file.path}`, { ...file, before: now.before, settled, version: now.version });
  }

  /** Another decision on a file, or other hunks. Counted in the turn that changed it last. */
  reviewed(file: PendingText & { readonly path: string; readonly turn: string; readonly version: number }): void {
    const known = this.#known.get(`${file.turn} ${file.path}`);
    if (!known) return;
    const { accepted, rejected } = known;
    const settled = known.version === file.version ? known.settled : { accepted, rejected };
    this.#tell(file.turn, {
      ...known,
      settled,
      version: file.version,
      ...this.#lines(known.before, withoutRejected(file)),
      pending: count(file, 'pending'),
      accepted: settled.accepted + count(file, 'accepted'),
      rejected: settled.rejected + count(file, 'rejected'),
    });
  }

  #tell(turn: string, known: Known): void {
    this.#known.set(`${turn} ${known.path}`, known);
    const { path, kind, to, added, removed, pending, accepted, rejected } = known;
    const file = { path, kind, ...(to === undefined ? {} : { to }), added, removed, pending, accepted, rejected };
    this.#ports.emit({ type: 'file.reviewed', turn, file });
  }

  #lines(before: string, after: string): { readonly added: number; readonly removed: number } {
    const lines = this.#ports.diffLines(before, after, 0);
    const of = (wanted: string) => lines.filter(({ kind }) => kind === wanted).length;
    return { added: of('added'), removed: of('removed') };
  }
}
