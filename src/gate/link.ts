// A link of the transcript in, what may be opened after a person has seen it whole, or why nothing is, out.

import { hasHidden } from './hidden.ts';

export type JudgedLink =
  | {
      /** The canonical URL, host in punycode: the dialog shows exactly this, and exactly this is opened. */
      readonly open: string;
      /** What the dialog warns of, as sentences. */
      readonly warnings: readonly string[];
    }
  | { readonly refused: string };

const longest = 8192;

/**
 * Opens only http and https, never by itself. `secrets`: values that must not leave (keys, redacted strings); a link that carries one, plain
 * or in base64, hex or percent form, is refused. Never throws.
 */
export function judgeLink(url: string, secrets: readonly string[] = []): JudgedLink {
  if (typeof url !== 'string' || url.length > longest) return { refused: 'This link is too long.' };
  if (hasHidden(url) || /[\s\\]/.test(url))
    return { refused: 'This link has invisible characters, spaces or backslashes.' };
  if (!/^https?:\/\/[^/]/i.test(url)) return { refused: 'Only http and https links are opened.' };
  if (!URL.canParse(url)) return { refused: 'This link is not a valid address.' };
  const parsed = new URL(url);
  if (parsed.username !== '' || parsed.password !== '' || /^https?:\/\/[^/?#]*@/i.test(url)) {
    return { refused: 'This link has a user name before its host, which hides where it leads.' };
  }
  if (carries(url, secrets) || carries(parsed.href, secrets)) return { refused: 'This link carries a secret value.' };
  return { open: parsed.href, warnings: warningsOf(parsed) };
}

/** A file mentioned as `path`, `path:12`, `path:12:3`, `path#L12`, `path#L12C3`, `path#L12-L20` or `path(12,3)`. */
export interface FileLink {
  readonly path: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
}

/** Takes the position off a file mention; the path is as written and goes to `judge` as a read. Undefined for an empty one. */
export function judgeFileLink(text: string): FileLink | undefined {
  if (typeof text !== 'string' || text.length > longest) return undefined;
  const match =
    /^(.+?)(?::(\d{1,8})(?:-\d{1,8})?(?::(\d{1,8}))?|#L(\d{1,8})(?:C(\d{1,8}))?(?:-L?\d{1,8}(?:C\d{1,8})?)?|\((\d{1,8})(?:, ?(\d{1,8}))?\))$/.exec(
      text,
    );
  if (!match) return text.trim() === '' ? undefined : { path: text };
  const line = Number(match[2] ?? match[4] ?? match[6]);
  const column = Number(match[3] ?? match[5] ?? match[7] ?? 0);
  return { path: match[1]!, ...(line > 0 ? { line } : {}), ...(column > 0 ? { column } : {}) };
}

/** Shapes of keys and tokens of well-known providers, and of anything else long and random. */
const tokens: readonly RegExp[] = [
  /AIza[\w-]{30,}/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\b(?:gh[pousr]_|github_pat_|glpat-|npm_|xox[abeprs]-|sk_live_|rk_live_|sk-|ya29\.|hf_)[\w-]{16,}/,
  /\beyJ[\w-]{8,}\.[\w-]{8,}/,
  /-----BEGIN/,
];
const longRun = /[\w+=-]{40,}/g;
const longQuery = 300;

function warningsOf({ href, hostname, pathname, search, hash }: URL): string[] {
  const warnings: string[] = [];
  const decoded = decode(href);
  const rest = `${pathname}${search}${hash}`;
  if (tokens.some((token) => token.test(decoded))) warnings.push('It contains what looks like a key or token.');
  else if ((rest.match(longRun) ?? []).some(isRandom) || hostname.split('.').some((label) => label.length > 40)) {
    warnings.push('It contains a long unreadable part, which may carry data out.');
  } else if (search.length + hash.length > longQuery) warnings.push('It carries much text after its address.');
  if (/(?:^|\.)xn--/.test(hostname)) warnings.push('Its host has letters of another alphabet, shown as xn--….');
  if (isNearby(hostname)) warnings.push('It leads to this machine or the local network.');
  return warnings;
}

/** Not words joined by dashes. */
function isRandom(run: string): boolean {
  return !/^(?:[a-z]+[-_])+[a-z]*\d{0,4}$/i.test(run);
}

function isNearby(host: string): boolean {
  return (
    /^(?:localhost\.?|.*\.localhost\.?|.*\.local\.?|.*\.internal\.?|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|169\.254\..*)$/.test(
      host,
    ) ||
    /^172\.(?:1[6-9]|2\d|3[01])\./.test(host) ||
    /^\[(?:::1?|f[cd].*|fe[89ab].*|::ffff:.*)\]$/.test(host)
  );
}

function decode(text: string): string {
  return text.replace(/%[2-7][0-9a-f]/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

function carries(url: string, secrets: readonly string[]): boolean {
  const forms = [url, decode(url), decode(decode(url))].map((form) => form.toLowerCase());
  return secrets
    .filter((secret) => secret.length >= 4)
    .flatMap(encodings)
    .some((secret) => forms.some((form) => form.includes(secret.toLowerCase())));
}

/** The value plain, percent-encoded, in hex and in base64 at each of its three alignments. */
function encodings(secret: string): string[] {
  const bytes = [...new TextEncoder().encode(secret)];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const base64 = [0, 1, 2].flatMap((shift) => {
    const all = btoa(String.fromCharCode(...Array<number>(shift).fill(0), ...bytes));
    // The first and last characters also hold bits of the neighbours.
    const own = all.replace(/=+$/, '').slice(shift === 0 ? 0 : shift + 1, -1);
    return own.length >= 5 ? [own, own.replaceAll('+', '-').replaceAll('/', '_')] : [];
  });
  return [secret, encodeURIComponent(secret.toWellFormed()), hex, ...base64];
}
