// generation_config, response_format and agent_config in, nothing or a Refusal out (contract 3.3 to 3.5).

import { findModel } from '../models.ts';
import { invalid, invalidAt, legacy, unsupported } from '../refusal.ts';
import {
  anything,
  type Check,
  filled,
  flag,
  integer,
  isObject,
  list,
  quantity,
  shape,
  tagged,
  text,
  textOr,
  words,
} from './shape.ts';
import { speechConfig } from './speech.ts';

const levels = ['minimal', 'low', 'medium', 'high'];
const modes = ['auto', 'any', 'none', 'validated'];

/** Fields of generation_config; temperature, top_p and top_k are accepted and ignored. */
export const generationConfig: Check = shape({
  max_output_tokens: integer(1),
  thinking_level: words(...levels),
  thinking_summaries: words('auto', 'none'),
  tool_choice: textOr(
    shape({ allowed_tools: shape({ mode: words(...modes), tools: list(filled) }) }, ['allowed_tools']),
  ),
  seed: integer(0),
  stop_sequences: list(text),
  speech_config: speechConfig,
  transcription_config: anything,
  video_config: shape({ task: text }),
  temperature: quantity,
  top_p: quantity,
  top_k: quantity,
  image_config: anything,
});

/** The parts that depend on the model and on one another. */
export function checkGeneration(config: unknown, model: string): void {
  if (!isObject(config)) return;
  const choice = config.tool_choice;
  if (typeof choice === 'string' && !modes.includes(choice)) {
    throw unsupported(choice, 'tool_choice', 'generation_config', modes);
  }
  const level = config.thinking_level as string | undefined;
  const takes = findModel(model)?.levels;
  if (level && takes && !takes.includes(level)) {
    throw invalid(`Thinking level THINKING_LEVEL_${level.toUpperCase()} is not supported for this model.`);
  }
}

const sizes = { sample_rate: integer(1), bit_rate: integer(1) };
const format = tagged({
  text: shape({ mime_type: words('text/plain', 'application/json'), schema: anything }),
  image: shape({
    mime_type: text,
    aspect_ratio: text,
    image_size: words('512', '1K', '2K', '4K'),
    delivery: words('inline', 'uri'),
  }),
  audio: shape({ mime_type: text, delivery: words('inline', 'uri'), ...sizes }),
  video: shape({
    mime_type: text,
    aspect_ratio: text,
    duration: anything,
    resolution: words('360p', '720p', '1080p', '4k'),
    delivery: words('inline', 'uri'),
    gcs_uri: text,
  }),
});

const isBareSchema = (value: unknown): boolean =>
  isObject(value) &&
  ('properties' in value || '$schema' in value || ['object', 'array', 'string', 'number'].includes(String(value.type)));

/** One format or several; a bare JSON Schema is the removed form. */
export const responseFormat: Check = (value, path) => {
  if (isBareSchema(value)) throw legacy();
  if (Array.isArray(value)) return list(format)(value, path);
  format(value, path);
  const { type, mime_type: mime, schema } = value as { type: string; mime_type?: string; schema?: unknown };
  if (type !== 'text' || schema === undefined) return;
  if (mime !== 'application/json') throw invalidAt(`${path}.mime_type`);
  if (!isObject(schema)) throw invalidAt(`${path}.schema`);
};

export const agentConfig: Check = tagged({
  'deep-research': shape({
    thinking_summaries: words('auto', 'none'),
    visualization: words('auto', 'off'),
    collaborative_planning: flag,
    enable_bigquery_tool: flag,
  }),
  // A 64-bit number, which the types hold as a text.
  antigravity: shape({ model: filled, max_total_tokens: textOr(integer(1)) }),
  'code-mender': anything,
  dynamic: anything,
});
