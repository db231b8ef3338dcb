// An InteractionRequest in, the body of POST interactions out: the only place that writes the API's snake_case.

import type { InteractionRequest } from '../agent/ports.ts';
import type { Step } from '../shared/step.ts';

/** What a body may differ in between two sends of one request. */
export interface Variation {
  /** The service refused the level: leave it to the model. */
  readonly withoutThinkingLevel?: boolean;
  /** A further hop of a long answer (contract section 8). `id`: the hop that gave the token; absent when it is not stored. */
  readonly hop?: { readonly token: string; readonly id?: string };
}

/** Fields the service takes on a step of the input; any other is a 400 that would end the conversation. A step kind not listed goes as it is. */
const legalFields: Readonly<Record<string, readonly string[]>> = {
  user_input: ['content'],
  model_output: ['content', 'error'],
  thought: ['signature', 'summary'],
  function_call: ['id', 'name', 'arguments', 'signature'],
  function_result: ['call_id', 'name', 'result', 'is_error'],
  google_search_call: ['id', 'arguments', 'search_type', 'signature'],
  google_search_result: ['call_id', 'result', 'is_error', 'signature'],
  code_execution_call: ['id', 'arguments', 'signature'],
  code_execution_result: ['call_id', 'result', 'is_error', 'signature'],
  url_context_call: ['id', 'arguments', 'signature'],
  url_context_result: ['call_id', 'result', 'is_error', 'signature'],
  google_maps_call: ['id', 'arguments', 'signature'],
  google_maps_result: ['call_id', 'result', 'signature'],
  file_search_call: ['id', 'signature'],
  file_search_result: ['call_id', 'signature'],
  mcp_server_tool_call: ['id', 'name', 'server_name', 'arguments'],
  mcp_server_tool_result: ['call_id', 'name', 'server_name', 'result'],
  processing_call: ['id', 'signature'],
  processing_result: ['call_id', 'signature'],
};

/** Tools, system instruction, generation config and response format are in every body: a chain inherits none of them (contract section 3.6). */
export function toBody(
  request: InteractionRequest,
  { withoutThinkingLevel, hop }: Variation = {},
): Record<string, unknown> {
  const { model, store, background, systemInstruction, tools, responseFormat, serviceTier } = request;
  const previous = hop?.id ?? request.previousInteractionId;
  const { agentConfig } = request;
  return defined({
    ...(agentConfig ? { agent: model, agent_config: agentConfig } : { model }),
    system_instruction: systemInstruction,
    tools: tools.length > 0 ? tools : undefined,
    generation_config: generationConfig(request, withoutThinkingLevel),
    response_format: responseFormat,
    input: hop?.id ? undefined : toInput(request.input),
    previous_interaction_id: previous,
    continuation_token: hop?.token,
    store,
    background: background || undefined,
    service_tier: serviceTier,
    stream: true,
  });
}

/** Steps as the service sent them, signatures untouched, without what it is known to refuse (contract section 12). */
export function toInput(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step) => !isUnsignedThought(step)).map(withLegalFields);
}

/** A summary without its signature is refused on replay. */
function isUnsignedThought(step: Step): boolean {
  const { type, signature, summary } = step as { type: string; signature?: unknown; summary?: unknown };
  return type === 'thought' && !signature && Array.isArray(summary) && summary.length > 0;
}

function withLegalFields(step: Step): Step {
  const legal = legalFields[step.type];
  if (!legal) return step;
  const fields = Object.entries(step).filter(
    ([name, value]) => name === 'type' || (legal.includes(name) && !isEmptySignature(name, value)),
  );
  return fields.length === Object.keys(step).length ? step : (Object.fromEntries(fields) as unknown as Step);
}

/** Streams start a call with `signature: ""`, which says nothing and is no field of the documented input. */
function isEmptySignature(name: string, value: unknown): boolean {
  return name === 'signature' && value === '';
}

function generationConfig({ generationConfig: config }: InteractionRequest, withoutThinkingLevel?: boolean) {
  if (!config) return undefined;
  const fields = defined({
    max_output_tokens: config.maxOutputTokens,
    thinking_level: withoutThinkingLevel ? undefined : config.thinkingLevel,
    thinking_summaries: config.thinkingSummaries,
    tool_choice: config.toolChoice,
    seed: config.seed,
    stop_sequences: config.stopSequences,
    speech_config: config.speechConfig,
  });
  return Object.keys(fields).length > 0 ? fields : undefined;
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
