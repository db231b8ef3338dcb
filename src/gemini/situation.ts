// What was asked, of whom, and when: what an error's meaning depends on; and the two tables of the service's codes that need it.

import type { Failure } from '../shared/failure.ts';
import type { ServiceError } from './errorBody.ts';
import * as failures from './failure.ts';

export interface Situation {
  readonly t: failures.Translate;
  readonly redact: (text: string) => string;
  /** Unix ms. */
  readonly now: number;
  /** Host name for the person. */
  readonly host: string;
  readonly model?: string;
  /** The request names a previous interaction. */
  readonly chained?: boolean;
  /** The request is about an interaction by its id. */
  readonly byId?: boolean;
  /** Sending it twice does no harm. */
  readonly idempotent?: boolean;
}

/** The HTTP status a code stands for (contract section 10.1), for errors inside a stream, which have none. */
const statusByCode: Readonly<Record<string, number>> = {
  invalid_request: 400,
  invalid_argument: 400,
  parameter_unknown: 400,
  failed_precondition: 400,
  authentication: 401,
  unauthenticated: 401,
  payment_required: 402,
  permission_denied: 403,
  not_found: 404,
  model_not_found: 404,
  aborted: 409,
  already_exists: 409,
  out_of_range: 416,
  rate_limit_exceeded: 429,
  quota_exceeded: 429,
  too_many_requests: 429,
  resource_exhausted: 429,
  cancelled: 499,
  api_error: 500,
  internal: 500,
  internal_error: 500,
  unimplemented: 501,
  not_implemented: 501,
  service_unavailable: 503,
  unavailable: 503,
  deadline_exceeded: 504,
  gateway_timeout: 504,
};

/** 0: inside a stream, with a code that stands for none. */
export function statusOf({ code }: ServiceError, httpStatus?: number): number {
  return httpStatus ?? statusByCode[code] ?? 0;
}

/** Of the codes of section 10.1's last paragraph. A missing signature on a chain is the server's loss: the local steps still have it. */
export function generationError(code: string, { t, chained }: Situation, said: failures.Said): Failure | undefined {
  if (code === 'missing_thought_signature') {
    return chained ? failures.chainLost(t, said) : failures.missingSignature(t, said);
  }
  return failures.generation(t, code, said);
}
