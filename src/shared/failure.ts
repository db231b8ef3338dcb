// A failure a person sees: what happened, in words, and what can be done next. The catalogue that makes them is gemini/failure.ts.

export type FailureKind =
  | 'no_key'
  | 'bad_key'
  | 'forbidden'
  | 'payment'
  | 'region'
  | 'rate_limit'
  | 'quota'
  | 'overloaded'
  | 'unavailable'
  | 'timeout'
  | 'offline'
  | 'interrupted'
  | 'unknown_outcome'
  | 'invalid_request'
  | 'not_supported'
  | 'model_not_found'
  | 'chain_lost'
  | 'conflict'
  | 'too_large'
  | 'blocked'
  | 'malformed_answer'
  | 'retired_schema'
  | 'wrong_server'
  | 'incomplete'
  | 'budget'
  | 'continuation'
  | 'storage'
  | 'internal';

/** What the person can do next; the page makes a button of each but `wait`, which it shows as a countdown. */
export type Remedy =
  | { readonly do: 'set_key' }
  /** A tool that Google runs, by the name it is switched on by. */
  | { readonly do: 'drop_tool'; readonly tool: string }
  | { readonly do: 'retry' }
  | {
      readonly do: 'wait' /** Unix ms at which the turn goes on by itself or can be retried. */;
      readonly until: number;
    }
  | { readonly do: 'other_model' }
  | { readonly do: 'continue' }
  | { readonly do: 'new_session' }
  | { readonly do: 'open_settings' }
  | { readonly do: 'show_log' };

export interface Failure {
  readonly kind: FailureKind;
  /** One or two sentences a person understands; localised by the host. */
  readonly text: string;
  /** The service's own words, when there are any. Never holds a key. */
  readonly detail?: string;
  readonly status?: number;
  readonly remedies: readonly Remedy[];
}
