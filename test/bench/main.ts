// Benchmarks by name (all without one) in, a table of figures and ratios out: npm run bench -- fold wire

import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Bench, Row } from './row.ts';

const folder = import.meta.dirname;
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));
const budgets = JSON.parse(readFileSync(join(folder, 'budgets.json'), 'utf8')) as Record<string, number>;

console.log(
  `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}). Read the ratios and exponents, not the times.\n`,
);
let over = 0;
for (const file of files) {
  const { title, run } = (await import(join(folder, file))) as Bench;
  console.log(`${file.replace('.bench.ts', '')}: ${title}`);
  for (const row of await run()) {
    const budget = budgets[row.name];
    const late = budget !== undefined && (row.ratio ?? row.value) > budget;
    if (late) over++;
    console.log(line(row, budget, late));
  }
  console.log('');
}
console.log(over === 0 ? 'All budgets held.' : `${over} over budget.`);
process.exitCode = over === 0 ? 0 : 1;

function line({ name, value, unit, peer, ratio }: Row, budget: number | undefined, late: boolean): string {
  const beside = peer === undefined ? '' : `  beside ${peer.name} ${short(peer.value)} ${unit}`;
  const times = ratio === undefined ? '' : `  = ${short(ratio)} ×`;
  const limit = budget === undefined ? '' : `  (${late ? 'OVER ' : ''}budget ${budget})`;
  return `  ${name.padEnd(46)} ${short(value).padStart(10)} ${unit}${beside}${times}${limit}`;
}

function short(value: number): string {
  return value === 0 || Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
