// A request for a picture, a sound, a transcript or data in, what stands for one out: drawn, hummed or filled in by rule, and honest about it.

import { crc32, deflateSync } from 'node:zlib';
import type { Action } from '../scenario.ts';
import type { CreateRequest } from '../validate/request.ts';
import { isObject, type Json } from '../validate/shape.ts';
import { say } from './voice.ts';

const rate = 24_000;

/** Undefined: the request asks for text. */
export function made({ format, model = '' }: CreateRequest): readonly Action[] | undefined {
  if (/transcribe/.test(model)) return [say('A simulator hears nothing. With a key, what was said stands here.')];
  if (format?.type === 'audio') return [{ do: 'media', type: 'audio', ...sound, data: hum().toString('base64') }];
  if (format?.type === 'image') {
    const words = 'With a key, Gemini would draw what you describe. This picture only stands for one.\n';
    return [say(words), { do: 'image', mime_type: 'image/png', data: hills(480, 270).toString('base64') }];
  }
  if (format?.mime_type === 'application/json') return [say(JSON.stringify(filledIn(format.schema), undefined, 2))];
  return undefined;
}

const sound = { mime_type: 'audio/l16', sample_rate: rate, channels: 1 };

/** Two seconds that fade. */
function hum(): Buffer {
  const samples = Buffer.alloc(2 * rate * 2);
  for (let at = 0; at < 2 * rate; at++)
    samples.writeInt16LE(Math.round(4000 * (1 - at / (2 * rate)) * Math.sin((at * 2 * Math.PI * 330) / rate)), at * 2);
  return samples;
}

/** A sun above two hills, as PNG. */
function hills(width: number, height: number): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const pixels = Array.from({ length: width }, (_, x) => colour(x / width, y / height, width / height));
    return Buffer.from([0, ...pixels.flat()]);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

/** Of a place in the picture, 0 to 1 from its left top. */
function colour(x: number, y: number, ratio: number): readonly number[] {
  if (y > 0.78 - 0.12 * Math.sin(x * 5)) return [46, 94, 78];
  if (y > 0.66 - 0.1 * Math.cos(x * 4)) return [82, 139, 112];
  if (Math.hypot((x - 0.7) * ratio, y - 0.32) < 0.13) return [255, 221, 140];
  return [255 - Math.round(90 * (1 - y)), 190 + Math.round(30 * y), 205 - Math.round(60 * y)];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** What fits the schema and says nothing. */
function filledIn(schema: unknown): unknown {
  const { type, properties, items, enum: choices, anyOf, minimum } = (isObject(schema) ? schema : {}) as Json;
  const kind = Array.isArray(type) ? type[0] : type;
  if (Array.isArray(choices)) return choices[0];
  if (Array.isArray(anyOf)) return filledIn(anyOf[0]);
  if (kind === 'array') return [filledIn(items)];
  if (kind === 'number' || kind === 'integer') return typeof minimum === 'number' ? minimum : 0;
  if (kind === 'boolean') return false;
  if (kind === 'null') return null;
  if (kind !== 'object') return 'simulated';
  return Object.fromEntries(Object.entries((properties ?? {}) as Json).map(([name, one]) => [name, filledIn(one)]));
}
