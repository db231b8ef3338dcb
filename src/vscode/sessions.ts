// A folder of session logs in, the one session that runs out: the newest of the workspace, or a fresh one; stored as it goes.

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log, SessionLog } from '../agent/ports.ts';
import { Session, type SessionPorts } from '../agent/session.ts';
import { type OpenedLog, openSessionLog } from '../node/sessionLog.ts';
import { listSessions, sessionFile } from '../node/sessionLogList.ts';
import type { SessionEvent } from '../shared/events.ts';

export interface SessionsPorts {
  /** Absolute path; made with the first session. */
  readonly folder: string;
  /** Windows of other workspaces keep their sessions there, too (windows without a folder). */
  readonly shared: boolean;
  readonly session: Omit<SessionPorts, 'store'>;
  readonly log: Log;
  /** Tells the person, once for each trouble. */
  warn(trouble: 'not_saved' | 'damaged'): void;
  /** Longest wait for another window's end, in ms: a reloaded window starts while its predecessor still ends. */
  readonly patience?: number;
}

interface Running {
  /** 'end': its turn is stopped first. 'keep': what is stored stays a running turn, which the next window shows as interrupted. */
  close(turn: 'end' | 'keep'): Promise<void>;
}

/** One session at a time; the one before is written to its end first. */
export class Sessions {
  readonly #ports: SessionsPorts;
  #running: Running | undefined;

  constructor(ports: SessionsPorts) {
    this.#ports = ports;
  }

  /** The session that was changed last, ready to go on; a fresh one when there is none or it cannot be used. Never rejects. */
  async newest(): Promise<Session> {
    const [stored] = await listSessions(this.#ports.folder);
    if (!stored) return this.fresh();
    try {
      const opened = await this.#openPatiently(stored.file);
      if (opened.damaged) this.#ports.warn('damaged');
      if (!opened.readOnly) return this.#run(stored.id, opened.events, opened.log);
      return this.#ports.shared ? this.fresh() : this.#copy(opened.events);
    } catch (error) {
      this.#ports.log.error('The newest session could not be opened', error);
      return this.fresh();
    }
  }

  /** Never rejects: without a disk the session lives in memory. */
  async fresh(): Promise<Session> {
    await this.close('end');
    const id = freshId();
    const opened = await this.#open(id);
    return this.#run(id, opened.events, opened.log);
  }

  /** Resolves once the session is stored as well as it can be; it runs no more. Never rejects. */
  async close(turn: 'end' | 'keep'): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.close(turn);
  }

  /** Another window goes on writing the stored one: this window goes on with a copy, so that neither loses a word. */
  async #copy(events: readonly SessionEvent[]): Promise<Session> {
    const id = freshId();
    const own = events.map((event) => (event.type === 'session.created' ? { ...event, id } : event));
    const { log } = await this.#open(id);
    await log.append(own, true).catch((error: unknown) => this.#notSaved(error));
    return this.#run(id, own, log);
  }

  async #open(id: string): Promise<Pick<OpenedLog, 'events' | 'log'>> {
    try {
      return await openSessionLog(sessionFile(this.#ports.folder, id));
    } catch (error) {
      this.#notSaved(error);
      return { events: [], log: inMemory };
    }
  }

  async #openPatiently(file: string): Promise<OpenedLog> {
    const { patience = 3_000 } = this.#ports;
    for (const end = Date.now() + patience; ; await sleep(100)) {
      const opened = await openSessionLog(file);
      if (!opened.readOnly || Date.now() >= end) return opened;
    }
  }

  #run(id: string, events: readonly SessionEvent[], log: OpenedLog['log']): Session {
    const store = this.#watched(log);
    const session = new Session(id, events, { ...this.#ports.session, store });
    this.#running = {
      close: async (turn) => {
        if (turn === 'end') {
          session.stop();
          await idle(session);
        }
        await session.flush();
        store.end();
        await log.close().catch((error: unknown) => this.#ports.log.error('The session could not be closed', error));
        session.stop();
      },
    };
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

const inMemory: OpenedLog['log'] = {
  append: async () => {},
  flush: async () => {},
  close: async () => {},
};

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
