// An error of `fetch` in, what is known of the connection out: whether anything was sent, and a reason without addresses of memory or stack.

export interface ConnectionProblem {
  /** `unsent`: the request certainly did not reach the server. */
  readonly kind: 'unsent' | 'unknown' | 'not_secure' | 'proxy_refused';
  readonly words: string;
}

/** Before a connection stands, as Node's sockets, undici and Chromium's network stack name it. */
const unsentCodes =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_NODATA|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|EPROTO|UND_ERR_CONNECT_TIMEOUT|ERR_SSL_.*)$/;
const unsentWords =
  /net::ERR_(?:NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|CONNECTION_REFUSED|PROXY_CONNECTION_FAILED|ADDRESS_UNREACHABLE|NETWORK_CHANGED|CONNECTION_TIMED_OUT|TUNNEL_CONNECTION_FAILED)|before secure TLS connection|^bad port$|Proxy response \(\d+\)/;
const certificateCodes = /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT)|HOSTNAME_MISMATCH/;

interface Link {
  readonly code: string;
  readonly message: string;
  readonly syscall: string;
}

/** Looks through `cause` and the errors of an AggregateError: `fetch` itself says "fetch failed" only. */
export function connectionProblem(error: unknown): ConnectionProblem {
  const links = linksOf(error);
  const last = links.at(-1);
  const words = last ? [last.message, last.message.includes(last.code) ? '' : last.code].filter(Boolean).join(' ') : '';
  if (links.some(({ code, message }) => certificateCodes.test(code) || /net::ERR_CERT_/.test(message)))
    return { kind: 'not_secure', words };
  if (links.some(({ message }) => /Proxy response \(407\)|ERR_PROXY_AUTH/.test(message)))
    return { kind: 'proxy_refused', words };
  return { kind: links.some(isUnsent) ? 'unsent' : 'unknown', words };
}

function isUnsent({ code, message, syscall }: Link): boolean {
  return unsentCodes.test(code) || unsentWords.test(message) || (code === 'ETIMEDOUT' && syscall === 'connect');
}

function linksOf(error: unknown, depth = 0): Link[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { code, message, syscall, cause, errors } = error as Record<string, unknown>;
  const own: Link = { code: text(code), message: text(message), syscall: text(syscall) };
  const inner = Array.isArray(errors) ? errors.slice(0, 4).flatMap((each) => linksOf(each, depth + 1)) : [];
  return [own, ...inner, ...linksOf(cause, depth + 1)];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
