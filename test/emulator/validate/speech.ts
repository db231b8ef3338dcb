// A request in, nothing or a Refusal out: what only models that speak or transcribe take, and what they refuse (contract 3.3, 3.4, 13).

import { voices } from '../../../src/gemini/voices.ts';
import { invalid, invalidAt } from '../refusal.ts';
import { type Check, filled, isObject, type Json, list, shape, text } from './shape.ts';

const speaker = shape({ speaker: text, voice: filled, language: text });
const known = new Set(voices.map((name) => name.toLowerCase()));

/** `{speakers: […]}` or a list; at most two, and two have names. */
export const speechConfig: Check = (value, path) => {
  if (!Array.isArray(value)) shape({ speakers: list(speaker) }, ['speakers'])(value, path);
  else list(speaker)(value, path);
  const all = (Array.isArray(value) ? value : (value as { speakers: unknown }).speakers) as readonly Json[];
  if (all.length === 0 || all.length > 2) throw invalidAt(`${path}.speakers`);
  if (all.length === 2 && all.some((one) => !one.speaker)) throw invalidAt(`${path}.speakers`);
  const unknown = all.find(({ voice }) => voice !== undefined && !known.has(String(voice).toLowerCase()));
  if (unknown) throw invalid(`Voice name ${unknown.voice} is not supported.`);
};

export function checkSpeech(value: Json, input: unknown): void {
  const model = String(value.model);
  const formats = [value.response_format ?? { type: 'text' }].flat().map((one) => (isObject(one) ? one.type : ''));
  const speaks = /-tts(?:-|$)/.test(model);
  const hears = /-transcribe(?:-|$)/.test(model);
  const wantsSound = formats.includes('audio');
  const config = value.generation_config;
  if (wantsSound && !speaks) throw invalid("Response format 'audio' is not supported for this model.");
  if (isObject(config) && config.speech_config !== undefined && !speaks) {
    throw invalid("'generation_config.speech_config' is not supported for this model.");
  }
  if (!speaks && !hears) return;
  if (speaks && (!wantsSound || formats.length > 1)) {
    throw invalid(
      'The requested combination of response modalities (TEXT) is not supported by the model. models/tts accepts AUDIO.',
    );
  }
  for (const field of ['system_instruction', 'tools'] as const) {
    if (value[field] !== undefined) throw invalid(`'${field}' is not supported for this model.`);
  }
  const said = JSON.stringify(input);
  if (speaks && /"type":"(?:image|audio|video|document)"/.test(said)) throw invalidAt('input');
  if (hears && !/"type":"(?:audio|video)"/.test(said)) throw invalidAt('input');
}
