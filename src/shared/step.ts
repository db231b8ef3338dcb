// The Interactions API's own words for what an interaction holds, as plain JSON; kept as they are, unknown kinds and fields included.

/** Status of an interaction (contract section 7). The set is open: an unknown one is shown as failed and its steps are kept. */
export type Status =
  | 'queued'
  | 'in_progress'
  | 'requires_action'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'incomplete'
  | 'budget_exceeded'
  | 'requires_continuation'
  | (string & {});

export interface Annotation {
  readonly type: string;
  readonly url?: string;
  readonly title?: string;
  /** UTF-8 byte offsets into the concatenated text of the step, end exclusive. */
  readonly start_index?: number;
  readonly end_index?: number;
  readonly [field: string]: unknown;
}

/** `text` is a string on the wire; in a fold it is a StreamText, which becomes a string again in JSON. */
export interface TextContent<Text = string> {
  readonly type: 'text';
  readonly text: Text;
  readonly annotations?: readonly Annotation[];
}

export interface MediaContent {
  readonly type: 'image' | 'audio' | 'video' | 'document';
  readonly mime_type?: string;
  /** Base64 without a data-URL prefix. */
  readonly data?: string;
  readonly uri?: string;
  readonly [field: string]: unknown;
}

export type Content<Text = string> = TextContent<Text> | MediaContent;

export interface UserInput {
  readonly type: 'user_input';
  readonly content: readonly Content[];
}

export interface ModelOutput<Text = string> {
  readonly type: 'model_output';
  readonly content?: readonly Content<Text>[];
  readonly error?: { readonly code?: string; readonly message?: string };
}

export interface Thought<Text = string> {
  readonly type: 'thought';
  readonly signature?: string;
  readonly summary?: readonly Content<Text>[];
}

export interface FunctionCall {
  readonly type: 'function_call';
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly signature?: string;
}

export interface FunctionResult {
  readonly type: 'function_result';
  readonly call_id: string;
  readonly name: string;
  readonly result: string | readonly Content[];
  readonly is_error?: boolean;
}

/** Any other kind: server-side tools (`google_search_call` …) and kinds that did not exist when this was written. */
export interface OtherStep {
  readonly type: string & {};
  readonly [field: string]: unknown;
}

export type Step<Text = string> =
  | UserInput
  | ModelOutput<Text>
  | Thought<Text>
  | FunctionCall
  | FunctionResult
  | OtherStep;

/** One `step.delta` payload, raw. `type` may be missing (then it is inferred from the keys). */
export interface Delta {
  readonly type?: string;
  readonly [field: string]: unknown;
}

/** Token counts as the API sends them; any may be missing. total = input + output + thought + tool use; cached is informational. */
export interface Usage {
  readonly total_tokens?: number;
  readonly total_input_tokens?: number;
  readonly total_output_tokens?: number;
  readonly total_thought_tokens?: number;
  readonly total_tool_use_tokens?: number;
  readonly total_cached_tokens?: number;
  readonly [field: string]: unknown;
}

export function isStep<T extends Step['type']>(step: Step, type: T): step is Extract<Step, { type: T }> {
  return step.type === type;
}
