// A session's label and an event about it in, the next label out; and back, for a snapshot.

import type { EventOf, SessionEvent } from './events.ts';
import type { Label } from './transcript.ts';

export function foldLabel(label: Label, event: EventOf<'session.titled' | 'session.marked'>): Label {
  if (event.type === 'session.marked') {
    const { pinned = label.pinned, archived = label.archived } = event;
    return { ...label, ...(pinned === undefined ? {} : { pinned }), ...(archived === undefined ? {} : { archived }) };
  }
  const { title, by, usage, model } = event;
  const used = usage ? { usage, ...(model === undefined ? {} : { model }) } : {};
  return label.titledBy === 'person' && by === 'model'
    ? { ...label, ...used }
    : { ...label, title, titledBy: by, ...used };
}

/** The shortest list of events that folds to it. */
export function labelEvents({ title, titledBy, usage, model, pinned, archived }: Label): readonly SessionEvent[] {
  const titled = title !== undefined && titledBy !== undefined;
  const used = usage ? { usage, ...(model === undefined ? {} : { model }) } : {};
  return [
    ...(titled ? [{ type: 'session.titled', title, by: titledBy, ...used } as const] : []),
    ...(pinned === undefined && archived === undefined
      ? []
      : [
          {
            type: 'session.marked',
            ...(pinned === undefined ? {} : { pinned }),
            ...(archived === undefined ? {} : { archived }),
          } as const,
        ]),
  ];
}
