// Files under review in, one small file for each session out, so that a part can still be taken back after the window was reloaded.

import { FileSystemError, Uri, workspace } from 'vscode';
import type { ReviewedFile, SavedReview } from '../../agent/files/reviewed.ts';
import type { SafeLog } from '../log.ts';

export class ReviewStore {
  readonly #folder: Uri;
  readonly #log: SafeLog;
  #tail: Promise<void> = Promise.resolve();
  #next: (() => Promise<void>) | undefined;

  constructor(folder: Uri, log: SafeLog) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Empty for a session that has none, or whose file cannot be read. Never rejects. */
  async load(session: string): Promise<readonly SavedReview[]> {
    try {
      await this.#tail;
      const bytes = await workspace.fs.readFile(this.#file(session));
      const saved: unknown = JSON.parse(new TextDecoder().decode(bytes));
      return Array.isArray(saved) ? saved.filter(isSaved) : [];
    } catch (error) {
      if (!(error instanceof FileSystemError)) this.#log.warn('The changes under review could not be read', error);
      return [];
    }
  }

  /** The newest state wins: while one is written, those in between are left out. */
  save(session: string, files: readonly ReviewedFile[]): void {
    const made = files.filter(({ call }) => call === undefined);
    const isWaiting = this.#next !== undefined;
    this.#next = () => this.#write(session, made);
    if (isWaiting) return;
    this.#tail = this.#tail.then(() => {
      const write = this.#next;
      this.#next = undefined;
      return write?.();
    });
  }

  async #write(session: string, files: readonly ReviewedFile[]): Promise<void> {
    try {
      if (files.length === 0) return await workspace.fs.delete(this.#file(session));
      const saved: readonly SavedReview[] = files.map(({ path, turn, kind, before, after, verdicts }) => ({
        path,
        turn,
        kind,
        before,
        after,
        verdicts,
      }));
      await workspace.fs.writeFile(this.#file(session), new TextEncoder().encode(JSON.stringify(saved)));
    } catch (error) {
      if (!(error instanceof FileSystemError)) this.#log.warn('The changes under review could not be saved', error);
    }
  }

  #file(session: string): Uri {
    return Uri.joinPath(this.#folder, `${session.replace(/[^\w-]/g, '_')}.json`);
  }
}

function isSaved(value: unknown): value is SavedReview {
  const { path, turn, kind, before, after, verdicts } = (value ?? {}) as Partial<Record<keyof SavedReview, unknown>>;
  const texts = [path, turn, before, after].every((one) => typeof one === 'string');
  return texts && (kind === 'create' || kind === 'edit') && Array.isArray(verdicts);
}
