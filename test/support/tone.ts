// A number of samples in, a tone of that length out, and the answer of a speaking model that it is.

import type { Action } from '../emulator/scenario.ts';

const rate = 24_000;

/** 16 bits each, one channel. */
export function tone(samples: number): Buffer {
  const sound = Buffer.alloc(2 * samples);
  for (let i = 0; i < samples; i++) sound.writeInt16LE(Math.round(4000 * Math.sin(i / 8)), i * 2);
  return sound;
}

/** As the service sends speech. */
export const spoken = (sound: Buffer): Action => ({
  do: 'media',
  type: 'audio',
  mime_type: 'audio/l16',
  sample_rate: rate,
  channels: 1,
  data: sound.toString('base64'),
});
