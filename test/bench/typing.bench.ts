// Keys pressed in the prompt box of the built page, in a real Chromium: with 1,000 turns loaded beside 10.

import type { SessionEvent } from '../../src/shared/events.ts';
import { foldAll } from '../../src/shared/fold.ts';
import { snapshot } from '../../src/shared/snapshot.ts';
import { closeAll, open } from '../webview/page.ts';
import { facts, turn } from '../webview/sessions.ts';
import { median, type Row } from './row.ts';
import { answer } from './shapes.ts';

export const title = 'typing with a long session in the page';

export async function run(): Promise<readonly Row[]> {
  const times: Record<number, number[]> = { 10: [], 1000: [] };
  try {
    for (const turns of [10, 1000, 10, 1000]) times[turns]!.push(...(await typed(turns)));
  } finally {
    await closeAll();
  }
  const [few, many] = [median(times[10]!), median(times[1000]!)];
  const slowest = times[1000]!.toSorted((a, b) => a - b)[Math.floor(times[1000]!.length * 0.95)]!;
  return [
    { name: 'a key, 1,000 turns', value: many, unit: 'ms', peer: { name: '10 turns', value: few }, ratio: many / few },
    { name: 'a key, 1,000 turns, 95 of 100', value: slowest, unit: 'ms' },
  ];
}

/** What the page gets of a session: all of its turns here, more than the host ever sends at once. */
async function typed(turns: number): Promise<readonly number[]> {
  const view = await open({ width: 420, height: 800 });
  const text = answer('mixed', 3000);
  const events: SessionEvent[] = [{ type: 'session.created', id: 's', at: 0 }];
  for (let at = 1; at <= turns; at++) {
    const one = turn(`t${at}`, 'Why?');
    events.push(...one.prompt(), ...one.output(0), ...one.text(0, text), ...one.stop(0), ...one.done());
  }
  await view.send({ type: 'transcript', session: 's', events: snapshot(foldAll(events)), state: facts });
  await view.page.getByRole('article').last().waitFor();
  await view.page.waitForTimeout(3000);
  await view.page.getByRole('textbox', { name: 'Prompt' }).click();
  // From the key to the end of the layout it causes; what is painted is the same in both.
  const times = await view.page.evaluate(async () => {
    const spent: number[] = [];
    for (let key = 0; key < 60; key++) {
      await new Promise((done) => setTimeout(done, 5));
      const start = performance.now();
      document.execCommand('insertText', false, 'x');
      await Promise.resolve();
      await Promise.resolve();
      void document.body.offsetHeight;
      spent.push(performance.now() - start);
    }
    return spent;
  });
  await view.close();
  return times.slice(10);
}
