// The stored sessions of this workspace and of others in, lists for people and what they do with a session out.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { EventEmitter } from 'vscode';
import type { Session } from '../../agent/session.ts';
import {
  emptyTrash,
  type IndexedSession,
  indexSessions,
  restoreSession,
  sessionTexts,
  trashFolder,
  trashSession,
} from '../../node/sessionIndex.ts';
import { readLog } from '../../node/sessionLogRead.ts';
import { knownWorkspaces, registerWorkspace } from '../../node/workspaceFolders.ts';
import { foldAll } from '../../shared/fold.ts';
import type { LabelEvent } from '../../shared/labelEvent.ts';
import { summaryOf } from '../../shared/summary.ts';
import { isEmpty, type Transcript } from '../../shared/transcript.ts';
import type { ChatPorts } from '../features/feature.ts';
import { note } from './note.ts';
import { imported } from './transfer.ts';

export interface ListedSession extends IndexedSession {
  /** Name of the workspace, of a session of another one. */
  readonly workspace?: string;
  readonly deleted?: true;
  /** A turn runs in it, in this window. */
  readonly running?: boolean;
  /** Approvals that wait for the person. */
  readonly waiting?: number;
  /** A page shows it. */
  readonly shown?: boolean;
}

export interface HistoryPlaces {
  /** Of this workspace's sessions. */
  readonly folder: string;
  /** Where workspaces of this machine tell of theirs. */
  readonly registry: string;
  /** Of this workspace; '' for a window without a folder. */
  readonly name: string;
}

/** Deleted sessions and those of other workspaces are lists of their own; all of them are read when they are asked for. */
export class History {
  readonly #chat: ChatPorts;
  readonly #places: HistoryPlaces;
  readonly #changed = new EventEmitter<void>();
  readonly #texts = new Map<string, { readonly size: number; readonly text: string }>();
  readonly onDidChange = this.#changed.event;

  constructor(chat: ChatPorts, places: HistoryPlaces) {
    this.#chat = chat;
    this.#places = places;
    registerWorkspace(places.registry, places).catch((error: unknown) =>
      chat.log.debug('Other windows do not know of this workspace', error),
    );
    void emptyTrash(places.folder, Date.now()).then(
      (count) => count && chat.log.info(`Deleted sessions removed: ${count}`),
    );
  }

  /** Something of the lists is another. */
  changed(): void {
    this.#changed.fire();
  }

  /** Sessions in which something was asked, newest first. Never rejects. */
  async list(): Promise<readonly ListedSession[]> {
    const stored = await indexSessions(this.#places.folder);
    const running = new Map(this.#chat.sessions.running.map((session) => [session.id, session]));
    const shown = new Set(this.#chat.shown().map(({ id }) => id));
    const live = (one: IndexedSession): ListedSession => {
      const session = running.get(one.id);
      if (!session) return one;
      const { busy, waiting, transcript } = session;
      return { ...one, ...summaryOf(transcript), running: busy, waiting, shown: shown.has(one.id) };
    };
    return stored
      .map(live)
      .filter(({ prompts, state }) => prompts > 0 || state === 'unreadable')
      .sort(newestFirst);
  }

  async elsewhere(): Promise<readonly ListedSession[]> {
    const others = (await knownWorkspaces(this.#places.registry)).filter(
      ({ folder }) => folder !== this.#places.folder,
    );
    const lists = await Promise.all(
      others.map(async ({ name, folder }) =>
        (await indexSessions(folder)).map((one) => ({ ...one, workspace: name || basename(folder) })),
      ),
    );
    return lists
      .flat()
      .filter(({ prompts }) => prompts > 0)
      .sort(newestFirst);
  }

  async deleted(): Promise<readonly ListedSession[]> {
    const all = await indexSessions(trashFolder(this.#places.folder));
    return all.map((one) => ({ ...one, deleted: true as const }));
  }

  /** Rejects when it cannot be read. */
  async transcript(listed: Pick<ListedSession, 'id' | 'file'>): Promise<Transcript> {
    const running = this.#running(listed.id);
    return running ? running.transcript : foldAll((await readLog(listed.file))?.events ?? []);
  }

  /** Shows it, in an editor tab or where the person is. 'elsewhere': another window writes it. Rejects when it cannot be read. */
  async show(id: string, inTab = false): Promise<'shown' | 'elsewhere'> {
    const session = await this.#chat.sessions.open(id);
    if (session === 'elsewhere') return session;
    if (inTab) this.#chat.showInTab(session);
    else this.#chat.show(session);
    this.changed();
    return 'shown';
  }

  /** Shows a session of its own that says the same: of one that is another window's, another workspace's, or a file's. */
  async showCopy(transcript: Transcript, inTab = false): Promise<void> {
    const { snapshot } = await import('../../shared/snapshot.ts');
    const copy = await this.#chat.sessions.copy(snapshot(transcript));
    if (inTab) this.#chat.showInTab(copy);
    else this.#chat.show(copy);
    this.changed();
  }

  /** How many parts of the file were left out; undefined: it is not such a file. Rejects when it cannot be read. */
  async import(file: string): Promise<{ readonly dropped: number } | undefined> {
    const found = imported(await readFile(file, 'utf8'));
    if (!found || isEmpty(foldAll(found.events))) return undefined;
    this.#chat.show(await this.#chat.sessions.copy(found.events));
    this.changed();
    return { dropped: found.dropped };
  }

  /** False: another window writes it. Rejects when the disk does not allow it. */
  async note(id: string, event: LabelEvent): Promise<boolean> {
    if (!(await note(this.#chat, id, event))) return false;
    this.changed();
    return true;
  }

  /** Its turn is stopped; it can be put back. Rejects when the disk does not allow it. */
  async remove(id: string): Promise<void> {
    const shown = this.#chat.shown().find((session) => session.id === id);
    if (shown) await this.#chat.vacate(shown);
    await this.#chat.sessions.end(id);
    await trashSession(this.#places.folder, id);
    this.changed();
  }

  async restore(id: string): Promise<void> {
    await restoreSession(this.#places.folder, id);
    this.changed();
  }

  /** The sessions that hold the text, each with a piece of it. Blind to case. */
  async search(
    query: string,
    among: readonly ListedSession[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    const wanted = query.toLocaleLowerCase();
    for (const listed of among) {
      if (signal.aborted) break;
      const text = await this.#textOf(listed).catch(() => '');
      const at = text.toLocaleLowerCase().indexOf(wanted);
      if (at >= 0) found.set(listed.id, around(text, at, query.length));
    }
    return found;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #running(id: string): Session | undefined {
    return this.#chat.sessions.running.find((session) => session.id === id);
  }

  async #textOf({ file, size }: ListedSession): Promise<string> {
    const known = this.#texts.get(file);
    if (known?.size === size) return known.text;
    const text = await sessionTexts(file);
    this.#texts.set(file, { size, text });
    return text;
  }
}

function newestFirst(one: ListedSession, two: ListedSession): number {
  return two.changedAt - one.changedAt;
}

function around(text: string, at: number, length: number): string {
  const start = Math.max(0, at - 30);
  const piece = text
    .slice(start, at + length + 60)
    .replace(/\s+/g, ' ')
    .trim();
  return `${start > 0 ? '…' : ''}${piece}…`;
}
