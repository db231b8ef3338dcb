// A prompt for a picture: what the request says then, and that a retry and another try ask for the same.

import assert from 'node:assert/strict';
import { withOutput } from '../../../src/agent/output.ts';
import type { InteractionRequest } from '../../../src/agent/ports.ts';

const request: InteractionRequest = {
  model: 'gemini-3-pro-image',
  input: [],
  previousInteractionId: 'v1_before',
  store: true,
  systemInstruction: 'You are in an editor.',
  tools: [{ type: 'google_search' }],
  generationConfig: { thinkingLevel: 'low', thinkingSummaries: 'auto' },
};

describe('what a prompt asks for', () => {
  it('is a text when nothing is said', () => {
    assert.equal(withOutput(request, undefined), request);
  });

  it('is a picture in the shape and size that were chosen, without tools, instruction and thinking', () => {
    const { responseFormat, tools, systemInstruction, generationConfig, ...rest } = withOutput(request, {
      type: 'image',
      aspectRatio: '16:9',
      size: '2K',
    });
    assert.deepEqual(responseFormat, { type: 'image', aspect_ratio: '16:9', image_size: '2K' });
    assert.deepEqual([tools, systemInstruction, generationConfig], [[], undefined, {}]);
    assert.deepEqual(rest, { model: 'gemini-3-pro-image', input: [], previousInteractionId: 'v1_before', store: true });
  });

  it('leaves to the model what was not chosen', () => {
    assert.deepEqual(withOutput(request, { type: 'image' }).responseFormat, { type: 'image' });
  });
});
