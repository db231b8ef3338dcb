// Every sentence the code shows a person is in the bundle that translators start from: `L10N_WRITE=1` writes the bundle anew.

import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { strings } from '../../../src/shared/strings.ts';

const root = resolve(import.meta.dirname, '../../..');
const bundle = join(root, 'l10n', 'bundle.l10n.json');

/** Literals given to `t(…)`, and tables of sentences that are given to it later. */
const places: readonly { readonly files: string; readonly sentence: RegExp }[] = [
  {
    files: 'src/{agent,gemini,vscode}/**/*.ts',
    sentence: /\bt\(\s*(?:\w+ === 1 \? )?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g,
  },
  { files: 'src/gemini/failure.ts', sentence: /^ {2}\w+: ('[A-Z](?:[^'\\]|\\.)*\.')/gm },
  { files: 'src/gate/link.ts', sentence: /(?:refused: |warnings\.push\()('(?:[^'\\]|\\.)*')/g },
];

function sentences(): readonly string[] {
  const found = places.flatMap(({ files, sentence }) =>
    globSync(files, { cwd: root }).flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(sentence)].map(([, literal]) => unquoted(literal!)),
    ),
  );
  return [...new Set([...found, ...Object.values(strings)])].sort();
}

function unquoted(literal: string): string {
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t' };
  return literal.slice(1, -1).replace(/\\(.)/g, (_, character: string) => escapes[character] ?? character);
}

describe('l10n', () => {
  it('has every sentence in the bundle, and no other', () => {
    const wanted = sentences();
    assert.ok(wanted.length > 100, `only ${wanted.length} sentences were found`);
    if (process.env.L10N_WRITE) {
      writeFileSync(bundle, `${JSON.stringify(Object.fromEntries(wanted.map((text) => [text, text])), null, 2)}\n`);
    }
    const has: Readonly<Record<string, string>> = JSON.parse(readFileSync(bundle, 'utf8'));
    const advice = 'Run the unit tests once with L10N_WRITE=1.';
    assert.deepEqual(
      wanted.filter((text) => !(text in has)),
      [],
      `Missing in l10n/bundle.l10n.json. ${advice}`,
    );
    assert.deepEqual(
      Object.keys(has).filter((text) => !wanted.includes(text)),
      [],
      `No longer used. ${advice}`,
    );
  });

  it('gives no sentence that is put together while running', () => {
    const built = globSync('src/{agent,gemini,vscode}/**/*.ts', { cwd: root }).filter((file) =>
      /\bt\(\s*`/.test(readFileSync(join(root, file), 'utf8')),
    );
    assert.deepEqual(built, []);
  });
});
