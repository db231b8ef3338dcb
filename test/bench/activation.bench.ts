// The built bundles in: their bytes, what activation loads, and how long it takes, each time in a process of its own.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { nodeBinary, repo } from '../support/repo.ts';
import type { Row } from './row.ts';

export const title = 'what starting VS Code pays for (A1, A2)';

const dist = join(repo, 'dist');

/** Playwright, as it comes: of no cost to who never lets a model drive a browser. */
const browser = 'browser.cjs';

interface Started {
  readonly ms: number;
  /** Files that were loaded, the editor's own not counted. */
  readonly loaded: readonly string[];
}

export async function run(): Promise<readonly Row[]> {
  const castor: Started[] = [];
  const sdk: Started[] = [];
  for (let round = 0; round < 15; round++) {
    castor.push(start('castor', join(dist, 'extension.cjs')));
    sdk.push(start('sdk', '@google/genai'));
  }
  // The fastest of all: what it costs, not what the machine does meanwhile.
  const [own, others] = [castor, sdk].map((all) => Math.min(...all.map(({ ms }) => ms))) as [number, number];
  const loaded = new Set(castor.flatMap((one) => one.loaded).map((file) => basename(file)));
  const extra = [...loaded].filter((name) => name !== 'extension.cjs');
  if (extra.length) console.log(`  also loaded at activation: ${extra.join(', ')}`);
  const page = ['page.js', 'page.css'].map((name) => gzipSync(readFileSync(join(dist, name))).length);
  return [
    { name: 'bytes of what activation loads', value: size('extension.cjs') / 1000, unit: 'KB' },
    {
      name: 'bytes of everything',
      value:
        sum(
          readdirSync(dist)
            .filter((name) => /\.(c?js|css)$/.test(name) && name !== browser)
            .map(size),
        ) / 1000,
      unit: 'KB',
    },
    { name: 'bytes of the browser, loaded when it is first used', value: size(browser) / 1000, unit: 'KB' },
    { name: 'bytes of the page for its first paint, gzipped', value: sum(page) / 1000, unit: 'KB' },
    { name: 'files loaded by activation beside extension.cjs', value: extra.length, unit: '' },
    { name: 'require and activate', value: own, unit: 'ms' },
    {
      name: 'require and activate, to requiring the SDK',
      value: own,
      unit: 'ms',
      peer: { name: '@google/genai', value: others },
      ratio: own / others,
    },
  ];
}

const size = (name: string): number => statSync(join(dist, name)).size;
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

function start(what: 'castor' | 'sdk', path: string): Started {
  const args = [join(import.meta.dirname, 'activate.cjs'), what, path];
  return JSON.parse(execFileSync(nodeBinary, args, { cwd: repo, encoding: 'utf8' }));
}
