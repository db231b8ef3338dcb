// A scenario's list of actions in, sorted out: what is answered instead of a stream, how it is carried, what is said, how it ends.

import { badKey, gatewayBody, Refusal, refuse } from './refusal.ts';
import { type Action, type ContentAction, type HttpAction, isContentAction } from './scenario.ts';
import { predefined } from './validate/computerUse.ts';
import type { CreateRequest } from './validate/request.ts';

type Json = Readonly<Record<string, unknown>>;

/** How bytes travel. */
export interface Carriage {
  readonly split?: number;
  readonly cut?: number;
  readonly crlf: boolean;
  readonly comments: boolean;
}

export interface Plan {
  readonly failure?: Refusal;
  /** Ms before the headers. */
  readonly hold?: number;
  readonly asJson: boolean;
  /** Text of a stream in the schema removed in June 2026. */
  readonly retired?: string;
  readonly carriage: Carriage;
  readonly content: readonly ContentAction[];
  readonly status?: string;
  readonly continuationToken?: string;
  readonly errors?: readonly Json[];
  readonly usage?: Json;
  /** Switches that are on. */
  readonly on: ReadonlySet<string>;
}

export function planOf(actions: readonly Action[]): Plan {
  const on = new Set<string>(actions.filter((action) => !isContentAction(action)).map((action) => action.do));
  const first = <D extends Action['do']>(word: D): Extract<Action, { do: D }> | undefined =>
    actions.find((action): action is Extract<Action, { do: D }> => action.do === word);
  const failure = failureOf(actions);
  const held = first('delay_headers');
  const status = first('status');
  const retired = first('retired_schema');
  const [split, cut] = [first('split_bytes'), first('cut_at_byte')];
  return {
    ...(failure && { failure }),
    ...(held && { hold: held.ms ?? Number.POSITIVE_INFINITY }),
    ...(retired && { retired: retired.text ?? 'Hello from the schema of before June 2026.' }),
    ...(status && { status: status.status }),
    ...(status?.continuation_token && { continuationToken: status.continuation_token }),
    ...(status?.errors && { errors: status.errors }),
    ...(first('usage') && { usage: first('usage')!.usage }),
    asJson: on.has('json_instead_of_sse'),
    carriage: {
      ...(split && { split: split.n }),
      ...(cut && { cut: cut.n }),
      crlf: on.has('crlf'),
      comments: on.has('comments'),
    },
    content: withThought(actions.filter(isContentAction), on),
    on,
  };
}

const spoken: readonly string[] = ['say', 'message', 'call', 'image', 'media', 'code_execution', 'url_context'];

/** A thinking model's answer begins with a signed thought, unless the scenario has its own or wants none. */
function withThought(content: readonly ContentAction[], on: ReadonlySet<string>): readonly ContentAction[] {
  const own = on.has('no_thought') || content.some((action) => action.do === 'think');
  const at = content.findIndex((action) => spoken.includes(action.do));
  return own || at < 0 ? content : content.toSpliced(at, 0, { do: 'think' });
}

const isFailure = (action: Action): action is Extract<HttpAction, { do: 'fail' | 'html_502' | 'bad_key' }> =>
  ['fail', 'html_502', 'bad_key'].includes(action.do);

function failureOf(actions: readonly Action[]): Refusal | undefined {
  const action = actions.find(isFailure);
  if (action?.do === 'bad_key') return badKey(true);
  if (action?.do === 'html_502') {
    return new Refusal(502, '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>', {
      'content-type': 'text/html; charset=utf-8',
    });
  }
  return action?.do === 'fail' ? failed(action) : undefined;
}

const codes: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'authentication',
  402: 'payment_required',
  403: 'permission_denied',
  404: 'not_found',
  409: 'aborted',
  429: 'rate_limit_exceeded',
  500: 'api_error',
  501: 'not_implemented',
  503: 'service_unavailable',
  504: 'deadline_exceeded',
};

function failed(action: Extract<HttpAction, { do: 'fail' }>): Refusal {
  const message = action.message ?? `The scenario answers ${action.status}.`;
  const code = action.code ?? codes[action.status] ?? 'api_error';
  const retry = action.retry_info
    ? [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: action.retry_info }]
    : [];
  const rpc = action.rpc ?? (action.retry_info ? 'RESOURCE_EXHAUSTED' : undefined);
  const made = rpc ? gatewayBody(action.status, rpc, message, retry) : { error: { message, code } };
  const body = action.body ?? made;
  return new Refusal(action.status, action.array ? [body] : body, {
    ...(action.retry_after !== undefined && { 'retry-after': String(action.retry_after) }),
    ...action.headers,
  });
}

const serverTools: Readonly<Record<string, string>> = {
  search: 'google_search',
  code_execution: 'code_execution',
  url_context: 'url_context',
};

/**
 * Tools are not inherited along a chain: an answer may only use what this request declares. Throws the scenario's own error (500), which no
 * client should meet: either the scenario is wrong or the client forgot to send its tools again. An agent has the service's tools by itself.
 */
export function checkTools(name: string, { content }: Plan, { tools, agent }: CreateRequest): void {
  const own = tools.filter(({ type }) => type === 'function').map((tool) => String(tool.name));
  const functions = [...own, ...predefined(tools)];
  const types = tools.map(({ type }) => String(type));
  for (const action of content) {
    if (action.do === 'call' && !action.undeclared && !functions.includes(action.name)) {
      throw scenarioError(
        name,
        `calls "${action.name}", which this request does not declare (declared: ${list(functions)})`,
      );
    }
    const needed = agent === undefined ? serverTools[action.do] : undefined;
    if (needed && !types.includes(needed)) {
      throw scenarioError(name, `uses ${needed}, which this request does not declare (declared: ${list(types)})`);
    }
  }
}

const list = (names: readonly string[]): string => names.join(', ') || 'none';

export const scenarioError = (name: string, what: string): Refusal =>
  refuse(500, 'scenario_error', `Emulator: scenario "${name}" ${what}.`);
