// A run of events in, the same run with neighbouring text deltas of one step joined out: what goes to the page per frame and to the log.

import type { EventOf, SessionEvent } from './events.ts';
import { deltaType } from './merge.ts';

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
  const type = deltaType(one.delta);
  if (type !== deltaType(two.delta)) return undefined;
  if (type === 'text' && isBare(two.delta, 'text'))
    return { ...one, delta: { ...one.delta, text: `${one.delta.text ?? ''}${two.delta.text ?? ''}` } };
  if (type === 'arguments_delta')
    return { ...one, delta: { ...one.delta, arguments: `${one.delta.arguments ?? ''}${two.delta.arguments ?? ''}` } };
  if (type === 'thought_summary' && isText(one.delta.content) && isText(two.delta.content)) {
    return {
      ...one,
      delta: { ...one.delta, content: { type: 'text', text: one.delta.content.text + two.delta.content.text } },
    };
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
