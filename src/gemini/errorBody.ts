// The body of an error, in any of the shapes the service, its gateway or a proxy sends, in; one shape out.

/** `code` is lower snake case: the service's own string code, else the gateway's status (`resource_exhausted`), else ''. */
export interface ServiceError {
  readonly code: string;
  readonly message: string;
  /** `reason` of a google.rpc.ErrorInfo, such as API_KEY_INVALID. */
  readonly reason?: string;
  /** `retryDelay` of a google.rpc.RetryInfo, in ms. */
  readonly retryDelayMs?: number;
  /** A quota that fills up again by day, not by minute. */
  readonly perDay: boolean;
  /** The body was a page for a browser, so something else than the service wrote it. */
  readonly html: boolean;
  /** The body was a service error at all. */
  readonly known: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** Of a body as text. */
export function parseErrorBody(text: string): ServiceError {
  if (/^\s*(?:<!doctype|<html|<head|<\?xml|<[a-z]+[\s>])/i.test(text)) {
    const title = /<(?:title|h1)[^>]*>([^<]*)</i.exec(text)?.[1]?.trim() ?? '';
    return { code: '', message: title, perDay: false, html: true, known: false };
  }
  try {
    return parseError(JSON.parse(text));
  } catch {
    return { code: '', message: text.trim(), perDay: false, html: false, known: false };
  }
}

/** Of a body, an `error` event or an `error` object, already parsed. Takes `[{error}]`, `{error}`, `{code, message}` and a bare string. */
export function parseError(body: unknown): ServiceError {
  const first = Array.isArray(body) ? body[0] : body;
  const error = isJson(first) && 'error' in first ? first.error : first;
  if (!isJson(error)) {
    return {
      code: '',
      message: typeof error === 'string' ? error : '',
      perDay: false,
      html: false,
      known: typeof error === 'string',
    };
  }
  const details = (Array.isArray(error.details) ? error.details : []).filter(isJson);
  const message = typeof error.message === 'string' ? error.message : '';
  const word = [error.code, error.status].find((value) => typeof value === 'string' && /^\w{1,60}$/.test(value));
  return {
    code: typeof word === 'string' ? word.toLowerCase() : '',
    message,
    reason: details.map(({ reason }) => reason).find((reason) => typeof reason === 'string'),
    retryDelayMs: details.map(({ retryDelay }) => durationMs(retryDelay)).find((ms) => ms !== undefined),
    perDay: /per[ _-]?day|daily/i.test(message) || details.some(isDaily),
    html: false,
    known: message !== '' || word !== undefined || typeof error.code === 'number',
  };
}

/** A protobuf duration in JSON: `39s`, `1.5s`; also `{seconds, nanos}`. */
function durationMs(value: unknown): number | undefined {
  if (typeof value === 'string') {
    const seconds = /^(\d+(?:\.\d+)?)s$/.exec(value)?.[1];
    return seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000);
  }
  if (!isJson(value)) return undefined;
  const ms = Number(value.seconds ?? 0) * 1000 + Number(value.nanos ?? 0) / 1e6;
  return Number.isFinite(ms) ? Math.ceil(ms) : undefined;
}

function isDaily(detail: Json): boolean {
  const violations = Array.isArray(detail.violations) ? detail.violations : [];
  return violations.filter(isJson).some(({ quotaId, quotaMetric }) => /per_?day/i.test(`${quotaId} ${quotaMetric}`));
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `retry-after-ms`, else `retry-after` (seconds or an HTTP date), in ms from `now` (Unix ms). */
export function retryAfterMs(headers: { get(name: string): string | null }, now: number): number | undefined {
  const exact = headers.get('retry-after-ms');
  if (exact && Number(exact) >= 0) return Math.ceil(Number(exact));
  const value = headers.get('retry-after');
  if (!value) return undefined;
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(value)) return Math.ceil(Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
