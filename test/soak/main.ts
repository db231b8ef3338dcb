// Names of soaks (all without one) in, a line for each and a last one out: npm run soak -- edit-bytes --seed 7 --count 1000

import { parseArgs } from 'node:util';
import type { Soak } from './soak.ts';
import { soaks } from './soaks.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, count: { type: 'string' } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(soaks, name));
if (unknown.length) {
  console.error(`There is no soak ${unknown.join(', ')}. There are: ${Object.keys(soaks).join(', ')}.`);
  process.exit(2);
}
const wanted = Object.entries(soaks).filter(([name]) => positionals.length === 0 || positionals.includes(name));
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);

let broken = 0;
for (const [name, soak] of wanted) if (!(await held(name, soak))) broken++;
console.log(
  broken === 0
    ? `All ${wanted.length} soaks held (seed ${seed}).`
    : `${broken} of ${wanted.length} soaks broke (seed ${seed}).`,
);
process.exit(broken === 0 ? 0 : 1);

async function held(name: string, soak: Soak): Promise<boolean> {
  const count = values.count === undefined ? soak.count : Number(values.count);
  const started = performance.now();
  const head = `${name.padEnd(14)} ${number(count)} ${soak.title}`;
  try {
    const figures = await soak.run(count, seed);
    const spelled = Object.entries(figures).map(
      ([what, value]) => `${what} ${typeof value === 'number' ? number(value) : value}`,
    );
    console.log(`${head}: ${spelled.join(', ')} (seed ${seed}, ${seconds(started)} s)`);
    return true;
  } catch (error) {
    console.log(`${head}: BROKEN (seed ${seed}, ${seconds(started)} s)\n${(error as Error).stack}`);
    return false;
  }
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
