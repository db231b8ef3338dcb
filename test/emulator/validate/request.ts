// The JSON body of a create request in, the request as the emulator understands it out, or a Refusal thrown (contract section 16, 2 to 12).

import { agents, findModel, isBeforeGemini3 } from '../models.ts';
import { invalid, invalidAt, notFound, refuse } from '../refusal.ts';
import { checkCalls, checkResults, checkSignatures, type IssuedCall, type StepJson } from './chain.ts';
import { checkSteps } from './computerUse.ts';
import { agentConfig, checkGeneration, generationConfig, responseFormat } from './config.ts';
import { checkMedia } from './content.ts';
import { checkLegacy, readInput } from './input.ts';
import { checkPicture } from './picture.ts';
import {
  anything,
  filled,
  flag,
  isObject,
  type Json,
  list,
  mapOf,
  object,
  shape,
  text,
  textOr,
  words,
} from './shape.ts';
import { checkSpeech } from './speech.ts';
import { tools } from './tools.ts';

/** An interaction a request may continue. `timeline`: every step from the root of the chain to its own last one. */
export interface Previous {
  readonly id: string;
  readonly root: string;
  readonly status: string;
  readonly timeline: readonly StepJson[];
  readonly continuationToken?: string;
}

/** What validation has to ask the emulator's memory. */
export interface Memory {
  /** Undefined for an id that is unknown, deleted, expired or was not stored. */
  previous(id: string): Previous | undefined;
  call(id: string): IssuedCall | undefined;
  isToken(token: string): boolean;
  readonly stepTypes: ReadonlySet<string>;
}

export interface CreateRequest {
  readonly model?: string;
  readonly agent?: string;
  /** Steps of this request only. */
  readonly input: readonly StepJson[];
  /** Steps of the whole chain, `input` included. */
  readonly timeline: readonly StepJson[];
  readonly previous?: Previous;
  readonly store: boolean;
  readonly background: boolean;
  readonly stream: boolean;
  readonly tools: readonly Json[];
  readonly system?: string;
  readonly generation: Json;
  /** A plan is wanted to agree on, instead of the research. */
  readonly planning: boolean;
  /** Thought summaries were asked for. */
  readonly summaries: boolean;
  readonly tier: string;
  /** What the answer is to be, where it is not just text. */
  readonly format?: Json;
  readonly continuationToken?: string;
}

const body = shape({
  model: filled,
  agent: filled,
  input: anything,
  previous_interaction_id: text,
  store: flag,
  background: flag,
  stream: flag,
  system_instruction: text,
  tools,
  generation_config: generationConfig,
  response_format: responseFormat,
  agent_config: agentConfig,
  service_tier: words('flex', 'standard', 'priority', 'deferred'),
  safety_settings: list(object),
  labels: mapOf(text),
  webhook_config: shape({ uris: list(filled), user_metadata: object }),
  environment: textOr(object),
  continuation_token: filled,
  response_mime_type: text,
  response_modalities: list(text),
  cached_content: text,
});

export function readRequest(value: unknown, memory: Memory): CreateRequest {
  if (!isObject(value)) throw invalid('Invalid JSON payload received. The body must be an object.');
  checkLegacy(value.input);
  body(value, '');
  checkTarget(value);
  checkModes(value);
  const input = inputOf(value, memory);
  const previous = previousOf(value, memory);
  const timeline = [...(previous?.timeline ?? []), ...input];
  if (previous?.status !== 'requires_continuation') checkCalls(timeline);
  checkSteps(timeline);
  if (value.model) {
    checkGeneration(value.generation_config, value.model as string);
    checkResults(input, value.model as string);
    checkMedia(input, value.model as string);
    checkSpeech(value, input);
    checkPicture(value);
    checkMix((value.tools ?? []) as readonly Json[], value.model as string);
    checkSignatures(input, value.model as string, memory.call);
  }
  return understood(value, { input, timeline, ...(previous && { previous }) });
}

function checkTarget({ model, agent, generation_config, agent_config }: Json): void {
  if ((model === undefined) === (agent === undefined)) {
    throw invalid("Exactly one of 'model' or 'agent' must be specified.");
  }
  if (agent !== undefined && generation_config !== undefined) {
    throw invalid("'generation_config' cannot be used with 'agent'. Use 'agent_config'.");
  }
  if (model !== undefined && agent_config !== undefined) throw invalid("'agent_config' cannot be used with 'model'.");
  const name = String(model ?? agent);
  const known = model === undefined ? agents.includes(name) : findModel(name) !== undefined;
  if (!known) throw refuse(404, 'model_not_found', `Model '${name}' was not found.`);
}

/** From Gemini 3 on functions and the service's own tools go together; before they did not (contract section 3.2). */
function checkMix(declared: readonly Json[], model: string): void {
  const own = declared.filter(({ type }) => type !== 'function').map(({ type }) => String(type));
  if (!isBeforeGemini3(model) || own.length === 0 || own.length === declared.length) return;
  throw invalid(`Built-in tools ({${own.join(', ')}}) and Function Calling cannot be combined in the same request.`);
}

function checkModes(value: Json): void {
  const { background, store, agent, system_instruction, tools: declared, safety_settings, cached_content } = value;
  if (background === true && store === false) throw invalid('store=true is required for background interactions');
  if (agent !== undefined && background !== true) throw invalid('background=true is required for agent interactions.');
  if (safety_settings !== undefined) throw invalid("'safety_settings' is not supported.");
  if (cached_content !== undefined) throw invalid("'cached_content' is not supported.");
  if (!String(agent ?? '').startsWith('deep-research')) return;
  if (system_instruction !== undefined) throw invalid("'system_instruction' is not supported for this agent.");
  if (value.response_format !== undefined) throw invalid("'response_format' is not supported for this agent.");
  if ((declared as readonly Json[] | undefined)?.some(({ type }) => type === 'function')) {
    throw invalid('Custom functions are not supported for this agent.');
  }
}

function inputOf(value: Json, memory: Memory): readonly StepJson[] {
  const token = value.continuation_token as string | undefined;
  if (token !== undefined && !memory.isToken(token)) throw invalidAt('continuation_token');
  if (value.input !== undefined) return readInput(value.input, memory.stepTypes);
  if (token === undefined) throw invalid("Missing required parameter 'input'.");
  if (value.previous_interaction_id === undefined) {
    throw invalid("A continuation without 'previous_interaction_id' needs the original 'input'.");
  }
  return [];
}

function previousOf(value: Json, memory: Memory): Previous | undefined {
  const id = value.previous_interaction_id as string | undefined;
  if (id === undefined) return undefined;
  const previous = memory.previous(id);
  if (!previous) throw notFound(id);
  if (['in_progress', 'queued', 'failed'].includes(previous.status)) {
    throw refuse(400, 'failed_precondition', `Interaction '${id}' is ${previous.status} and cannot be continued.`);
  }
  return previous;
}

function understood(
  value: Json,
  steps: Pick<CreateRequest, 'input' | 'timeline'> & { readonly previous?: Previous },
): CreateRequest {
  const generation = (value.generation_config ?? {}) as Json;
  const agent = (value.agent_config ?? {}) as Json;
  return {
    ...steps,
    ...(value.model !== undefined && { model: value.model as string }),
    ...(value.agent !== undefined && { agent: value.agent as string }),
    ...(value.system_instruction !== undefined && { system: value.system_instruction as string }),
    ...(value.continuation_token !== undefined && { continuationToken: value.continuation_token as string }),
    ...(isObject(value.response_format) && { format: value.response_format }),
    store: value.store !== false,
    background: value.background === true,
    stream: value.stream === true,
    tools: (value.tools ?? []) as readonly Json[],
    generation,
    planning: agent.collaborative_planning === true,
    summaries: (generation.thinking_summaries ?? agent.thinking_summaries) === 'auto',
    tier: (value.service_tier as string | undefined) ?? 'standard',
  };
}
