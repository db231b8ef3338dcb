// Every fault of the wire, each as the emulator plays it, how the turn ends, and what a person sees of it: one table for sessions and for VS Code.

import type { FailureKind } from '../../src/shared/failure.ts';
import type { Action } from '../emulator/scenario.ts';

/** The answer that most of the harmless ones still come to. */
export const hello: Action = { do: 'say', text: 'Hello there, this is the whole answer.', chunk: 7 };
export const half: Action = { do: 'say', text: 'Half an answer', chunk: 5 };

export interface WireFault {
  /** What differs where the service has no record to ask. */
  readonly unstored?: Partial<WireFault>;
  readonly answer: readonly Action[];
  /** Absent: the turn completes all the same. */
  readonly ends?: FailureKind;
  readonly outcome?: 'stopped' | 'asking';
  /** Of the text: all of it by default where the turn completes. */
  readonly text?: string;
  /** Then the next scenario answers. */
  readonly times?: number;
  /** In the page; absent where a test of its own looks there. */
  readonly seen?: {
    /** In the alert, with the names of its buttons. */
    readonly says?: RegExp;
    readonly remedies?: readonly string[];
    readonly counts?: RegExp;
    /** Stays in the transcript. */
    readonly keeps?: string;
    /** On the way, of one that Castor gets over by itself. */
    readonly shows?: RegExp;
  };
}

/** The service says that it failed, half an answer long. */
const trouble = {
  ends: 'unavailable',
  text: 'Half an answer',
  seen: { says: /problem on its side/, remedies: ['Try again', 'Show log'], keeps: 'Half an answer' },
} as const satisfies Partial<WireFault>;

/** The answer is cut off, half an answer long. */
const cutOff = {
  ends: 'interrupted',
  text: 'Half an answer',
  seen: {
    says: /ended before the answer was complete/,
    remedies: ['Try again', 'Continue', 'Show log'],
    keeps: 'Half an answer',
  },
} as const satisfies Partial<WireFault>;

export const wireFaults: Readonly<Record<string, WireFault>> = {
  'split at every byte': {
    answer: [
      { do: 'say', text: 'Grüße 🦫: this is the whole answer.' },
      { do: 'split_bytes', n: 1 },
    ],
    text: 'Grüße 🦫: this is the whole answer.',
    seen: {},
  },
  CRLF: { answer: [hello, { do: 'crlf' }], seen: {} },
  comments: { answer: [hello, { do: 'comments' }], seen: {} },
  'an unknown event': {
    answer: [{ do: 'raw', event: { event_type: 'step.wobble', index: 0, x: 1 } }, hello],
    seen: { shows: /Unknown event/ },
  },
  'an unknown step': {
    answer: [
      { do: 'step', step: { type: 'teleport_call', id: 'x' }, deltas: [{ type: 'teleport', to: 'moon' }] },
      hello,
    ],
    seen: { shows: /Step: teleport_call/ },
  },
  'deltas without a type': { answer: [hello, { do: 'typeless' }], seen: {} },
  'a malformed frame': {
    unstored: { ends: 'malformed_answer' },
    answer: [{ do: 'raw', text: 'data: {"broken": \n\n' }, hello],
    seen: {},
  },
  'an error event first': {
    answer: [{ do: 'error', code: 'gateway_timeout', message: 'Deadline expired' }],
    ends: 'timeout',
    text: '',
    seen: { says: /took too long/, remedies: ['Try again', 'Choose another model'] },
  },
  'an error event in the middle': {
    answer: [half, { do: 'error', code: 'api_error', message: 'Internal' }],
    ...trouble,
  },
  'an empty error event': {
    answer: [half, { do: 'error', empty: true }],
    ...trouble,
  },
  'the end without a terminal event': {
    answer: [half, { do: 'eof' }],
    ...cutOff,
  },
  'a reset connection': {
    answer: [half, { do: 'drop' }],
    ...cutOff,
  },
  'a stream that stalls': { answer: [half, { do: 'hang' }], ends: 'interrupted', text: 'Half an answer' },
  'a status update after the end': { answer: [hello, { do: 'late_status_update' }], seen: {} },
  'no usage': { answer: [hello, { do: 'no_usage' }], seen: {} },
  'content in step.start': {
    answer: [{ do: 'say', text: ' is the whole answer.', start: 'Once this' }],
    text: 'Once this is the whole answer.',
    seen: {},
  },
  '429 with retry-after': {
    answer: [{ do: 'fail', status: 429, code: 'rate_limit_exceeded', message: 'slow down', retry_after: 2 }],
    times: 1,
    text: 'next',
  },
  '429 with RetryInfo': {
    answer: [
      { do: 'fail', status: 429, rpc: 'RESOURCE_EXHAUSTED', message: 'slow down', retry_info: '3s', array: true },
    ],
    times: 1,
    text: 'next',
  },
  '429 for the rest of the day': {
    answer: [
      {
        do: 'fail',
        status: 429,
        rpc: 'RESOURCE_EXHAUSTED',
        message: 'Quota exceeded for metric: requests per day',
        retry_info: '40000s',
      },
    ],
    ends: 'quota',
    text: '',
    seen: {
      says: /quota of this API key is used up/,
      counts: /You can try again in \d+ h \d+ min/,
      remedies: ['Choose another model', 'Set API key'],
    },
  },
  'a bad key': { answer: [{ do: 'bad_key' }], ends: 'bad_key', text: '' },
  'HTML from a proxy': {
    answer: [{ do: 'html_502' }],
    ends: 'unavailable',
    text: '',
    seen: { says: /problem on its side/, remedies: ['Try again', 'Show log'] },
  },
  'JSON instead of a stream': {
    answer: [{ do: 'json_instead_of_sse' }, hello],
    ends: 'wrong_server',
    text: '',
    seen: { says: /not the Gemini API/, remedies: ['Open settings', 'Try again'] },
  },
  overload: { answer: [{ do: 'overload' }], times: 1, text: 'next', seen: { shows: /Retrying/ } },
  'the retired schema': {
    answer: [{ do: 'retired_schema' }],
    ends: 'retired_schema',
    text: '',
    seen: { says: /schema retired in June 2026/, remedies: ['Open settings'] },
  },
  'a huge signature': { answer: [{ do: 'think', signature_bytes: 3000000 }, hello], seen: {} },
  'incomplete without steps': {
    answer: [{ do: 'no_thought' }, { do: 'status', status: 'incomplete' }],
    ends: 'incomplete',
    text: '',
    seen: { says: /stopped at a limit/, remedies: ['Continue'] },
  },
  'budget exceeded': {
    answer: [half, { do: 'status', status: 'budget_exceeded' }],
    ends: 'budget',
    text: 'Half an answer',
    seen: { says: /token budget/, remedies: ['Continue'], keeps: 'Half an answer' },
  },
  'a failed interaction': {
    answer: [{ do: 'status', status: 'failed', errors: [{ code: 'safety', message: 'blocked' }] }],
    ends: 'blocked',
    text: '',
    seen: { says: /safety filters/, remedies: ['Try again', 'Choose another model', 'Start a new session'] },
  },
  'an answer that is empty': {
    answer: [],
    ends: 'malformed_answer',
    text: '',
    seen: { says: /empty answer|damaged/, remedies: ['Try again'] },
  },
  'a continuation': {
    answer: [half, { do: 'status', status: 'requires_continuation', continuation_token: 'k' }],
    outcome: 'asking',
    text: 'Half an answer',
  },
  'a cut at byte 700': {
    answer: [hello, { do: 'cut_at_byte', n: 700 }],
    ends: 'interrupted',
    seen: { says: /ended before the answer was complete/, remedies: ['Try again', 'Continue', 'Show log'] },
  },
  'an unknown model': {
    answer: [{ do: 'fail', status: 404, code: 'model_not_found', message: 'no such model' }],
    ends: 'model_not_found',
    text: '',
    seen: { says: /no model gemini-3\.8-flash/, remedies: ['Choose another model'] },
  },
  'no permission': {
    answer: [{ do: 'fail', status: 403, code: 'permission_denied', message: 'API disabled' }],
    ends: 'forbidden',
    text: '',
    seen: { says: /may not do that/, remedies: ['Set API key', 'Choose another model'] },
  },
  'no quota without billing': {
    answer: [{ do: 'fail', status: 402, code: 'payment_required', message: 'billing' }],
    ends: 'payment',
    text: '',
    seen: { says: /needs billing/, remedies: ['Choose another model', 'Set API key'] },
  },
  'a request refused': {
    answer: [{ do: 'fail', status: 400, code: 'invalid_request', message: 'Something is wrong.' }],
    ends: 'invalid_request',
    text: '',
    seen: { says: /refused the request/, remedies: ['Show log', 'Start a new session'] },
  },
};
