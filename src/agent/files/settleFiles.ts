// What was on record when a window ended and the files as they are in, what really was done out: by hashes alone, never by doing it again.

import type { SessionEvent } from '../../shared/events.ts';
import { type FileChange, type KeptFile, told } from '../../shared/files.ts';
import type { FunctionCall } from '../../shared/step.ts';
import type { Call, Transcript } from '../../shared/transcript.ts';
import { failedResult } from '../chain.ts';
import type { Intent } from '../ledger.ts';

/** not_made: the file is what it was. unknown: it is neither what it was nor what it was to be. */
export type Settled = 'made' | 'not_made' | 'unknown';

/** A file at this moment. Both hashes are absent where there is none; `text` also where it is no text. */
export interface Found {
  readonly hash?: string;
  readonly text?: string;
  /** Of a rename: whether something still has the first name. */
  readonly fromThere?: boolean;
}

export function settledOf({ before, from, after, text }: KeptFile, found: Found): Settled {
  if (from) {
    if (found.hash === undefined) return found.fromThere ? 'not_made' : 'unknown';
    return found.fromThere ? 'not_made' : 'made';
  }
  if (text !== undefined && found.text === text) return 'made';
  if (text === undefined && found.hash === after) return 'made';
  return found.hash === before ? 'not_made' : 'unknown';
}

/** Absent: nothing was done to the file. */
export function changeOf(
  { root, path, before, mode, from }: KeptFile,
  settled: Settled,
  found: Found,
): FileChange | undefined {
  if (settled === 'not_made') return undefined;
  if (settled === 'unknown') return { root, path, before, unknown: true };
  return { root, path, before, after: found.hash, ...(mode !== undefined && { mode }), ...(from && { from }) };
}

/** Calls that had begun when the window ended: no answer came, and they may not be made again unseen. Reads may. */
export function begunCalls({ last }: Transcript): readonly Call[] {
  const calls = last?.interactions.flatMap((interaction) => interaction.calls) ?? [];
  return calls.filter(({ effect, state, result }) => effect !== 'read' && state === 'running' && !result);
}

/** The honest answer to such a call. `intent`: absent for a call that changes no files. */
export function answerOf(
  call: FunctionCall,
  intent: Intent | undefined,
  settled: readonly Settled[],
  at: number,
): Extract<SessionEvent, { type: 'call.completed' }> {
  const files = intent ? told(intent.files) : [];
  const how = (file: KeptFile) => settled[intent?.files.indexOf(file) ?? -1];
  const some = (wanted: Settled) => files.some((file) => how(file) === wanted);
  const paths = (wanted: Settled) => files.flatMap((file) => (how(file) === wanted ? [file.path] : [])).join(', ');
  const ended = 'The window closed while this call ran.';
  if (!intent || some('unknown')) {
    const what = intent
      ? `${paths('unknown')}: neither what it was before nor what it was to be.`
      : 'Whether it finished, and what it did, is not known.';
    return {
      type: 'call.completed',
      call: call.id,
      at,
      result: failedResult(call, `${ended} ${what} Look before you go on.`),
    };
  }
  if (some('not_made')) {
    const done = some('made') ? ` Made: ${paths('made')}. Not made: ${paths('not_made')}.` : ' Nothing was changed.';
    const text = `The window closed before this change was made.${done} Make the call again if it is still wanted.`;
    return { type: 'call.completed', call: call.id, at, result: failedResult(call, text) };
  }
  const result = `${ended} The change was made as it was allowed: ${paths('made')}. Do not repeat it.`;
  return {
    type: 'call.completed',
    call: call.id,
    at,
    result: { type: 'function_result', call_id: call.id, name: call.name, result },
  };
}
