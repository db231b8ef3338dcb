// A running turn and the clock in, the one line that says what is happening out; undefined: what is on the page says it already.

import type { FunctionCall } from '../shared/step.ts';
import type { Call, Turn } from '../shared/transcript.ts';
import { duration } from './format.ts';
import { visible } from './markdown/visible.ts';
import { type Word, word } from './words.ts';

export interface Progress {
  readonly text: string;
  /** How long it has lasted, once that is worth saying. */
  readonly clock?: string;
  readonly detail?: string;
  /** For screen readers, without what changes every second; undefined: nothing worth interrupting for. */
  readonly spoken?: string;
  /** Nothing has come for a while. */
  readonly silent?: true;
}

/** A clock is shown once something lasts this long. */
const patienceMs = 2_000;
/** Silence of the service that a person is told of; deep thinking without summaries is silent for minutes. */
export const silenceMs = 60_000;

/** `heard`: when the last fact of the turn arrived here. Both times in Unix ms. */
export function progress(turn: Turn, heard: number, now: number): Progress | undefined {
  const { activity } = turn;
  if (turn.outcome !== undefined || !activity) return undefined;
  const calls = turn.interactions.flatMap((interaction) => interaction.calls);
  const waiting = calls.filter(({ state }) => state === 'approval' || state === 'question').length;
  if (waiting > 0) return { text: waiting === 1 ? word('waiting') : word('waitingMany', waiting) };
  const running = calls.filter(({ state }) => state === 'running');
  if (running.length > 0) return runningCalls(running, now);
  const { kind, since, until } = activity;
  const detail = activity.detail && visible(activity.detail);
  if (kind === 'retrying') {
    const left = (until ?? 0) - now;
    const text = left > 0 ? word('retryingIn', duration(left)) : word('retrying');
    return { text, spoken: word('retrying'), ...(detail ? { detail } : {}) };
  }
  const silence = now - Math.max(since, heard);
  if (silence >= silenceMs) {
    return { text: word('noAnswer', duration(silence)), spoken: word('noAnswer', duration(silenceMs)), silent: true };
  }
  if (kind === 'writing') return undefined;
  return {
    text: word(words[kind]),
    ...clock(now - since),
    ...(detail ? { detail } : {}),
    ...(kind === 'reconnecting' ? { spoken: word('reconnecting') } : {}),
  };
}

const words: Readonly<
  Record<'connecting' | 'queued' | 'thinking' | 'calling' | 'compacting' | 'reconnecting' | 'approval', Word>
> = {
  connecting: 'connecting',
  queued: 'inQueue',
  thinking: 'thinkingFor',
  calling: 'calling',
  compacting: 'compacting',
  reconnecting: 'reconnecting',
  approval: 'waiting',
};

function runningCalls(running: readonly Call[], now: number): Progress {
  const [first, ...more] = running as readonly [Call, ...Call[]];
  const since = Math.min(...running.map(({ startedAt }) => startedAt ?? now));
  return {
    text: doing(first),
    ...(more.length ? { detail: word('andMore', more.length) } : {}),
    ...clock(now - since),
  };
}

/** A tool's own verb, and the argument that names what it works on. */
const verbs: Readonly<Record<string, readonly [Word, string]>> = {
  read_file: ['doingRead', 'path'],
  list_dir: ['doingList', 'path'],
  search: ['doingSearch', 'pattern'],
  apply_edit: ['doingEdit', 'path'],
  create_file: ['doingCreate', 'path'],
};

function doing({ call, title }: { readonly call: FunctionCall; readonly title: string }): string {
  const [verb, name] = Object.hasOwn(verbs, call.name) ? verbs[call.name]! : [];
  const value = name === undefined ? undefined : call.arguments[name];
  return visible(verb && typeof value === 'string' && !/^\.?$/.test(value) ? word(verb, value) : title);
}

function clock(lasted: number): Pick<Progress, 'clock'> {
  return lasted >= patienceMs ? { clock: duration(lasted) } : {};
}
