// The words scenarios are written in: what a request must look like, and what the emulator does in answer. Data only; JSON files hold the same.

/** What is asked of the emulator. All but `create` may only be answered by actions that come before a stream. */
export type Operation = 'create' | 'get' | 'resume' | 'cancel' | 'delete' | 'models' | 'files' | 'upload' | 'stores';

/** Every given field must hold. Texts are regular expressions (flags `is`). */
export interface Match {
  /** Default `create`. */
  readonly operation?: Operation;
  /**
   * The newest user_input text of the whole chain. A request that answers calls is matched by a scenario with `prompt` only if it has
   * `tool_result` too, so that one prompt can have one scenario for the question and others for its results.
   */
  readonly prompt?: string;
  /** This request answers a call: a text is matched on the tool's name. */
  readonly tool_result?: string | { readonly name?: string; readonly result?: string; readonly is_error?: boolean };
  /** Whether `previous_interaction_id` is sent. */
  readonly previous?: boolean;
  readonly model?: string;
  readonly agent?: string;
  /** Whether an agent is asked for a plan to agree on. */
  readonly planning?: boolean;
  /** Whether, or with which token, this is a continuation hop. */
  readonly continuation?: boolean | string;
  /** The how-manieth request of this operation since the start or `reset`, from 1. */
  readonly nth?: number;
  readonly header?: Readonly<Record<string, string>>;
  readonly stream?: boolean;
  readonly background?: boolean;
  readonly store?: boolean;
  readonly system?: string;
}

export interface Scenario {
  readonly name: string;
  /** Absent: matches every create. The first scenario that matches answers. */
  readonly match?: Match;
  readonly answer: readonly Action[];
  /** How often it may answer; absent: always. */
  readonly times?: number;
}

type Json = Readonly<Record<string, unknown>>;

/** Actions that are a word and nothing more, one member of the union for each. */
type Word<D extends string> = D extends string ? { readonly do: D } : never;

/** Pace of a text: `chunk` characters a delta (all at once when absent), `delay` ms before each. */
interface Pace {
  readonly chunk?: number;
  readonly delay?: number;
}

export interface Picture {
  readonly type: 'image' | 'audio' | 'video' | 'document';
  readonly mime_type?: string;
  /** Base64. Without it: a tiny picture, or `bytes` of filler. */
  readonly data?: string;
  readonly bytes?: number;
  readonly uri?: string;
  /** Of a sound. */
  readonly sample_rate?: number;
  readonly channels?: number;
}

export interface Speech extends Pace {
  readonly text: string;
  /** Says the text this many times over. */
  readonly repeat?: number;
  readonly annotations?: readonly Json[];
  /** Text that `step.start` already carries. */
  readonly start?: string;
}

/** What becomes steps and events of the answer, in order. */
export type ContentAction =
  | ({ readonly do: 'say' } & Speech)
  /** One model_output of several parts: text and media interleaved. */
  | { readonly do: 'message'; readonly parts: readonly (Speech | Picture)[] }
  /**
   * A thought. Summaries are sent only if the request asks for them (`always` overrides). `signature` null: none at all; absent: one is made,
   * `signature_bytes` long.
   */
  | ({
      readonly do: 'think';
      readonly summary?: string | readonly string[];
      readonly always?: boolean;
      readonly signature?: string | null;
      readonly signature_bytes?: number;
    } & Pace)
  /**
   * A function call; several in a row are parallel. `split`: characters of argument JSON a delta. `text`: raw argument text instead (may be
   * no JSON). `in_start`: arguments come whole in step.start. `undeclared`: the model makes the tool up.
   */
  | {
      readonly do: 'call';
      readonly name: string;
      readonly arguments?: Json;
      readonly id?: string;
      readonly split?: number;
      readonly delay?: number;
      readonly text?: string;
      readonly in_start?: boolean;
      readonly undeclared?: boolean;
    }
  | { readonly do: 'search'; readonly queries: readonly string[]; readonly suggestions?: readonly string[] }
  | { readonly do: 'code_execution'; readonly code: string; readonly result: string; readonly is_error?: boolean }
  | { readonly do: 'url_context'; readonly urls: readonly string[]; readonly status?: string }
  | ({ readonly do: 'image' } & Omit<Picture, 'type'>)
  | ({ readonly do: 'media' } & Picture)
  /** Any step: its skeleton, its deltas, and whether it is stopped. `index`: out of order. */
  | {
      readonly do: 'step';
      readonly step: Json;
      readonly deltas?: readonly Json[];
      readonly start?: boolean;
      readonly stop?: boolean;
      readonly index?: number;
    }
  /** An event or a piece of the stream as it is. In an event `"$id"` and `"$index"` stand for the interaction's id and the newest index. */
  | { readonly do: 'raw'; readonly event?: Json; readonly text?: string }
  /** Nothing happens for `ms`, or for ever. */
  | { readonly do: 'stall'; readonly ms?: number }
  /** The connection is reset; ends in an orderly way; stays open in silence. The interaction itself goes on at the server. */
  | Word<'drop' | 'eof' | 'hang'>
  /** An error event ends the stream. `empty`: `{}`. `done`: the done frame follows. In a unary answer an HTTP error with `status`. */
  | {
      readonly do: 'error';
      readonly code?: string;
      readonly message?: string;
      readonly empty?: boolean;
      readonly done?: boolean;
      readonly status?: number;
    }
  | { readonly do: 'overload' }
  /** A status_update with a continuation token in mid-answer. */
  | { readonly do: 'checkpoint'; readonly token: string };

/** What replaces the answer as a whole. */
export type HttpAction =
  /** An HTTP error. `body` as it is, or made of code and message; `array` wraps it; `rpc` makes it the gateway's shape. */
  | {
      readonly do: 'fail';
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly rpc?: string;
      readonly array?: boolean;
      readonly retry_info?: string;
      readonly retry_after?: number | string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  | Word<'html_502' | 'bad_key' | 'json_instead_of_sse'>
  /** The stream a server of before June 2026 would send. */
  | { readonly do: 'retired_schema'; readonly text?: string }
  /** The reply's headers wait for `ms`, or for ever. */
  | { readonly do: 'delay_headers'; readonly ms?: number };

/**
 * How the stream is carried and how it ends. Their place in the list does not matter. `typeless`: no delta has a `type`; `typeless_text`: text
 * deltas and summary contents have none, as in the documentation's Deep Research sample.
 */
export type SettingAction =
  | { readonly do: 'usage'; readonly usage: Json }
  | {
      readonly do: 'status';
      readonly status: string;
      readonly continuation_token?: string;
      readonly errors?: readonly Json[];
    }
  | Word<
      | 'no_usage'
      | 'no_thought'
      | 'no_done'
      | 'typeless'
      | 'typeless_text'
      | 'calls_but_completed'
      | 'late_status_update'
      | 'steps_in_completed'
      | 'sparse_event_ids'
      | 'cancel_by_update'
      | 'crlf'
      | 'comments'
    >
  /** The connection closes after `n` bytes of the body; the body arrives in pieces of `n` bytes. */
  | { readonly do: 'cut_at_byte'; readonly n: number }
  | { readonly do: 'split_bytes'; readonly n: number };

export type Action = ContentAction | HttpAction | SettingAction;

const contentWords = [
  'say',
  'message',
  'think',
  'call',
  'search',
  'code_execution',
  'url_context',
  'image',
  'media',
  'step',
  'raw',
  'stall',
  'drop',
  'eof',
  'hang',
  'error',
  'overload',
  'checkpoint',
] as const satisfies readonly ContentAction['do'][];

const httpWords = [
  'fail',
  'html_502',
  'bad_key',
  'json_instead_of_sse',
  'retired_schema',
  'delay_headers',
] as const satisfies readonly HttpAction['do'][];

const settingWords = [
  'usage',
  'status',
  'no_usage',
  'no_thought',
  'no_done',
  'typeless',
  'typeless_text',
  'calls_but_completed',
  'late_status_update',
  'steps_in_completed',
  'sparse_event_ids',
  'cancel_by_update',
  'crlf',
  'comments',
  'cut_at_byte',
  'split_bytes',
] as const satisfies readonly SettingAction['do'][];

const among = (words: readonly string[], word: unknown): boolean => words.includes(word as string);

export const isContentAction = (action: Action): action is ContentAction => among(contentWords, action.do);

/** Throws an Error that says what is wrong with a scenario read from a file. */
export function checkScenario(value: unknown, from: string): asserts value is Scenario {
  const { name, answer, match } = (value ?? {}) as Partial<Scenario>;
  if (typeof name !== 'string') throw new Error(`${from}: a scenario needs a name`);
  if (!Array.isArray(answer)) throw new Error(`${from}: scenario "${name}" needs an answer, a list of actions`);
  for (const action of answer as readonly Action[]) {
    if (!among([...contentWords, ...httpWords, ...settingWords], action?.do)) {
      throw new Error(`${from}: scenario "${name}" has an unknown action: ${JSON.stringify(action)}`);
    }
  }
  for (const pattern of [match?.prompt, match?.system, match?.model]) if (pattern !== undefined) new RegExp(pattern);
}
