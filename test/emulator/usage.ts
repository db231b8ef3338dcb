// A request and the steps that answered it in, token counts out: about four characters a token, summed as the service sums (contract section 9).

import type { StepJson } from './validate/chain.ts';
import type { CreateRequest } from './validate/request.ts';

export type Usage = Readonly<Record<string, unknown>>;

const tokens = (value: unknown): number =>
  Math.ceil((typeof value === 'string' ? value : JSON.stringify(value)).length / 4);

/** The earlier turns of a stored chain are not counted as input: so it was recorded. */
export function countTokens(request: CreateRequest, steps: readonly StepJson[]): Usage {
  const input = tokens(request.input) + tokens(request.system ?? '') + tokens(request.tools);
  const of = (types: readonly string[]): number =>
    steps.filter(({ type }) => types.includes(type)).reduce((sum, step) => sum + tokens(withoutBulk(step)), 0);
  const output = of(['model_output', 'function_call']);
  const thought = of(['thought']);
  const searches = steps.filter(({ type }) => type === 'google_search_call').length;
  const tool = searches * 50;
  return {
    total_tokens: input + output + thought + tool,
    total_input_tokens: input,
    input_tokens_by_modality: [{ modality: 'text', tokens: input }],
    total_cached_tokens: 0,
    total_output_tokens: output,
    total_tool_use_tokens: tool,
    total_thought_tokens: thought,
    ...(searches > 0 && { grounding_tool_count: [{ type: 'google_search', count: searches }] }),
  };
}

function withoutBulk({ signature: _, content, ...rest }: StepJson): unknown {
  const parts = (content as readonly { data?: string }[] | undefined)?.map(({ data: _data, ...part }) => part);
  return parts ? { ...rest, content: parts } : rest;
}
