// Texts and what a person typed in, the texts that fit, best first, out.

/** Cheap and stable: equally good ones stay in their order, so that a list that is "recent first" stays so. `text`: what is matched, a path. */
export function rank<T>(items: readonly T[], query: string, text: (item: T) => string, most: number): readonly T[] {
  const wanted = query.toLowerCase();
  if (wanted === '') return items.slice(0, most);
  return items
    .map((item) => ({ item, score: scoreOf(text(item).toLowerCase(), wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item);
}

/** 0: no match. The name counts before its folders, a whole piece before scattered letters, a short text before a long one. */
export function scoreOf(path: string, query: string): number {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const brevity = 1 / (1 + path.length);
  if (path === query || name === query) return 6 + brevity;
  if (name.startsWith(query)) return 5 + brevity;
  if (path.startsWith(query) || path.includes(`/${query}`)) return 4 + brevity;
  if (name.includes(query)) return 3 + brevity;
  if (path.includes(query)) return 2 + brevity;
  const span = spanOf(path, query);
  return span === 0 ? 0 : query.length / span + brevity / 1000;
}

/** Length of the piece from the first to the last letter of the query, found one after the other; 0: not all are there. */
function spanOf(path: string, query: string): number {
  let first = -1;
  let at = -1;
  for (const letter of query) {
    at = path.indexOf(letter, at + 1);
    if (at < 0) return 0;
    if (first < 0) first = at;
  }
  return at - first + 1;
}
