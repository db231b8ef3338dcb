// Edits with the slips that models make: how many land right, and how long one takes in files of 0.1, 1 and 10 MB, beside four peers (Cline in time alone).

import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { applyPatch, structuredPatch } from 'diff';
import { applyEdits } from '../../src/edits/apply.ts';
import { hasRealEdits, realEdits } from '../support/realEdits.ts';
import { remove, temporaryFolder } from '../support/repo.ts';
import { judge, type Slip, seeded, slips, type Verdict } from '../support/slips.ts';
import { cases } from '../unit/edits/cases.ts';
import { peer } from './peers.ts';
import { exponent, fastest, type Row } from './row.ts';

export const title = 'finding and applying an edit (E1, E3)';

/** The text after the edit; undefined: refused. */
type Subject = (before: string, search: string, replace: string) => string | undefined | Promise<string | undefined>;

export async function run(): Promise<readonly Row[]> {
  const subjects: Readonly<Record<string, Subject>> = { Castor: castor, ...(await others()) };
  const shares = await outcomes(subjects);
  const timed = await times(subjects);
  return [...shares, ...timed, ...(await clineTimes(timed))];
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
  const own = cases.flatMap((edit) => [1, 2, 3, 4].flatMap((seed) => slips(edit, seeded(seed))));
  const pick = seeded(20_26);
  const real = hasRealEdits() ? [...realEdits(16)].flatMap((edit) => slips(edit, pick)) : [];
  if (real.length === 0) console.warn('  SKIPPED: the real edits are not at hand.');
  const rows: Row[] = [];
  for (const [set, all] of Object.entries({ '': own, ', real edits': real })) {
    for (const [name, subject] of all.length ? Object.entries(subjects) : []) {
      const share = await shares(subject, all);
      const row = (what: string, value: number): Row => ({ name: `${name}${set}: ${what}`, value, unit: '%' });
      rows.push(
        row('right to the byte', share.right),
        row('right but for blanks', share.blanks),
        row('wrong content', share.wrong),
        row('refused', 100 - share.right - share.blanks - share.wrong),
        row('what must be refused, applied', share.applied),
      );
    }
    if (all.length) rows.push({ name: `slips tried${set}`, value: all.length, unit: '' });
  }
  return rows;
}

async function shares(subject: Subject, all: readonly Slip[]) {
  const good = all.filter(({ expected }) => expected !== undefined);
  const bad = all.filter(({ expected }) => expected === undefined);
  // A peer that throws at an input refuses it.
  const attempt = async (slip: Slip) => {
    try {
      return await subject(slip.before, slip.search, slip.replace);
    } catch {
      return undefined;
    }
  };
  const verdicts: Verdict[] = [];
  for (const slip of good) verdicts.push(judge(slip, await attempt(slip)));
  const applied: (string | undefined)[] = [];
  for (const slip of bad) applied.push(await attempt(slip));
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

/** So often in a row, that a reading of the clock is longer than its own cost. */
const repeats: Readonly<Record<number, number>> = { 0.1: 20, 1: 4, 10: 1 };

async function times(subjects: Readonly<Record<string, Subject>>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const points: Record<string, [number, number][]> = {};
  const { Castor: _, ...others } = subjects;
  for (const mb of [0.1, 1, 10]) {
    const before = file(mb * 1e6);
    const often = (run: () => unknown) => () => {
      for (let at = 0; at < repeats[mb]!; at++) run();
    };
    for (const [way, write] of Object.entries(ways)) {
      const [old, replacement] = [write(edit.search), write(edit.replace)];
      const took = await fastest(mb === 10 ? 9 : 15, {
        castor: often(() => castor(before, old, replacement)),
        // To the first place and on to the end: to know that there is one only, all has to be read.
        floor: often(() => before.indexOf(edit.search, before.indexOf(edit.search) + 1)),
      });
      const [own, floor] = [took.castor! / repeats[mb]!, took.floor! / repeats[mb]!];
      points[way] = [...(points[way] ?? []), [mb, own]];
      rows.push(row(`${way}, ${mb} MB`, own, 'indexOf', floor));
      for (const [name, subject] of mb < 10 ? Object.entries(others) : []) {
        const theirs = await fastest(3, { time: () => subject(before, old, replacement) });
        rows.push(row(`${way}, ${mb} MB, to ${name}`, own, name, theirs.time!));
      }
    }
  }
  for (const [way, sizes] of Object.entries(points)) {
    rows.push({ name: `${way}, exponent in the file's size`, value: exponent(sizes), unit: '' });
  }
  return rows;
}

/** ms after which a call of Cline's is ended. */
const longest = 60_000;

/** In the smallest file and once: it takes minutes. In another thread and last, because it leaves a heap behind that slows the others. */
async function clineTimes(timed: readonly Row[]): Promise<readonly Row[]> {
  const folder = temporaryFolder('edits');
  try {
    writeFileSync(join(folder, 'file'), file(1e5));
    const rows: Row[] = [];
    for (const [way, write] of Object.entries(ways)) {
      const own = timed.find(({ name }) => name === `${way}, 0.1 MB`)!.value;
      const theirs = await clineTime(patchOf(write(edit.search), write(edit.replace)), folder);
      const name = theirs === longest ? 'Cline apply_patch, ended' : 'Cline apply_patch';
      rows.push(row(`${way}, 0.1 MB, to Cline apply_patch`, own, name, theirs));
    }
    return rows;
  } finally {
    remove(folder);
  }
}

async function clineTime(patch: string, folder: string): Promise<number> {
  const worker = new Worker(new URL('clineWorker.ts', import.meta.url));
  await once(worker, 'message');
  worker.postMessage({ patch, folder });
  const ended = new Promise<number>((resolve) => setTimeout(resolve, longest, longest).unref());
  const took = once(worker, 'message').then(([said]) => (said as { readonly took: number }).took);
  return Promise.race([took, ended]).finally(() => worker.terminate());
}

/** As its tool takes it: all of the block, with what stays around what changes. */
function patchOf(search: string, replace: string): string {
  const { hunks } = structuredPatch('file', 'file', search, replace, '', '', { context: 100 });
  const lines = hunks.flatMap((hunk) => ['@@', ...hunk.lines]);
  return ['*** Begin Patch', '*** Update File: file', ...lines, '*** End Patch'].join('\n');
}

function row(name: string, value: number, beside: string, time: number): Row {
  return { name, value, unit: 'ms', peer: { name: beside, value: time }, ratio: value / time };
}
