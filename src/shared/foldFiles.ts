// A transcript and an event about files in, the next transcript out: which files a turn changed, and that somebody went back to before it.

import type { EventOf } from './events.ts';
import { told } from './files.ts';
import type { Restored, Transcript, Turn } from './transcript.ts';

/** Part of the fold. What a restore did is told of the turn it went back to, which may be an older one: a rare event may copy the list. */
export function foldFiles(transcript: Transcript, event: EventOf<'files.changed' | 'restore.completed'>): Transcript {
  if (event.type === 'restore.completed') {
    const { restore, undone, files, left } = event;
    return inTurn(transcript, event.turn, (turn) => ({ ...turn, restored: { restore, undone, files, left } }));
  }
  if (event.restore !== undefined) return transcript;
  return inTurn(transcript, event.turn, (turn) => ({
    ...turn,
    touched: [...new Set([...(turn.touched ?? []), ...told(event.files).map(({ path }) => path)])],
  }));
}

/** The events that bring a turn's part about. */
export function snapshotFiles({ id: turn, touched, restored }: Turn): EventOf<'files.changed' | 'restore.completed'>[] {
  return [
    ...(touched
      ? [{ type: 'files.changed', turn, at: 0, files: touched.map((path) => ({ root: '', path })) } as const]
      : []),
    ...(restored ? [{ type: 'restore.completed', turn, at: 0, ...(restored satisfies Restored) } as const] : []),
  ];
}

function inTurn(transcript: Transcript, id: string, change: (turn: Turn) => Turn): Transcript {
  const { last, turns, others } = transcript;
  if (last?.id === id) return { ...transcript, last: change(last) };
  const changed = (turn: Turn) => (turn.id === id ? change(turn) : turn);
  if (turns.some((turn) => turn.id === id)) return { ...transcript, turns: turns.map(changed) };
  return others.some((turn) => turn.id === id) ? { ...transcript, others: others.map(changed) } : transcript;
}
