// The models and agents the emulator knows, with the thinking levels each takes and its limits (contract section 13).

export interface ModelFacts {
  readonly id: string;
  readonly displayName: string;
  /** Absent: levels are not meaningful for the model and are not checked. */
  readonly levels?: readonly string[];
  readonly inputTokenLimit: number;
  readonly outputTokenLimit: number;
}

const three = ['low', 'medium', 'high'];
const four = ['minimal', ...three];
const window = 1_048_576;

const model = (id: string, displayName: string, levels?: readonly string[], output = 65_536): ModelFacts => ({
  id,
  displayName,
  ...(levels && { levels }),
  inputTokenLimit: window,
  outputTokenLimit: output,
});

export const models: readonly ModelFacts[] = [
  model('gemini-3.8-flash', 'Gemini 3.8 Flash', three),
  model('gemini-4-carbon', 'Gemini 4 Carbon', three),
  model('gemini-4-argon', 'Gemini 4 Argon', three),
  model('gemini-3.7-flash', 'Gemini 3.7 Flash', three),
  model('gemini-3.6-flash', 'Gemini 3.6 Flash', four),
  model('gemini-3.5-flash', 'Gemini 3.5 Flash', three),
  model('gemini-3.5-flash-lite', 'Gemini 3.5 Flash-Lite', four),
  model('gemini-3.1-flash-lite', 'Gemini 3.1 Flash-Lite', four),
  model('gemini-3.1-pro-preview', 'Gemini 3.1 Pro Preview', three),
  model('gemini-3.1-pro-preview-customtools', 'Gemini 3.1 Pro Preview Custom Tools', three),
  model('gemini-3-flash-preview', 'Gemini 3 Flash Preview', four),
  model('gemini-2.5-pro', 'Gemini 2.5 Pro'),
  model('gemini-2.5-flash', 'Gemini 2.5 Flash'),
  model('gemini-2.5-flash-lite', 'Gemini 2.5 Flash-Lite'),
  model('gemini-flash-latest', 'Gemini Flash Latest', three),
  model('gemini-flash-lite-latest', 'Gemini Flash-Lite Latest', four),
  model('gemini-pro-latest', 'Gemini Pro Latest', three),
  model('gemini-3-pro-image', 'Gemini 3 Pro Image', undefined, 32_768),
  model('gemini-3-pro-image-preview', 'Gemini 3 Pro Image Preview', undefined, 32_768),
  model('gemini-3.1-flash-image', 'Gemini 3.1 Flash Image', undefined, 32_768),
  model('gemini-3.1-flash-lite-image', 'Gemini 3.1 Flash-Lite Image', undefined, 32_768),
  model('gemini-nano-banana-2.1', 'Nano Banana 2.1', undefined, 32_768),
  model('gemini-3.8-flash-tts', 'Gemini 3.8 Flash TTS', undefined, 16_384),
  model('gemini-3.8-flash-lite-tts', 'Gemini 3.8 Flash-Lite TTS', undefined, 16_384),
  model('gemini-3.5-transcribe', 'Gemini 3.5 Transcribe', undefined, 32_768),
  model('gemini-omni-1.1-flash', 'Gemini Omni 1.1 Flash', undefined, 32_768),
  model('gemini-omni-1.2-flash', 'Gemini Omni 1.2 Flash', undefined, 32_768),
];

export const agents: readonly string[] = [
  'deep-research-preview-04-2026',
  'deep-research-max-preview-04-2026',
  'antigravity-preview-09-2026',
];

export const findModel = (id: string): ModelFacts | undefined => models.find((one) => one.id === id);

/** Models of the 2.x line: no multimodal function results, no thought signatures demanded. */
export const isBeforeGemini3 = (id: string): boolean => /^gemini-[12]\./.test(id);

/** A model as `GET /models` shows it; camelCase, unlike interactions. */
export const modelResource = (facts: ModelFacts): object => ({
  name: `models/${facts.id}`,
  version: '001',
  displayName: facts.displayName,
  description: `${facts.displayName}, as the emulator plays it.`,
  inputTokenLimit: facts.inputTokenLimit,
  outputTokenLimit: facts.outputTokenLimit,
  supportedGenerationMethods: ['generateContent', 'countTokens', 'createInteraction'],
  thinking: facts.levels !== undefined,
});
