// Answers of 5, 50 and 500 KB in pieces of 20 characters, in a real Chromium: Castor beside one rendering of the whole, and beside its peers.

import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { launch } from '../support/browser.ts';
import { peers } from './peers.ts';
import { exponent, median, type Row } from './row.ts';
import { answer, shapes } from './shapes.ts';

export const title = 'streaming markdown, colours included (R1, R2, R6)';

const kilobytes = [5, 50, 500] as const;
const piece = 20;

interface InPage {
  castor(text: string, piece?: number, colours?: boolean): Promise<number>;
  castorTasks(text: string): Promise<readonly number[]>;
  markdownIt(text: string): Promise<number>;
  sampled(name: string, text: string, lengths: readonly number[], rounds: number): Promise<readonly number[]>;
}
declare const bench: InPage;

export async function run(): Promise<readonly Row[]> {
  const script = await bundled();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.setContent('<!doctype html><body></body>');
    // Before any script: what would wait for a scheduler or for idle time waits for the bench instead.
    await page.evaluate(() => {
      const tasks: (() => void)[] = [];
      const later = (run: (...all: never[]) => void, ...all: never[]) => tasks.push(() => run(...all));
      Object.assign(globalThis, {
        putOff: { tasks },
        setImmediate: later,
        requestIdleCallback: (run: () => void) => later(run),
      });
    });
    await page.addScriptTag({ content: script });
    const rows: Row[] = [];
    for (const shape of shapes) rows.push(...(await own(page, shape)));
    for (const name of ['streamdown', 'react-markdown']) rows.push(...(await beside(page, name)));
    return rows;
  } finally {
    await browser.close();
  }
}

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'peers', 'page.js')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'chrome130',
    nodePaths: [peers()],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

/** A B C A B C; the medians. */
async function compared(page: Page, text: string, rounds: number) {
  const runs = await page.evaluate(
    async ([text, rounds]) => {
      const times: number[][] = [];
      for (let round = rounds > 1 ? 0 : 1; round <= rounds; round++) {
        const streamed = await bench.castor(text);
        const once = await bench.castor(text, text.length);
        times.push([streamed, once, await bench.markdownIt(text), await bench.castor(text, undefined, false)]);
      }
      return rounds > 1 ? times.slice(1) : times;
    },
    [text, rounds] as const,
  );
  const at = (index: number) => median(runs.map((run) => run[index]!));
  return { streamed: at(0), once: at(1), markdownIt: at(2), plain: at(3) };
}

const streams = new Map<string, number>();

async function own(page: Page, shape: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const points: [number, number][] = [];
  for (const kb of kilobytes) {
    const text = answer(shape, kb * 1000);
    const { streamed, once, markdownIt, plain } = await compared(page, text, kb === 500 ? 1 : 5);
    // Without colours: code is coloured up to 200,000 characters only, which would flatter the exponent.
    points.push([kb, plain]);
    streams.set(`${shape} ${kb}`, streamed);
    rows.push({
      name: `${shape}, ${kb} KB streamed`,
      value: streamed,
      unit: 'ms',
      peer: { name: 'itself at once', value: once },
      ratio: streamed / once,
    });
    rows.push({
      name: `${shape}, ${kb} KB streamed, to markdown-it`,
      value: streamed,
      unit: 'ms',
      peer: { name: 'markdown-it+hljs at once', value: markdownIt },
      ratio: streamed / markdownIt,
    });
  }
  rows.push({ name: `${shape}, exponent`, value: exponent(points), unit: '' });
  rows.push(await longest(page, shape));
  return rows;
}

/** Each piece by its fastest run of three: what the engine does at its worst, not what the machine does meanwhile. */
async function longest(page: Page, shape: string): Promise<Row> {
  const text = answer(shape, 500_000);
  const runs: (readonly number[])[] = [];
  for (let round = 0; round < 3; round++) runs.push(await page.evaluate((text) => bench.castorTasks(text), text));
  const tasks = runs[0]!.map((_, at) => Math.min(...runs.map((run) => run[at]!)));
  return { name: `${shape}, 500 KB, longest task`, value: Math.max(...tasks), unit: 'ms' };
}

/** What a piece costs grows with the text, so it is sampled at several lengths and summed up between them; 500 KB would take hours. */
async function beside(page: Page, name: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const shape of shapes) {
    const sizes = kilobytes.slice(0, 2);
    const lengths = [1, 2.5, 5, 12, 25, 50].map((kb) => kb * 1000);
    const text = answer(shape, lengths.at(-1)!);
    const costs = await page.evaluate(([name, text, lengths]) => bench.sampled(name, text, lengths, 3), [
      name,
      text,
      lengths,
    ] as const);
    const totals = sizes.map((kb) => [kb, integral(lengths, costs, kb * 1000) / piece] as const);
    for (const [kb, total] of totals) {
      const ours = streams.get(`${shape} ${kb}`)!;
      rows.push({
        name: `${name}: ${shape}, ${kb} KB (sum of samples)`,
        value: total,
        unit: 'ms',
        peer: { name: 'Castor', value: ours },
        ratio: total / ours,
      });
    }
    rows.push({ name: `${name}: ${shape}, exponent`, value: exponent(totals), unit: '' });
  }
  return rows;
}

/** Of ms per piece over characters, from 0 to `end`, by trapezia. */
function integral(lengths: readonly number[], costs: readonly number[], end: number): number {
  let sum = 0;
  let [from, cost] = [0, costs[0]!];
  for (const [index, length] of lengths.entries()) {
    if (length > end) break;
    sum += ((cost + costs[index]!) / 2) * (length - from);
    [from, cost] = [length, costs[index]!];
  }
  return sum;
}
