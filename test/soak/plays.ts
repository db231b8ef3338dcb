// Nothing in, ten turns out as the event streams that the service would send: words, thoughts, calls and what follows their results.

import { created, delta, doneFrame, ended, frame, started, stopped, updated } from '../unit/gemini/support.ts';

type Json = Record<string, unknown>;

export interface Play {
  /** Of the first answer, as they go over the wire. */
  readonly frames: readonly string[];
  /** Of the answer to the results; empty where nothing is called. */
  readonly after: readonly string[];
  /** All that the turn says. */
  readonly text: string;
  /** Paths of the files that it makes. */
  readonly makes: readonly string[];
}

/** The service numbers what it sends. */
let events = 0;
const numbered = (payload: Json, index: number) => delta(index, payload, { event_id: `E${++events}` });

function words(index: number, ...texts: readonly string[]): Json[] {
  return [
    started(index, { type: 'model_output' }),
    ...texts.map((text) => numbered({ type: 'text', text }, index)),
    stopped(index),
  ];
}

function thought(index: number): Json[] {
  return [
    started(index, { type: 'thought' }),
    numbered({ type: 'thought_summary', content: { type: 'text', text: 'Hm. ' } }, index),
    numbered({ type: 'thought_summary', content: { type: 'text', text: 'Well.' } }, index),
    numbered({ type: 'thought_signature', signature: 'c2lnbmF0dXJl' }, index),
    stopped(index),
  ];
}

function makes(index: number, path: string, pieces = 2): Json[] {
  const text = JSON.stringify({ path, content: `text of ${path}\n` });
  const size = Math.ceil(text.length / pieces);
  const parts = Array.from({ length: pieces }, (_, at) => text.slice(at * size, (at + 1) * size));
  return [
    started(index, { type: 'function_call', id: `call-${path}`, name: 'create_file', arguments: {} }),
    ...parts.map((part) => numbered({ type: 'arguments_delta', arguments: part }, index)),
    stopped(index),
  ];
}

let ids = 0;

function stream(steps: readonly Json[], status: string): string[] {
  const id = `v1_${++ids}`;
  const own = [created(id), { ...updated('in_progress'), interaction_id: id }, ...steps, ended(status, {}, id)];
  return [...own.map(frame), doneFrame];
}

function play(steps: readonly Json[], made: readonly string[] = []): Play {
  const said = (all: readonly Json[]) =>
    all
      .map(({ delta: payload }) => ((payload as Json | undefined)?.type === 'text' ? (payload as Json).text : ''))
      .join('');
  const last = made.length ? words(0, 'All ', 'made.') : [];
  return {
    frames: stream(steps, made.length ? 'requires_action' : 'completed'),
    after: made.length ? stream(last, 'completed') : [],
    text: said(steps) + said(last),
    makes: made,
  };
}

const pieces = (text: string, size: number): string[] => text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? [];

export const plays: readonly Play[] = [
  play(words(0, 'Hello.')),
  play(words(0, 'One ', 'two ', 'three ', 'four ', 'five.')),
  play([...thought(0), ...words(1, 'Thought ', 'of.')]),
  play(words(0, ...pieces('Grüße 🦫 aus Köln, 日本語 und שלום.', 3))),
  play(makes(0, 'a.txt'), ['a.txt']),
  play([...thought(0), ...makes(1, 'b.txt', 4)], ['b.txt']),
  play([...makes(0, 'c.txt'), ...makes(1, 'd.txt')], ['c.txt', 'd.txt']),
  play([...thought(0), ...words(1, 'First ', 'a file.'), ...makes(2, 'e.txt', 3)], ['e.txt']),
  play([...thought(0), ...words(1, 'Words'), ...thought(2), ...words(3, ' and ', 'words.')]),
  play(words(0, ...pieces('# Title\n\n- one\n- two\n\n```ts\nlet a = 1;\n```\n', 5))),
];
