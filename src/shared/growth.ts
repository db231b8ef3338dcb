// An event in, the step whose text it lengthens out: what lets host and page speak of growing text without naming the step each time.

import type { SessionEvent } from './events.ts';

export interface Growth {
  readonly interaction: string;
  readonly index: number;
  readonly text: string;
}

/** Undefined for an event that is anything but more text of one step. */
export function growthOf(event: SessionEvent | undefined): Growth | undefined {
  if (event?.type !== 'step.delta') return undefined;
  const { type, text, ...rest } = event.delta as { readonly type?: unknown; readonly text?: unknown };
  if (type !== 'text' || typeof text !== 'string' || Object.keys(rest).length > 0) return undefined;
  return { interaction: event.interaction, index: event.index, text };
}

/** The event that it was made of. */
export function growthEvent({ interaction, index, text }: Growth): SessionEvent {
  return { type: 'step.delta', interaction, index, delta: { type: 'text', text } };
}
