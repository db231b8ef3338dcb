// A request and the scenarios in, the one that answers out.

import type { IncomingHttpHeaders } from 'node:http';
import type { Match, Operation, Scenario } from './scenario.ts';
import type { StepJson } from './validate/chain.ts';
import type { CreateRequest } from './validate/request.ts';

/** What scenarios are matched on. `request` is absent but for creates. */
export interface Asked {
  readonly operation: Operation;
  readonly headers: IncomingHttpHeaders;
  readonly nth: number;
  readonly request?: CreateRequest;
}

/** The scenarios of an emulator, with how often each has answered. */
export class Repertoire {
  #scenarios: readonly Scenario[] = [];
  readonly #played = new Map<Scenario, number>();
  readonly #asked = new Map<Operation, number>();

  use(scenarios: readonly Scenario[]): void {
    this.#scenarios = scenarios;
    this.reset();
  }

  reset(): void {
    this.#played.clear();
    this.#asked.clear();
  }

  /** Counts the request, and the answer when there is one. */
  choose(operation: Operation, headers: IncomingHttpHeaders, request?: CreateRequest): Scenario | undefined {
    const nth = (this.#asked.get(operation) ?? 0) + 1;
    this.#asked.set(operation, nth);
    const asked: Asked = { operation, headers, nth, ...(request && { request }) };
    const scenario = this.#scenarios.find(
      (one) =>
        (this.#played.get(one) ?? 0) < (one.times ?? Number.POSITIVE_INFINITY) && matches(one.match ?? {}, asked),
    );
    if (scenario) this.#played.set(scenario, (this.#played.get(scenario) ?? 0) + 1);
    return scenario;
  }
}

export function matches(match: Match, { operation, headers, nth, request }: Asked): boolean {
  if ((match.operation ?? 'create') !== operation) return false;
  if (match.nth !== undefined && match.nth !== nth) return false;
  const wanted = Object.entries(match.header ?? {});
  if (!wanted.every(([name, pattern]) => like(pattern, String(headers[name.toLowerCase()] ?? '')))) return false;
  return request ? matchesRequest(match, request) : true;
}

function matchesRequest(match: Match, request: CreateRequest): boolean {
  const results = resultsOf(request.input);
  if (match.prompt !== undefined && match.tool_result === undefined && results.length > 0) return false;
  return (
    likeIf(match.prompt, newestPrompt(request.timeline)) &&
    likeIf(match.model, request.model ?? '') &&
    likeIf(match.agent, request.agent ?? '') &&
    likeIf(match.system, request.system ?? '') &&
    same(match.planning, request.planning) &&
    same(match.previous, request.previous !== undefined) &&
    same(match.stream, request.stream) &&
    same(match.background, request.background) &&
    same(match.store, request.store) &&
    continues(match.continuation, request.continuationToken) &&
    (match.tool_result === undefined || results.some((result) => isResult(match.tool_result!, result, request)))
  );
}

const like = (pattern: string, value: string): boolean => new RegExp(pattern, 'is').test(value);
const likeIf = (pattern: string | undefined, value: string): boolean => pattern === undefined || like(pattern, value);
const same = (wanted: boolean | undefined, is: boolean): boolean => wanted === undefined || wanted === is;

function continues(wanted: boolean | string | undefined, token: string | undefined): boolean {
  return typeof wanted === 'string' ? wanted === token : same(wanted, token !== undefined);
}

function isResult(wanted: NonNullable<Match['tool_result']>, result: StepJson, { timeline }: CreateRequest): boolean {
  const {
    name,
    result: text,
    is_error: failed,
  } = typeof wanted === 'string'
    ? ({ name: wanted } as { name?: string; result?: string; is_error?: boolean })
    : wanted;
  const call = timeline.find(({ type, id }) => type === 'function_call' && id === result.call_id);
  return (
    likeIf(name, String(call?.name ?? result.name ?? '')) &&
    likeIf(text, resultText(result)) &&
    same(failed, result.is_error === true)
  );
}

/** The results this request brings: those after the newest step that a model made. */
export function resultsOf(input: readonly StepJson[]): readonly StepJson[] {
  const made = input.findLastIndex(({ type }) => type !== 'function_result' && type !== 'user_input');
  return input.slice(made + 1).filter(({ type }) => type === 'function_result');
}

/** The text of a function_result in any of its forms. */
export function resultText({ result }: StepJson): string {
  if (typeof result === 'string') return result;
  return Array.isArray(result) ? textOf(result) : JSON.stringify(result);
}

/** All text of the newest user_input. */
export function newestPrompt(timeline: readonly StepJson[]): string {
  return textOf(timeline.findLast(({ type }) => type === 'user_input')?.content);
}

function textOf(content: unknown): string {
  const parts = Array.isArray(content) ? (content as readonly { type?: string; text?: string }[]) : [];
  return parts
    .filter(({ type }) => type === 'text')
    .map(({ text }) => text)
    .join('\n');
}
