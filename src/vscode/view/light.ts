// Events in, the same for a page out: without the bytes of what went along with a prompt, which it never shows and which can be many megabytes.

import type { SessionEvent } from '../../shared/events.ts';
import type { Content, UserInput } from '../../shared/step.ts';

/** The same list where there is nothing to leave out. */
export function light(events: readonly SessionEvent[]): readonly SessionEvent[] {
  return events.some((event) => lightened(event) !== event) ? events.map(lightened) : events;
}

function lightened(event: SessionEvent): SessionEvent {
  if (event.type === 'prompt.sent' && event.attachments.some(hasData)) {
    return { ...event, attachments: event.attachments.map((one) => (hasData(one) ? { ...one, data: '' } : one)) };
  }
  if (event.type !== 'interaction.requested') return event;
  const heavy = event.input.some((step) => contentOf(step).some(hasData));
  return heavy ? { ...event, input: event.input.map((step) => withoutData(step as UserInput)) } : event;
}

function withoutData(step: UserInput): UserInput {
  if (!contentOf(step).some(hasData)) return step;
  return { ...step, content: step.content.map((part) => (hasData(part) ? ({ ...part, data: '' } as Content) : part)) };
}

function contentOf(step: object): readonly Content[] {
  const { type, content } = step as Partial<UserInput>;
  return type === 'user_input' && content ? content : [];
}

function hasData<T extends object>(one: T): one is T & { readonly data: string } {
  return typeof (one as { readonly data?: unknown }).data === 'string';
}
