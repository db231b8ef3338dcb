// The address of a link in model text in, what it may be out: a web address, a file of the workspace, or nothing.

export interface Destination {
  /** Undefined: it leads nowhere. */
  readonly kind?: 'url' | 'path';
  readonly shown: string;
}

/** http and https go out (the host asks first); a relative path goes to the gate; every other scheme is dead text. */
export function destination(href: string): Destination {
  const shown = href.trim();
  if (/^https?:\/\/[^/\\\s]/i.test(shown) && URL.canParse(shown)) return { kind: 'url', shown };
  if (shown === '' || /^[a-z][a-z0-9+.-]*:/i.test(shown.replace(/[^\x21-\x7e]/g, '')) || /^[#?/\\]/.test(shown))
    return { shown };
  return { kind: 'path', shown };
}

/** `src/a.ts#L10`, `src/a.ts:10` → path and 1-based line. */
export function pathAndLine(path: string): { readonly path: string; readonly line?: number } {
  const found = /^([^#?]*?)(?:#L|:)(\d{1,7})(?:[-:,].*)?$/.exec(path);
  if (!found) return { path: decoded(path.replace(/[#?].*$/, '')) };
  return { path: decoded(found[1]!), line: Number(found[2]) };
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
