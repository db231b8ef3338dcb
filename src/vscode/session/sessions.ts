// A folder of session logs in, the sessions that run out: the newest of the workspace, a chosen one or a fresh one; stored as they go.

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Gemini, Log, SessionLog } from '../../agent/ports.ts';
import { Session } from '../../agent/session.ts';
import type { SessionPorts } from '../../agent/sessionPorts.ts';
import { type OpenedLog, openSessionLog } from '../../node/sessionLog.ts';
import { listSessions, sessionFile } from '../../node/sessionLogList.ts';
import type { SessionEvent } from '../../shared/events.ts';
import { foldAll } from '../../shared/fold.ts';
import type { Stored } from '../../shared/stored.ts';
import { isRunning } from '../../shared/transcript.ts';

export interface SessionsPorts {
  /** Absolute path; made with the first session. */
  readonly folder: string;
  /** Windows of other workspaces keep their sessions there, too (windows without a folder). */
  readonly shared: boolean;
  readonly session: Omit<SessionPorts, 'store'>;
  readonly log: Log;
  /** Tells the person, once for each trouble. */
  warn(trouble: 'not_saved' | 'damaged'): void;
  /** Sees what a session asks of Gemini. `key`: our key of its newest interaction. */
  witness?(gemini: Gemini, id: string, key: () => string): Gemini;
  /** Called with each event of each session that runs, shown or not. */
  happened?(session: Session, event: SessionEvent): void;
  /** Some page shows it. */
  shown?(id: string): boolean;
  /** Longest wait for another window's end, in ms: a reloaded window starts while its predecessor still ends. */
  readonly patience?: number;
}

interface Running {
  readonly session: Session;
  /** The person looks at it, or is about to. */
  held: boolean;
  /** 'end': its turn is stopped first. 'keep': what is stored stays a running turn, which the next window shows as interrupted. */
  close(turn: 'end' | 'keep'): Promise<void>;
}

/**
 * Any number of sessions, each the only writer of its log. One that is left goes on with its turn and is closed when that ended, so that
 * another window may open it.
 */
export class Sessions {
  readonly #ports: SessionsPorts;
  readonly #running = new Map<string, Running>();
  /** Ends of sessions that are being written, by id: the log must be free before it is opened again. */
  readonly #closing = new Map<string, Promise<void>>();

  constructor(ports: SessionsPorts) {
    this.#ports = ports;
  }

  /** Where their logs are: an absolute path. */
  get folder(): string {
    return this.#ports.folder;
  }

  /** Those that run in this window, the one that was entered first at first. */
  get running(): readonly Session[] {
    return [...this.#running.values()].map(({ session }) => session);
  }

  /**
   * `preferred` when it is stored, else the session that was changed last, ready to go on; a fresh one when there is none or it cannot be
   * used. Never rejects.
   */
  async newest(preferred?: string): Promise<Session> {
    const all = await listSessions(this.#ports.folder);
    const stored = all.find(({ id }) => id === preferred) ?? all[0];
    return stored ? this.#stored(stored) : this.fresh();
  }

  /** The one of that name, as after a reload; a fresh one when there is none. Never rejects. */
  async again(id: string): Promise<Session> {
    await this.#closing.get(id);
    const running = this.#running.get(id);
    if (running) {
      running.held = true;
      return running.session;
    }
    const stored = (await listSessions(this.#ports.folder)).find((one) => one.id === id);
    return stored ? this.#stored(stored) : this.fresh();
  }

  async #stored(stored: { readonly id: string; readonly file: string }): Promise<Session> {
    try {
      const opened = await this.#openPatiently(stored.file);
      if (opened.damaged) this.#ports.warn('damaged');
      if (!opened.readOnly) return await this.#opened(stored.id, opened);
      return this.#ports.shared ? this.fresh() : this.copy(opened.events);
    } catch (error) {
      this.#ports.log.error('The session could not be opened', error);
      return this.fresh();
    }
  }

  /** Never rejects: without a disk the session lives in memory. */
  async fresh(): Promise<Session> {
    const id = freshId();
    const opened = await this.#open(id);
    return this.#run(id, opened.stored, opened.log);
  }

  /**
   * A stored one, or the one that runs already. 'elsewhere': another window writes it; `patiently`: also after the time that a predecessor
   * may take to end. Rejects when it cannot be read.
   */
  async open(id: string, patiently = false): Promise<Session | 'elsewhere'> {
    await this.#closing.get(id);
    const running = this.#running.get(id);
    if (running) {
      running.held = true;
      return running.session;
    }
    const file = sessionFile(this.#ports.folder, id);
    const opened = await (patiently ? this.#openPatiently(file) : openSessionLog(file));
    if (opened.damaged) this.#ports.warn('damaged');
    return opened.readOnly ? 'elsewhere' : this.#opened(id, opened);
  }

  /** The person looks at another one: it is closed as soon as no turn runs in it, unless another page shows it. */
  leave({ id, transcript, compactions }: Session): void {
    if (this.#ports.shown?.(id)) return;
    if (!isRunning(transcript)) compactions.stop();
    const running = this.#running.get(id);
    if (!running) return;
    running.held = false;
    this.#release(id);
  }

  /** Ends one session, as to delete it. Resolves once nothing writes its log. Never rejects. */
  async end(id: string): Promise<void> {
    await this.#closing.get(id);
    await this.#close(id, 'end');
  }

  /** Resolves once all sessions are stored as well as they can be; they run no more. Never rejects. */
  async close(turn: 'end' | 'keep'): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.#close(id, turn)));
    await Promise.all(this.#closing.values());
  }

  #release(id: string): void {
    const running = this.#running.get(id);
    if (running && !running.held && !running.session.busy) void this.#close(id, 'keep');
  }

  #close(id: string, turn: 'end' | 'keep'): Promise<void> {
    const running = this.#running.get(id);
    if (!running) return this.#closing.get(id) ?? Promise.resolve();
    this.#running.delete(id);
    const closed = running.close(turn).finally(() => this.#closing.delete(id));
    this.#closing.set(id, closed);
    return closed;
  }

  /** What had begun when its window ended is looked at before anybody sees it. */
  async #opened(id: string, { stored, log, check }: OpenedLog): Promise<Session> {
    const session = this.#run(id, stored, log);
    if (check) setTimeout(() => void this.#checked(check), checkAfter).unref();
    await session.files.settle();
    return session;
  }

  /** Goes on with a copy, as while another window writes the stored one: neither loses a word. Never rejects. */
  async copy(events: readonly SessionEvent[]): Promise<Session> {
    const id = freshId();
    const same = events.map((event) => (event.type === 'session.created' ? { ...event, id } : event));
    const own = [...same, ...interrupted(same)];
    const { log } = await this.#open(id);
    await log.append(own, true).catch((error: unknown) => this.#notSaved(error));
    return this.#run(id, own, log);
  }

  async #open(id: string): Promise<Pick<OpenedLog, 'stored' | 'log'>> {
    try {
      return await openSessionLog(sessionFile(this.#ports.folder, id));
    } catch (error) {
      this.#notSaved(error);
      return { stored: [], log: inMemory };
    }
  }

  async #openPatiently(file: string): Promise<OpenedLog> {
    const { patience = 3_000 } = this.#ports;
    for (const end = Date.now() + patience; ; await sleep(100)) {
      const opened = await openSessionLog(file);
      if (!opened.readOnly || Date.now() >= end) return opened;
    }
  }

  async #checked(check: () => Promise<boolean>): Promise<void> {
    if (!(await check())) this.#ports.warn('damaged');
  }

  #run(id: string, events: readonly Stored[], log: OpenedLog['log']): Session {
    const store = this.#watched(log);
    const key = () => session.compactions.running ?? session.transcript.last?.interactions.at(-1)?.key ?? '';
    const gemini = async () => {
      const client = await this.#ports.session.gemini();
      return this.#ports.witness?.(client, id, key) ?? client;
    };
    const session: Session = new Session(id, events, { ...this.#ports.session, gemini, store });
    session.onEvent((event) => {
      this.#ports.happened?.(session, event);
      // Later, so that whoever else heard of the end may send what comes next.
      if (event.type === 'turn.completed') setTimeout(() => this.#release(id));
    });
    const close = async (turn: 'end' | 'keep') => {
      if (turn === 'end') {
        session.stop();
        await idle(session);
      }
      await session.flush();
      store.end();
      await log.close().catch((error: unknown) => this.#ports.log.error('The session could not be closed', error));
      if (turn === 'keep') session.leave();
      else session.stop();
    };
    this.#running.set(id, { session, held: true, close });
    return session;
  }

  /** Tells the first failure of each run of failures; after `end` nothing is written and nothing is told. */
  #watched(log: SessionLog): SessionLog & { end(): void } {
    let hasEnded = false;
    let isFailing = false;
    return {
      append: async (events, commit) => {
        if (hasEnded) return;
        try {
          await log.append(events, commit);
          isFailing = false;
        } catch (error) {
          if (!isFailing) this.#notSaved(error);
          isFailing = true;
          throw error;
        }
      },
      end: () => {
        hasEnded = true;
      },
    };
  }

  #notSaved(error: unknown): void {
    this.#ports.log.error('The session is not saved', error);
    this.#ports.warn('not_saved');
  }
}

/** Bulk that nobody has looked at yet is checked so long after a session was opened, in ms. */
const checkAfter = 3_000;

const inMemory: OpenedLog['log'] = {
  append: async () => {},
  flush: async () => {},
  close: async () => {},
};

/** A turn that runs in the original goes on there alone: the copy must not take it up as well. */
function interrupted(events: readonly SessionEvent[]): readonly SessionEvent[] {
  const { last } = foldAll(events);
  if (!last || last.outcome !== undefined) return [];
  return [{ type: 'turn.completed', turn: last.id, at: Date.now(), outcome: 'interrupted' }];
}

/** Sorts by time; the random part keeps two windows apart. */
function freshId(): string {
  return `${new Date().toISOString().slice(0, 19).replace(/\D/g, '')}-${randomBytes(4).toString('hex')}`;
}

async function idle(session: Session): Promise<void> {
  if (!session.busy) return;
  await new Promise<void>((resolve) => {
    const leave = session.onEvent(({ type }) => {
      if (type !== 'turn.completed') return;
      leave();
      resolve();
    });
  });
}
