// A request and what its prompt asks for in, the request that asks the service for it out.

import type { Output, ResearchOutput } from '../shared/output.ts';
import type { InteractionRequest } from './ports.ts';

/** Models that make pictures take no functions and no tools of ours: nothing of them goes along. A text stays what it was. */
export function withOutput(request: InteractionRequest, output: Output | undefined): InteractionRequest {
  if (!output) return request;
  if (output.type === 'research') return research(request, output);
  const { aspectRatio, size } = output;
  return {
    ...request,
    tools: [],
    generationConfig: {},
    systemInstruction: undefined,
    responseFormat: {
      type: 'image',
      ...(aspectRatio ? { aspect_ratio: aspectRatio } : {}),
      ...(size ? { image_size: size } : {}),
    },
  };
}

/** The agent refuses functions, a format and a system instruction (contract section 3.5); it works in the background alone, and has its own price. */
function research(
  request: InteractionRequest,
  { plan = false, pictures = true, summaries = true }: ResearchOutput,
): InteractionRequest {
  return {
    ...request,
    tools: [],
    generationConfig: undefined,
    systemInstruction: undefined,
    serviceTier: undefined,
    background: true,
    agentConfig: {
      type: 'deep-research',
      thinking_summaries: summaries ? 'auto' : 'none',
      visualization: pictures ? 'auto' : 'off',
      collaborative_planning: plan,
    },
  };
}
