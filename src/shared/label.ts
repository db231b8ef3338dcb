// A session's label and an event about it in, the next label out; and back, for a snapshot.

import type { SessionEvent } from './events.ts';
import type { LabelEvent } from './labelEvent.ts';
import type { Metered } from './meter.ts';
import type { Label } from './transcript.ts';

export function foldLabel(label: Label, event: LabelEvent): Label {
  if (event.type === 'session.marked') {
    const { pinned = label.pinned, archived = label.archived } = event;
    return { ...label, ...(pinned === undefined ? {} : { pinned }), ...(archived === undefined ? {} : { archived }) };
  }
  if (event.type === 'session.used') {
    const { type: _, ...one } = event;
    return { ...label, used: [...(label.used ?? []), one] };
  }
  const { title, by, usage, model } = event;
  const used = usage ? { usage, ...(model === undefined ? {} : { model }) } : {};
  return label.titledBy === 'person' && by === 'model'
    ? { ...label, ...used }
    : { ...label, title, titledBy: by, ...used };
}

/** What was used beside the turns: for the title, for texts read aloud and sounds written down. */
export function meteredBeside({ usage, model = '', used = [] }: Label): readonly Metered[] {
  return [...(usage ? [{ usage, model }] : []), ...used].map((one) => ({ ...one, status: 'completed' }));
}

/** The shortest list of events that folds to it. */
export function labelEvents({
  title,
  titledBy,
  usage,
  model,
  used: beside = [],
  pinned,
  archived,
}: Label): readonly SessionEvent[] {
  const titled = title !== undefined && titledBy !== undefined;
  const used = usage ? { usage, ...(model === undefined ? {} : { model }) } : {};
  return [
    ...(titled ? [{ type: 'session.titled', title, by: titledBy, ...used } as const] : []),
    ...beside.map((one) => ({ type: 'session.used', ...one }) as const),
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
