// A run of events in, the same run with neighbouring text deltas of one step joined out: what goes to the page per frame and to the log.

import type { EventOf, SessionEvent } from './events.ts';
import { deltaType } from './merge.ts';
import type { Delta } from './step.ts';

/** fold(coalesce(events)) equals fold(events); only `text`, `thought_summary` text and `arguments_delta` are joined. */
export function coalesce(events: readonly SessionEvent[]): SessionEvent[] {
  const out: SessionEvent[] = [];
  for (const event of events) {
    const last = out.at(-1);
    const joined = last?.type === 'step.delta' && event.type === 'step.delta' ? join(last, event) : undefined;
    if (joined) out[out.length - 1] = joined;
    else out.push(event);
  }
  return out;
}

function join(one: EventOf<'step.delta'>, two: EventOf<'step.delta'>): EventOf<'step.delta'> | undefined {
  if (one.interaction !== two.interaction || one.index !== two.index) return undefined;
  const delta = joined(one.delta, two.delta);
  if (!delta) return undefined;
  const { cursor: _, ...event } = one;
  return { ...event, delta, ...(two.cursor === undefined ? {} : { cursor: two.cursor }) };
}

function joined(one: Delta, two: Delta): Delta | undefined {
  const type = deltaType(one);
  if (type !== deltaType(two)) return undefined;
  if (type === 'text' && isBare(two, 'text')) return { ...one, text: `${one.text ?? ''}${two.text ?? ''}` };
  if (type === 'arguments_delta') return { ...one, arguments: `${one.arguments ?? ''}${two.arguments ?? ''}` };
  if (type === 'thought_summary' && isText(one.content) && isText(two.content)) {
    return { ...one, content: { type: 'text', text: one.content.text + two.content.text } };
  }
  return undefined;
}

function isBare(delta: object, ...fields: string[]): boolean {
  return Object.keys(delta).every((key) => key === 'type' || fields.includes(key));
}

function isText(content: unknown): content is { text: string } {
  return (
    typeof content === 'object' &&
    content !== null &&
    typeof (content as { text?: unknown }).text === 'string' &&
    isBare(content, 'text')
  );
}
