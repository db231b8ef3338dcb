// A request that no port of ours makes in, an interaction begun in the background that can be followed to its end out.

import { setTimeout as sleep } from 'node:timers/promises';
import type { InteractionRecord } from '../../src/agent/ports.ts';
import { shown } from './asks.ts';
import type { Asker } from './check.ts';

interface Begun {
  /** Its record once it works no more. Rejects at the check's limit of time. */
  ended(): Promise<InteractionRecord>;
}

/** A text: the service's words when it refused. What has not ended with the check is cancelled. */
export async function begun({ raw, gemini, signal }: Asker, body: object): Promise<Begun | string> {
  const reply = await raw({ ...body, background: true, store: true });
  const id = /"id": ?"([^"]+)"/.exec(reply.text)?.[1];
  if (reply.status !== 200 || id === undefined) return shown(reply);
  const look = async (): Promise<InteractionRecord> => {
    for (;;) {
      const record = await gemini.get(id, { signal });
      if (record.status !== 'queued' && record.status !== 'in_progress') return record;
      await sleep(2000, undefined, { signal });
    }
  };
  return {
    ended: () =>
      look().catch(async (error: unknown) => {
        await gemini.cancel(id, AbortSignal.timeout(10_000)).catch(() => undefined);
        throw error;
      }),
  };
}
