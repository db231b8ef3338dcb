// Names that others gave their tools in, names that the API takes out: each its own, none of ours; pure.

/** What the API surely takes (contract section 3.2). */
export const apiName = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** In the order of `names`. `taken`: names that are used already. */
export function toolNames(names: readonly string[], taken: readonly string[]): readonly string[] {
  const used = new Set(taken);
  return names.map((name) => {
    const plain = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d|$)/, '_');
    let free = plain.slice(0, 64);
    for (let count = 2; used.has(free); count++) free = `${plain.slice(0, 60)}_${count}`;
    used.add(free);
    return free;
  });
}
