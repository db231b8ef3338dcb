// A text and an edit that stands nowhere in it in, the span on the one region that is near enough out, or a refusal that shows the nearest.

import { type Laid, layOn } from './align.ts';
import { findBlocks } from './block.ts';
import { type Edit, isSpan, type Line, type Reading, type Refusal, type Span } from './edit.ts';
import { explainConflict, explainMissing, type Region } from './explain.ts';
import { contentOf, isBlank, lineNumber } from './lines.ts';
import { already, placeAt } from './place.ts';
import { readings } from './readings.ts';
import { findSeeds } from './seeds.ts';
import { severalPlaces } from './several.ts';

/** Longer blocks than this are not looked for with slips in them. */
const MAX_LINES = 1500;
const MAX_READINGS = 5;
/** What may differ: this share of the lines that say something … */
const MAX_COST = 0.25;
/** … and this share of them must be the same, two at least. */
const MIN_EQUAL = 0.6;
/** The second best place must be worse by this much. */
const MARGIN = 0.4;

/** A place with what it would cost to take it for old_text. */
interface Candidate extends Region {
  readonly laid: Laid;
  readonly reading: Reading;
}

/**
 * The lines of old_text are laid on the likeliest regions with lines missing, added or mistyped. The best is taken if it is near enough and
 * alone; what the edit changes must be the same in the file even then.
 */
export function findNear(text: string, edit: Edit): Span | Refusal {
  const tried = [...readings(edit)].slice(0, MAX_READINGS).filter(({ old }) => old.length <= MAX_LINES);
  const found = tried.map((reading) => candidatesOf(text, reading)).filter((candidates) => candidates.length > 0);
  // A slip in the notation makes every line a little unlike: the reading without it is much nearer, and the one that was meant.
  const candidates = found.reduce<readonly Candidate[]>((nearest, other) => {
    return nearest.length > 0 && nearest[0]!.laid.cost <= other[0]!.laid.cost ? nearest : other;
  }, []);
  const [best] = candidates;
  if (!best || !isNear(best) || hasOtherNotation(text, best))
    return orDone(text, edit, explainMissing(text, edit.old_text, best));
  const rivals = candidates.filter((other) => other !== best && other.laid.cost < best.laid.cost + MARGIN);
  if (rivals.length > 0) return severalPlaces(linesOf(text, [best, ...rivals]), false, best.old.length);
  const { reading, lines, at } = best;
  const placed = isDone(text, reading, lines) ? already() : placeAt(text, { region: lines, reading, at });
  if (isSpan(placed)) return { ...placed, tolerance: 'context' };
  return placed.reason === 'conflict' ? orDone(text, edit, explainConflict(text, best, placed)) : placed;
}

/** Some lines are escaped or numbered and others not: what new_text means by its own then, no one can say. */
function hasOtherNotation(text: string, { lines, old, at }: Candidate): boolean {
  const bare = (line: string) =>
    line
      .replace(/\\(["'`])/g, '$1')
      .replace(/^\s*L?\d+\s*[|:\u2192\t]/, '')
      .trim();
  return old.some((line, index) => {
    const file = at[index]! < 0 ? undefined : contentOf(text, lines[at[index]!]!).trim();
    return file !== undefined && file !== line.trim() && file !== '' && bare(line) === file;
  });
}

/** Regions that do not overlap, the nearest first. */
function candidatesOf(text: string, reading: Reading): Candidate[] {
  const { old } = reading;
  const slack = Math.min(40, Math.max(2, Math.ceil(old.length * 0.2)));
  const seeds = findSeeds(text, old);
  const found: Candidate[] = [];
  for (const place of seeds.places) {
    const from = Math.max(0, place - slack);
    const window = seeds.window(from, place + old.length + slack);
    const laid = layOn(
      old,
      window.map((line) => contentOf(text, line)),
      place - from,
      slack,
    );
    if (!laid) continue;
    const lines = window.slice(laid.first, laid.last + 1);
    const at = laid.at.map((line) => (line < 0 ? -1 : line - laid.first));
    found.push({ lines, at, old, laid, reading });
  }
  found.sort((one, two) => one.laid.cost - two.laid.cost || one.lines[0]!.start - two.lines[0]!.start);
  return found.filter((one, index) => !found.slice(0, index).some((other) => overlaps(one.lines, other.lines)));
}

function overlaps(one: readonly Line[], two: readonly Line[]): boolean {
  return one[0]!.start < two.at(-1)!.next && two[0]!.start < one.at(-1)!.next;
}

function isNear({ laid, old }: Candidate): boolean {
  const lines = old.filter((line) => !isBlank(line)).length;
  return laid.equal >= Math.max(2, MIN_EQUAL * lines) && laid.cost <= Math.max(0.35, MAX_COST * lines);
}

/** The lines to insert stand around the place already. */
export function isDone(text: string, { old, new: added }: Reading, region: readonly Line[]): boolean {
  if (added.length <= old.length) return false;
  return findBlocks(text, added).some(
    (block) => block[0]!.start <= region[0]!.start && block.at(-1)!.end >= region.at(-1)!.end,
  );
}

/** old_text is nowhere, new_text is: then the edit was made before. */
function orDone(text: string, edit: Edit, refusal: Refusal): Refusal {
  const added = edit.new_text.split(/\r?\n/);
  const first = added.findIndex((line) => !isBlank(line));
  const block = added.slice(Math.max(0, first), added.findLastIndex((line) => !isBlank(line)) + 1);
  const isTelling =
    block.filter((line) => /[\p{L}\p{N}]/u.test(line)).length >= 2 || block.join('').trim().length >= 24;
  return isTelling && findBlocks(text, block).length > 0 ? already() : refusal;
}

function linesOf(text: string, candidates: readonly Candidate[]): number[] {
  return candidates.map(({ lines }) => lineNumber(text, lines[0]!.start)).sort((one, two) => one - two);
}
