// A transcript and what became of a file in, the next transcript out: the newest word of each file of a turn.

import type { EventOf } from './events.ts';
import type { FileReview } from './reviews.ts';
import type { Transcript, Turn } from './transcript.ts';

/** Part of the fold. A person may review what an older turn changed: as rare as their clicks, so that looking for the turn may cost its length. */
export function foldReview(transcript: Transcript, { turn: id, file }: EventOf<'file.reviewed'>): Transcript {
  const { last, turns, others } = transcript;
  const withFile = (turn: Turn): Turn => ({ ...turn, files: put(turn.files ?? [], file) });
  if (last?.id === id) return { ...transcript, last: withFile(last) };
  const within = (list: readonly Turn[]) => list.map((turn) => (turn.id === id ? withFile(turn) : turn));
  return { ...transcript, turns: within(turns), others: within(others) };
}

function put(files: readonly FileReview[], file: FileReview): readonly FileReview[] {
  const at = files.findIndex(({ path }) => path === file.path);
  return at < 0 ? [...files, file] : files.with(at, file);
}
