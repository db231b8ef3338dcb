// How an exchange went wrong in, what it means out: the failure to show, and whether and when the request may go out again.

import type { Failure } from '../shared/failure.ts';
import { parseError, parseErrorBody, type ServiceError } from './errorBody.ts';
import type { Exchange } from './exchange.ts';
import * as failures from './failure.ts';
import { connectionProblem } from './network.ts';
import { generationError, type Situation, statusOf } from './situation.ts';

/** `backoff`: as often as the budget allows. `once`: one more time, told apart by `failure.kind`. */
export interface Trouble {
  readonly failure: Failure;
  readonly retry: 'never' | 'once' | 'backoff';
  /** No retry earlier than that. */
  readonly floorMs?: number;
  /** Others who use this key and model should wait as well. */
  readonly throttled?: true;
  /** The model refuses the thinking level; without it the request may go out again at once. */
  readonly thinkingLevel?: true;
}

/** Longest wait that is waited through; a longer one is told to the person. */
export const longestFloorMs = 60_000;

/** Of an exchange that failed. `error`: what the SDK threw, if it did. */
export function exchangeTrouble(exchange: Exchange, error: unknown, situation: Situation): Trouble {
  const { t, host, redact } = situation;
  const { status, body = '' } = exchange;
  if (exchange.tooLarge) return never(failures.tooLarge(t, {}));
  if (status === undefined) return connectionTrouble(exchange.requestError ?? error, situation);
  if (status >= 400) return serviceTrouble(parseErrorBody(body), situation, status, exchange.retryAfterMs);
  if (status >= 300 || status < 200) return never(failures.wrongServer(t, host, { status }));
  if (exchange.notStream) return notStreamTrouble(body, status, situation);
  if (situation.idempotent && body !== '') return unreadable(body, status, situation);
  return never(failures.interrupted(t, { detail: redact(messageOf(error)) }));
}

function notStreamTrouble(body: string, status: number, situation: Situation): Trouble {
  if (body.trim() === '') return never(failures.emptyAnswer(situation.t, { status }));
  const error = parseErrorBody(body);
  return isError(body) ? serviceTrouble(error, situation) : unreadable(body, status, situation);
}

/** A 2xx whose body is not what the service sends. */
export function unreadable(body: string, status: number, { t, host, redact }: Situation): Trouble {
  if (speaksRetiredSchema(body)) return never(failures.retiredSchema(t, { status }));
  return never(
    failures.wrongServer(t, host, {
      status,
      detail: redact(parseErrorBody(body).html ? parseErrorBody(body).message : ''),
    }),
  );
}

function isError(body: string): boolean {
  try {
    const parsed: unknown = JSON.parse(body);
    const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
    return typeof first === 'object' && first !== null && 'error' in first;
  } catch {
    return false;
  }
}

/** The `outputs` list, which `steps` replaced. */
export function speaksRetiredSchema(body: string): boolean {
  try {
    const parsed = JSON.parse(body) as { outputs?: unknown; interaction?: { outputs?: unknown } } | null;
    return Array.isArray(parsed?.outputs) || Array.isArray(parsed?.interaction?.outputs);
  } catch {
    return /"event_type"\s*:\s*"(?:content\.(?:start|delta|stop)|interaction\.(?:start|complete))"/.test(body);
  }
}

/** Of the payload of an `error` event, or of an interaction's `errors`. */
export function eventTrouble(payload: unknown, situation: Situation): Trouble {
  return serviceTrouble(parseError(payload), situation);
}

/** Of an error the service named. `httpStatus` is absent when it came inside a stream. */
export function serviceTrouble(
  error: ServiceError,
  situation: Situation,
  httpStatus?: number,
  headerFloorMs?: number,
): Trouble {
  const { t, redact } = situation;
  const words =
    error.code && error.message && !error.message.includes(error.code)
      ? `${error.message} (${error.code})`
      : error.message || error.code;
  const said = { detail: redact(words), ...(httpStatus === undefined ? {} : { status: httpStatus }) };
  const status = statusOf(error, httpStatus);
  if (error.reason === 'API_KEY_INVALID' || /api key (?:not valid|expired|not found)/i.test(error.message))
    return never(failures.badKey(t, said));
  if (/legacy interactions api schema/i.test(error.message)) return never(failures.retiredSchema(t, said));
  if (status === 429)
    return throttleTrouble(error, situation, said, Math.max(headerFloorMs ?? 0, error.retryDelayMs ?? 0));
  if (isOverload(error, status))
    return { failure: failures.overloaded(t, said), retry: 'backoff', floorMs: floorOf(error, headerFloorMs) };
  const generation = generationError(error.code, situation, said);
  if (generation) return never(generation);
  const trouble =
    status >= 500 ? serverTrouble(status, error, situation, said) : clientTrouble(status, error, situation, said);
  return { ...trouble, floorMs: floorOf(error, headerFloorMs) };
}

/** Overload also comes as HTTP 200 with an error event of code invalid_request (recorded). */
function isOverload({ message, code }: ServiceError, status: number): boolean {
  return (
    (status >= 500 || status === 400 || status === 0) &&
    (/high demand|overloaded/i.test(message) || code === 'overloaded')
  );
}

function floorOf({ retryDelayMs }: ServiceError, headerMs?: number): number | undefined {
  return retryDelayMs === undefined && headerMs === undefined ? undefined : Math.max(retryDelayMs ?? 0, headerMs ?? 0);
}

function throttleTrouble(error: ServiceError, { t, now }: Situation, said: failures.Said, floorMs: number): Trouble {
  const until = floorMs > 0 ? now + floorMs : undefined;
  const isQuota = error.perDay || error.code === 'quota_exceeded';
  const failure = isQuota ? failures.quota(t, said, until) : failures.rateLimit(t, said, until);
  return error.perDay || floorMs > longestFloorMs
    ? never(failure)
    : { failure, retry: 'backoff', floorMs, throttled: true };
}

function serverTrouble(status: number, error: ServiceError, { t, chained }: Situation, said: failures.Said): Trouble {
  switch (status) {
    case 501:
      return never(chained ? failures.chainLost(t, said) : failures.notSupported(t, said));
    case 502:
      return { failure: failures.unavailable(t, said), retry: 'once' };
    case 504:
      return { failure: failures.timeout(t, said), retry: 'once' };
    default:
      return {
        failure: failures.unavailable(t, said),
        retry: error.known || error.html || status === 503 ? 'backoff' : 'once',
      };
  }
}

function clientTrouble(status: number, error: ServiceError, situation: Situation, said: failures.Said): Trouble {
  const { t, chained, byId, host } = situation;
  switch (status) {
    case 401:
      return never(failures.badKey(t, said));
    case 402:
      return never(failures.payment(t, said));
    case 403:
      return never(chained || byId ? failures.chainLost(t, said) : failures.forbidden(t, said));
    case 404:
      return never(notFound(error, situation, said));
    case 405:
      return never(failures.wrongServer(t, host, said));
    case 407:
      return never(failures.proxyRefused(t, said));
    case 408:
      return { failure: failures.timeout(t, said), retry: 'backoff' };
    case 409:
      return { failure: failures.conflict(t, said), retry: 'once' };
    case 413:
      return never(failures.tooLarge(t, said));
    case 499:
      return never(failures.interrupted(t, said));
    case 0:
      return error.known
        ? never(failures.failedAnswer(t, said))
        : { failure: failures.unavailable(t, said), retry: 'once' };
    default:
      return badRequest(error, situation, said);
  }
}

function notFound(error: ServiceError, { t, chained, byId, host, model }: Situation, said: failures.Said): Failure {
  if (!error.known) return failures.wrongServer(t, host, said);
  if (/result not found/i.test(error.message)) return failures.failedAnswer(t, said);
  if (byId) return failures.chainLost(t, said);
  const isModel = error.code === 'model_not_found' || /\bmodels?\b/i.test(error.message);
  return chained && !isModel ? failures.chainLost(t, said) : failures.modelNotFound(t, model ?? '', said);
}

function badRequest(error: ServiceError, { t, chained, host }: Situation, said: failures.Said): Trouble {
  const { message, html } = error;
  if (html) return never(failures.wrongServer(t, host, said));
  if (/thinking.?level/i.test(message))
    return { failure: failures.notSupported(t, said), retry: 'never', thinkingLevel: true };
  if (/location is not supported|not available in (?:your )?(?:region|country)/i.test(message))
    return never(failures.region(t, said));
  if (/\bbilling\b/i.test(message)) return never(failures.payment(t, said));
  if (
    chained &&
    /function response turn|previous.interaction|in.progress|interaction.*(?:not found|expired)/i.test(message)
  )
    return never(failures.chainLost(t, said));
  if (/exceeds? the (?:maximum|limit)|too (?:large|long|many tokens)|payload size|token count/i.test(message))
    return never(failures.tooLarge(t, said));
  if (/not supported (?:for|by) this model|unsupported mime type/i.test(message))
    return never(failures.notSupported(t, said));
  return never(failures.invalidRequest(t, said));
}

/** A failed connection. A create that may have been sent is never resent: it may run and be charged twice. */
function connectionTrouble(error: unknown, { t, host, redact, idempotent }: Situation): Trouble {
  const problem = connectionProblem(error);
  const said = { detail: redact(problem.words) };
  switch (problem.kind) {
    case 'not_secure':
      return never(failures.notSecure(t, host, said));
    case 'proxy_refused':
      return never(failures.proxyRefused(t, said));
    case 'unsent':
      return { failure: failures.offline(t, host, said), retry: 'once' };
    case 'unknown':
      return idempotent
        ? { failure: failures.offline(t, host, said), retry: 'once' }
        : never(failures.unknownOutcome(t, said));
  }
}

export function never(failure: Failure): Trouble {
  return { failure, retry: 'never' };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? connectionProblem(error).words : '';
}
