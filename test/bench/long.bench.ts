// Sessions of 10 and of 1,000 turns of 50 KB in, what opening and reloading them costs in host and page, and what the page holds in memory, out.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSessionLog } from '../../src/node/sessionLog.ts';
import { foldStored } from '../../src/shared/stored.ts';
import type { Transcript } from '../../src/shared/transcript.ts';
import { opening, shownPart } from '../../src/vscode/view/shownPart.ts';
import { longSession } from '../support/longSession.ts';
import { closeAll, type Opened, open } from '../webview/page.ts';
import { facts } from '../webview/sessions.ts';
import { median, type Row } from './row.ts';
import { answer } from './shapes.ts';

export const title = 'long sessions: opened, fetched whole, given back';

const size = 50_000;

export async function run(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'castor-long-'));
  try {
    const text = answer('mixed', size);
    const few = await stored(join(folder, 'few.log'), 10, text);
    const many = await stored(join(folder, 'many.log'), 1000, text);
    const rounds: (readonly [Spent, Spent])[] = [];
    for (let round = 0; round < 9; round++) rounds.push([await spent(few.file), await spent(many.file)]);
    return [
      beside('open, from the log to the page, 1,000 turns of 50 KB', rounds, 'open'),
      beside('restore after reload, 1,000 turns of 50 KB', rounds, 'restore'),
      {
        name: 'of that the host, 1,000 turns',
        value: many.ms,
        unit: 'ms',
        peer: { name: '10 turns', value: few.ms },
      },
      ...(await memory(few.transcript, many.transcript)),
    ];
  } finally {
    await closeAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In ms. */
interface Spent {
  readonly open: number;
  readonly restore: number;
}

/** Medians, without the first round, which warms up. */
function beside(name: string, rounds: readonly (readonly [few: Spent, many: Spent])[], what: keyof Spent): Row {
  const [few, many] = ([0, 1] as const).map((at) => median(rounds.slice(1).map((round) => round[at][what])));
  return { name, value: many!, unit: 'ms', peer: { name: '10 turns', value: few! }, ratio: many! / few! };
}

interface StoredLog {
  readonly file: string;
  readonly transcript: Transcript;
  /** What the host takes to have what the page gets at once; median of several. */
  readonly ms: number;
}

async function stored(file: string, turns: number, text: string): Promise<StoredLog> {
  const { log } = await openSessionLog(file);
  await log.append(
    longSession(turns, () => text),
    true,
  );
  await log.close();
  const times: number[] = [];
  let transcript: Transcript | undefined;
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    transcript = await read(file);
    shownPart(() => transcript).transcript(false);
    times.push(performance.now() - start);
  }
  return { file, transcript: transcript!, ms: median(times) };
}

/** As the host does. */
async function read(file: string): Promise<Transcript> {
  const { stored, log } = await openSessionLog(file);
  await log.close();
  return foldStored(stored);
}

async function spent(file: string): Promise<Spent> {
  const view = await open({ width: 420, height: 800 });
  await view.command('ready');
  const took = { open: await opened(view, file), restore: await reloaded(view, file) };
  await view.close();
  return took;
}

/** From the click, as it were: the log opened and folded, its part in the page, and the newest turn laid out, in ms. */
async function opened(view: Opened, file: string): Promise<number> {
  const ms = view.page.evaluate(async () => {
    const arrived = await new Promise<number>((done) =>
      addEventListener('message', ({ timeStamp }) => done(timeStamp), { once: true }),
    );
    while (!document.querySelector('.turn.newest footer')) await new Promise(requestAnimationFrame);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - arrived;
  });
  const start = performance.now();
  const transcript = await read(file);
  const part = shownPart(() => transcript).transcript(false);
  const host = performance.now() - start;
  await view.send({ type: 'transcript', ...part, state: facts });
  return host + (await ms);
}

/** The window loaded again: page and scripts from the beginning, the log read anew, and the newest turn laid out, in ms. */
async function reloaded(view: Opened, file: string): Promise<number> {
  const start = performance.now();
  await view.reload();
  await view.command('ready');
  const transcript = await read(file);
  await view.send({ type: 'transcript', ...shownPart(() => transcript).transcript(false), state: facts });
  await view.page.evaluate(async () => {
    while (!document.querySelector('.turn.newest footer')) await new Promise(requestAnimationFrame);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  });
  return performance.now() - start;
}

async function memory(few: Transcript, many: Transcript): Promise<readonly Row[]> {
  const view = await open({ width: 420, height: 800 });
  await view.command('ready');
  const heap = await heapOf(view);
  await view.send({ type: 'transcript', ...shownPart(() => few).transcript(false), state: facts });
  await settled(view);
  const short = await heap();
  const part = shownPart(() => many);
  await view.send({ type: 'transcript', ...part.transcript(false), state: facts });
  await settled(view);
  const first = await heap();
  for (let turn = oldest(many, opening); turn; ) {
    const page = part.before(turn);
    if (!page?.events.length) break;
    await view.send({ type: 'earlier', turn, ...page });
    turn = page.earlier > 0 ? `t${page.earlier + 1}` : '';
  }
  await settled(view);
  const all = await heap();
  // What the host sends once the page, at its end, has asked for that.
  await view.command('resync');
  await view.send({ type: 'transcript', ...part.transcript(false), state: facts });
  await settled(view);
  const left = await heap();
  await view.close();
  const peer = { name: '10 turns', value: short };
  return [
    { name: 'heap of the page, 1,000 turns opened', value: first, unit: 'MB', peer, ratio: first / short },
    { name: 'heap of the page, 1,000 turns fetched', value: all, unit: 'MB', peer, ratio: all / short },
    { name: 'heap of the page, 1,000 turns given back', value: left, unit: 'MB', peer, ratio: left / short },
  ];
}

const oldest = ({ turns }: Transcript, newest: number) => turns.at(1 - newest)?.id ?? '';

async function settled(view: Opened): Promise<void> {
  await view.page.getByRole('article').last().locator('footer').waitFor();
  await view.page.waitForTimeout(3000);
}

/** What is in use after a collection, in MB. */
async function heapOf(view: Opened): Promise<() => Promise<number>> {
  const session = await view.page.context().newCDPSession(view.page);
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
    return usedSize / 1e6;
  };
}
