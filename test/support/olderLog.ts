// The newest session of a closed window in, the same one as if all of it had happened earlier out.

import { globSync, rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSessionLog } from '../../src/node/sessionLog.ts';
import type { SessionEvent } from '../../src/shared/events.ts';

/** `data`: the folder that its log is somewhere in. `ms`: how much earlier. Waits until the window has let it go. */
export async function makeOlder(data: string, ms: number): Promise<void> {
  const files = globSync(`${data}/**/sessions/*.session`).toSorted((a, b) => changed(b) - changed(a));
  const [file] = files;
  if (!file) throw new Error(`There is no session in ${data}.`);
  for (let left = 100; ; left--) {
    const { events, log, readOnly } = await openSessionLog(file);
    if (!readOnly) {
      await log.close();
      rmSync(file);
      const older = await openSessionLog(file);
      await older.log.append(
        events.map((event) => earlier(event, ms)),
        true,
      );
      return older.log.close();
    }
    if (left === 0) throw new Error(`A window still has ${file} open.`);
    await sleep(100);
  }
}

function earlier(event: SessionEvent, ms: number): SessionEvent {
  return 'at' in event && typeof event.at === 'number' ? { ...event, at: event.at - ms } : event;
}

function changed(file: string): number {
  return statSync(file).mtimeMs;
}
