// The fold: an event must cost the same in a session of ten turns and of a thousand, and a long answer must fold in linear time.

import type { SessionEvent } from '../../src/shared/events.ts';
import { fold, foldAll } from '../../src/shared/fold.ts';
import { StreamText } from '../../src/shared/text.ts';
import type { Transcript } from '../../src/shared/transcript.ts';
import { alternate, exponent, type Row } from './row.ts';

export const title = 'cost of an event in host and page';

const turn = (at: number): SessionEvent[] => [
  { type: 'prompt.sent', turn: `t${at}`, at, text: 'prompt', attachments: [], model: 'm' },
  { type: 'interaction.requested', turn: `t${at}`, interaction: `t${at}.1`, at, model: 'm', stored: true, input: [] },
  { type: 'step.started', interaction: `t${at}.1`, index: 0, step: { type: 'model_output' }, at },
  { type: 'step.delta', interaction: `t${at}.1`, index: 0, delta: { type: 'text', text: 'x'.repeat(3000) } },
];
const session = (turns: number) => foldAll(Array.from({ length: turns }, (_, at) => turn(at)).flat());

function stream(from: Transcript, deltas: number): Transcript {
  const interaction = from.last!.interactions[0]!.key;
  let transcript = from;
  for (let at = 0; at < deltas; at++) {
    transcript = fold(transcript, {
      type: 'step.delta',
      interaction,
      index: 0,
      delta: { type: 'text', text: 'twenty characters 20' },
    });
  }
  return transcript;
}

export async function run(): Promise<readonly Row[]> {
  const [ten, thousand] = [session(10), session(1000)];
  const deltas = 5000;
  const { short, long } = (await alternate(15, {
    short: () => stream(ten, deltas),
    long: () => stream(thousand, deltas),
  })) as { short: number; long: number };
  const sizes = [250, 2500, 25_000];
  const start = session(1);
  const grown = await alternate(7, Object.fromEntries(sizes.map((size) => [size, () => stream(start, size)])));
  const read = await alternate(7, Object.fromEntries(sizes.map((size) => [size, () => readAlong(size)])));
  return [
    {
      name: 'fold a delta, 1,000 turns',
      value: (long / deltas) * 1000,
      unit: 'µs',
      peer: { name: '10 turns', value: (short / deltas) * 1000 },
      ratio: long / short,
    },
    {
      name: 'fold an answer of 5 to 500 KB, exponent',
      value: exponent(sizes.map((size) => [size, grown[size]!])),
      unit: '',
    },
    {
      name: 'read what is new per delta, exponent',
      value: exponent(sizes.map((size) => [size, read[size]!])),
      unit: '',
    },
  ];
}

/** A page that takes the newest piece at every delta. */
function readAlong(deltas: number): number {
  let text = StreamText.of('');
  let seen = 0;
  for (let at = 0; at < deltas; at++) {
    text = text.append('twenty characters 20');
    seen += text.since(seen).length;
  }
  return seen;
}
