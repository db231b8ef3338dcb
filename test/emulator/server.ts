// Options in, a strict local server of the Gemini Interactions API out, with a record of everything asked of it.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { brain } from './brain.ts';
import { type Clock, realClock } from './clock.ts';
import { Files } from './files.ts';
import { type Recorded, readCall, replyRefusal } from './http.ts';
import type { House } from './interactions.ts';
import { Repertoire } from './match.ts';
import { gateway, Refusal } from './refusal.ts';
import { route } from './routes.ts';
import { checkScenario, type Scenario } from './scenario.ts';
import { retention, Store } from './store.ts';
import { Stores } from './stores.ts';

export interface EmulatorOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly scenarios?: readonly Scenario[];
  /** The only key that is good; absent: any but 'bad-key'. */
  readonly apiKey?: string;
  readonly clock?: Clock;
  /** Answers what no scenario matches, instead of an error. */
  readonly brain?: boolean;
  /** Ms for which interactions are kept; a day when absent. */
  readonly retention?: number;
}

export interface Emulator {
  /** `http://127.0.0.1:PORT`, for `httpOptions.baseUrl`; any path prefix may follow it. */
  readonly url: string;
  /** Every request since the start or `reset`, in order, refused ones too. */
  readonly requests: readonly Recorded[];
  /** Words of every answer with status 500 that the emulator gave because a scenario was wrong or missing. */
  readonly complaints: readonly string[];
  /** Forgets requests, interactions and files, ends what runs and lets scenarios answer anew. */
  reset(): void;
  use(scenarios: readonly Scenario[]): void;
  /** Makes a stored interaction one that has expired. */
  expire(id: string): void;
  /** Deletes all files, as the service does after two days. */
  expireFiles(): void;
  /** Nobody answers at the address until the function that this gives is called; what runs goes on, and everything is kept. */
  leave(): Promise<() => Promise<void>>;
  /** Ends what runs, closes every connection. */
  close(): Promise<void>;
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { clock = realClock } = options;
  const requests: Recorded[] = [];
  const complaints: string[] = [];
  const house: House = {
    clock,
    store: new Store(clock, options.retention ?? retention),
    files: new Files(clock),
    stores: new Stores(clock),
    repertoire: new Repertoire(),
    ...(options.brain && { brain }),
  };
  const accepts = (key: string): boolean => (options.apiKey === undefined ? key !== 'bad-key' : key === options.apiKey);
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const call = await readCall(request, response, clock.now());
      const { url: _, bytes: _bytes, response: _response, ...recorded } = call;
      requests.push(recorded);
      await route(house, call, accepts);
    } catch (error) {
      if (response.headersSent || response.destroyed) throw error;
      const refusal =
        error instanceof Refusal ? error : gateway(500, 'INTERNAL', `Emulator: ${String((error as Error).stack)}`);
      if (refusal.message.includes('Emulator: ')) complaints.push(refusal.message);
      replyRefusal(response, refusal);
    }
  }

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  const shut = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await Promise.race([closed, delay(1000, undefined, { ref: false })]);
  };
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const emulator: Emulator = {
    url: `http://127.0.0.1:${port}`,
    requests,
    complaints,
    reset() {
      requests.length = 0;
      complaints.length = 0;
      house.store.clear();
      house.files.clear();
      house.stores.clear();
      house.repertoire.reset();
    },
    use(scenarios) {
      for (const scenario of scenarios) checkScenario(scenario, 'use');
      house.repertoire.use(scenarios);
    },
    expire: (id) => house.store.remove(id),
    expireFiles: () => house.files.expire(),
    async leave() {
      await shut();
      return () => listen(port);
    },
    close() {
      house.store.clear();
      return shut();
    },
  };
  emulator.use(options.scenarios ?? []);
  return emulator;
}
