// An event in, the step whose text it lengthens out: what lets host and page speak of growing text without naming the step each time.

import type { SessionEvent } from './events.ts';
import type { Update } from './messages.ts';
import type { Delta } from './step.ts';

export interface Growth {
  readonly interaction: string;
  readonly index: number;
  readonly kind: keyof typeof kinds;
  readonly text: string;
}

/** The deltas that lengthen a text: how each is made, and the text of one that holds nothing else. */
const kinds = {
  text: {
    make: (text: string): Delta => ({ type: 'text', text }),
    read: ({ text }: Delta) => text,
  },
  arguments_delta: {
    make: (text: string): Delta => ({ type: 'arguments_delta', arguments: text }),
    read: (delta: Delta) => delta.arguments,
  },
  thought_summary: {
    make: (text: string): Delta => ({ type: 'thought_summary', content: { type: 'text', text } }),
    read: ({ content }: Delta) => {
      const { type, text, ...rest } = (content ?? {}) as Record<string, unknown>;
      return type === 'text' && Object.keys(rest).length === 0 ? text : undefined;
    },
  },
} as const;

/** Undefined for an event that is anything but more text of one step. */
export function growthOf(event: SessionEvent | undefined): Growth | undefined {
  if (event?.type !== 'step.delta' || Object.keys(event.delta).length !== 2) return undefined;
  const kind = String(event.delta.type);
  if (!isKind(kind)) return undefined;
  const text = kinds[kind].read(event.delta);
  return typeof text === 'string' ? { interaction: event.interaction, index: event.index, kind, text } : undefined;
}

/** The event that it was made of. */
export function growthEvent({ interaction, index, kind, text }: Growth): SessionEvent {
  return { type: 'step.delta', interaction, index, delta: kinds[kind].make(text) };
}

/** The same text of the same step grows. */
export function goesOn(one: Growth | undefined, two: Growth | undefined): boolean {
  return one?.interaction === two?.interaction && one?.index === two?.index && one?.kind === two?.kind;
}

/** An update as it is posted: growing text, which is most of them, as a pair, for its address would be longer than it is. */
export type Posted = Exclude<Update, { type: 'more' }> | readonly [seq: number, text: string];

export function packed(update: Update): Posted {
  return update.type === 'more' ? [update.seq, update.text] : update;
}

/** The update of a pair; anything else as it is. */
export function unpacked(data: unknown): unknown {
  if (!Array.isArray(data)) return data;
  const [seq, text] = data;
  return typeof text === 'string' ? { type: 'more', seq, text } : undefined;
}

function isKind(type: string): type is keyof typeof kinds {
  return Object.hasOwn(kinds, type);
}
