// Two lines in, how alike they are out, from 0 to 1.

/** Beyond this length lines are compared by what they begin and end with only, so that one huge line cannot cost seconds. */
const MAX_LENGTH = 400;

/** 1 − edit distance / longer length. Returns 0 early when it must fall below `floor`. */
export function similarity(one: string, two: string, floor = 0): number {
  if (one === two) return 1;
  const longer = Math.max(one.length, two.length);
  const most = Math.floor((1 - floor) * longer);
  if (Math.abs(one.length - two.length) > most) return 0;
  let start = 0;
  while (start < one.length && start < two.length && one.charCodeAt(start) === two.charCodeAt(start)) start++;
  let end = 0;
  const room = Math.min(one.length, two.length) - start;
  while (end < room && one.charCodeAt(one.length - 1 - end) === two.charCodeAt(two.length - 1 - end)) end++;
  const a = one.slice(start, one.length - end);
  const b = two.slice(start, two.length - end);
  const distance = Math.max(a.length, b.length) > MAX_LENGTH ? Math.max(a.length, b.length) : editDistance(a, b, most);
  return distance > most ? 0 : 1 - distance / longer;
}

/** Levenshtein distance; any value above `most` means "more than that". */
function editDistance(one: string, two: string, most: number): number {
  if (one.length === 0 || two.length === 0) return one.length + two.length;
  const row = Array.from({ length: two.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    let diagonal = row[0]!;
    let least = i;
    row[0] = i;
    for (let j = 1; j <= two.length; j++) {
      const above = row[j]!;
      const cost =
        one.charCodeAt(i - 1) === two.charCodeAt(j - 1) ? diagonal : 1 + Math.min(diagonal, above, row[j - 1]!);
      diagonal = above;
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
  }
  return row[two.length]!;
}
