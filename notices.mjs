// Paths that went into bundles in, the licences of the packages they are from out: each asks that its text goes where its code goes.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const texts = /^(licen[cs]e|notice|thirdpartynotices)/i;

/** `inputs`: of esbuild's metafile. Throws for a package without a licence. */
export function notices(inputs) {
  const folders = new Set(
    inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]).filter(Boolean),
  );
  return [...folders].toSorted().map(noticesOf).join('\n\n');
}

function noticesOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const found = readdirSync(folder).filter((file) => texts.test(file));
  if (found.length === 0 && !license) throw new Error(`notices.mjs: ${name} has no licence`);
  const by = author?.name ?? author ?? '';
  const said =
    found.length > 0 ? found.map((file) => readFileSync(join(folder, file), 'utf8').trim()) : [`${license} ${by}`];
  return [`${name} ${version}`, '='.repeat(60), ...said].join('\n\n');
}
