// A way to list the workspace's files in, the list for each key of a mention out; pure.

/** How long a list is good for while one mention is typed, in ms. */
const fresh = 2_000;

/**
 * Completion asks at each key, and a large workspace is not listed at each key. A word that neither goes on from the last one nor is what is left of
 * it is another mention, and a sign without a word begins one: it is listed anew, because the person may mean a file that was not there a moment ago.
 */
export function fileList(
  list: () => Promise<readonly string[]>,
  now = () => performance.now(),
): (query: string) => Promise<readonly string[]> {
  let last: { readonly at: number; readonly paths: Promise<readonly string[]> } | undefined;
  let typed = '';
  return (query) => {
    const same = query !== '' && (query.startsWith(typed) || typed.startsWith(query));
    typed = query;
    if (last && same && now() - last.at <= fresh) return last.paths;
    const made = { at: now(), paths: list() };
    last = made;
    made.paths.catch(() => {
      if (last === made) last = undefined;
    });
    return made.paths;
  };
}
