// A request and what its prompt asks for in, the request that asks the service for it out.

import type { Output } from '../shared/output.ts';
import type { InteractionRequest } from './ports.ts';

/** Models that make pictures take no functions and no tools of ours: nothing of them goes along. A text stays what it was. */
export function withOutput(request: InteractionRequest, output: Output | undefined): InteractionRequest {
  if (!output) return request;
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
