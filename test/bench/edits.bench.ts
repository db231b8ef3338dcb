// Edits with the slips that models make: how many land right, and how long one takes in files of 0.1, 1 and 10 MB, beside three peers.

import { applyPatch, structuredPatch } from 'diff';
import { applyEdits } from '../../src/edits/apply.ts';
import { judge, type Slip, seeded, slips } from '../support/slips.ts';
import { cases } from '../unit/edits/cases.ts';
import { peer } from './peers.ts';
import { alternate, exponent, type Row } from './row.ts';

export const title = 'finding and applying an edit (E1, E3)';

/** The text after the edit; undefined: refused. */
type Subject = (before: string, search: string, replace: string) => string | undefined | Promise<string | undefined>;

export async function run(): Promise<readonly Row[]> {
  const subjects: Readonly<Record<string, Subject>> = { Castor: castor, ...(await others()) };
  return [...(await outcomes(subjects)), ...(await times(subjects['gemini-cli']!))];
}

function castor(before: string, search: string, replace: string): string | undefined {
  const applied = applyEdits(before, [{ old_text: search, new_text: replace }]);
  return applied.failure ? undefined : applied.text;
}

interface GeminiCliEdit {
  calculateReplacement(
    config: unknown,
    context: { readonly params: object; readonly currentContent: string; readonly abortSignal: AbortSignal },
  ): Promise<{ readonly newContent: string; readonly occurrences: number }>;
}

interface DiffMatchPatch {
  patch_make(one: string, two: string): object[];
  patch_apply(patches: object[], text: string): [string, boolean[]];
}

async function others(): Promise<Readonly<Record<string, Subject>>> {
  const { calculateReplacement } = await peer<GeminiCliEdit>('@google/gemini-cli-core/dist/src/tools/edit.js');
  const { default: Dmp } = await peer<{ default: new () => DiffMatchPatch }>('diff-match-patch');
  // It asks its configuration about telemetry only; every answer is no.
  const config = new Proxy({}, { get: () => () => false });
  return {
    'gemini-cli': async (before, search, replace) => {
      const params = { file_path: 'file', instruction: '', old_string: search, new_string: replace };
      const abortSignal = new AbortController().signal;
      const found = await calculateReplacement(config, { params, currentContent: before, abortSignal });
      return found.occurrences === 1 ? found.newContent : undefined;
    },
    'diff applyPatch': (before, search, replace) => {
      const patch = structuredPatch('file', 'file', search, replace, '', '', { context: 3 });
      return applyPatch(before, patch, { fuzzFactor: 2 }) || undefined;
    },
    'diff-match-patch': (before, search, replace) => {
      const dmp = new Dmp();
      const [after, done] = dmp.patch_apply(dmp.patch_make(search, replace), before);
      return done.every(Boolean) ? after : undefined;
    },
  };
}

async function outcomes(subjects: Readonly<Record<string, Subject>>): Promise<readonly Row[]> {
  const all = cases.flatMap((edit) => [1, 2, 3, 4].flatMap((seed) => slips(edit, seeded(seed))));
  const rows: Row[] = [];
  for (const [name, subject] of Object.entries(subjects)) {
    const share = await shares(subject, all);
    rows.push(
      { name: `${name}: right to the byte`, value: share.right, unit: '%' },
      { name: `${name}: right but for blanks`, value: share.blanks, unit: '%' },
      { name: `${name}: wrong content`, value: share.wrong, unit: '%' },
      { name: `${name}: what must be refused, applied`, value: share.applied, unit: '%' },
    );
  }
  return rows;
}

async function shares(subject: Subject, all: readonly Slip[]) {
  const good = all.filter(({ expected }) => expected !== undefined);
  const bad = all.filter(({ expected }) => expected === undefined);
  const verdicts = await Promise.all(
    good.map(async (slip) => judge(slip, await subject(slip.before, slip.search, slip.replace))),
  );
  const applied = await Promise.all(bad.map((slip) => subject(slip.before, slip.search, slip.replace)));
  const of = (wanted: string) => (100 * verdicts.filter((verdict) => verdict === wanted).length) / good.length;
  return {
    right: of('right'),
    blanks: of('blanks'),
    wrong: of('WRONG'),
    applied: (100 * applied.filter((text) => text !== undefined).length) / bad.length,
  };
}

const search = Array.from(
  { length: 12 },
  (_, at) => `    const amount${at} = lines.filter((one) => one.price > ${at});\n`,
);
const edit = { search: search.join(''), replace: search.join('').replace('one.price > 5', 'one.price >= 5') };
/** How the edit is written; the block stands at two thirds of the file. */
const ways: Readonly<Record<string, (text: string) => string>> = {
  exact: (text) => text,
  drift: (text) => text.replace(/^ {4}/gm, ''),
  typo: (text) => text.replace('amount2 =', 'amuont2 ='),
  missing: (text) => text.replace(/amount/g, 'neverThere').replace(/price/g, 'absent'),
};

function file(bytes: number): string {
  const pick = seeded(3);
  const line = () =>
    `    const value${pick(1e9)} = store.read("${pick(1e6)}", ${pick(100)}) ?? fallback(${pick(1e4)});\n`;
  let half = '';
  while (half.length < bytes / 3) half += line();
  return half + half.replaceAll('value', 'other') + edit.search + half.replaceAll('value', 'third');
}

async function times(geminiCli: Subject): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const points: Record<string, [number, number][]> = {};
  for (const mb of [0.1, 1, 10]) {
    const before = file(mb * 1e6);
    for (const [way, write] of Object.entries(ways)) {
      const [old, replacement] = [write(edit.search), write(edit.replace)];
      const took = await alternate(mb === 10 ? 3 : 9, {
        castor: () => castor(before, old, replacement),
        // To the first place and on to the end: to know that there is one only, all has to be read.
        floor: () => before.indexOf(edit.search, before.indexOf(edit.search) + 1),
        ...(mb < 10 && { geminiCli: () => geminiCli(before, old, replacement) }),
      });
      points[way] = [...(points[way] ?? []), [mb, took.castor!]];
      rows.push(row(`${way}, ${mb} MB`, took.castor!, 'indexOf', took.floor!));
      if (took.geminiCli) rows.push(row(`${way}, ${mb} MB, to gemini-cli`, took.castor!, 'gemini-cli', took.geminiCli));
    }
  }
  for (const [way, sizes] of Object.entries(points)) {
    rows.push({ name: `${way}, exponent in the file's size`, value: exponent(sizes), unit: '' });
  }
  return rows;
}

function row(name: string, value: number, beside: string, time: number): Row {
  return { name, value, unit: 'ms', peer: { name: beside, value: time }, ratio: value / time };
}
