// The page's state and one update in, the next state out: the shared fold plus the count of messages.

import { withEarlier } from '../shared/earlier.ts';
import { isTransient } from '../shared/events.ts';
import { fold, foldAll } from '../shared/fold.ts';
import { type Growth, growthEvent, growthOf } from '../shared/growth.ts';
import type { HostState, Update } from '../shared/messages.ts';
import { allTurns, emptyTranscript, type Transcript } from '../shared/transcript.ts';

export interface PageState {
  /** Of a long session the newest turns, and what came before them as far as the reader went back. */
  readonly transcript: Transcript;
  /** How many turns of the shown branch come before those of the transcript. */
  readonly earlier: number;
  /** Undefined until the first `transcript`. */
  readonly host?: HostState;
  /** The `seq` that comes next. */
  readonly next: number;
  /** A message is missing: everything but a `transcript` is ignored, and the page asks for one. */
  readonly lost: boolean;
  /** Unix ms at which the last fact of the session arrived here; what only says what is happening is none. */
  readonly heard: number;
  /** What `more` goes on with. */
  readonly growth?: Growth;
  /** The newest list for what is being typed. */
  readonly completions?: Completions;
  /** What is read aloud, once the host handed it over. */
  readonly sound?: Extract<Update, { type: 'sound' }>;
  /** Grows with each wish of the host to put the focus into the prompt. */
  readonly focus: number;
}

/** `request`: the one it answers. */
export type Completions = Pick<Extract<Update, { type: 'completions' }>, 'request' | 'items'>;

export const firstState: PageState = {
  transcript: emptyTranscript,
  earlier: 0,
  next: 0,
  lost: false,
  heard: 0,
  focus: 0,
};

/** Pure. A `transcript` is taken whatever its `seq`; any other message only in order. */
export function receive(state: PageState, update: Update, now = Date.now()): PageState {
  if (update.type !== 'transcript' && (state.lost || update.seq !== state.next)) return { ...state, lost: true };
  const next = update.seq + 1;
  switch (update.type) {
    case 'transcript':
      return {
        transcript: foldAll(update.events),
        earlier: update.earlier ?? 0,
        host: update.state,
        next,
        lost: false,
        heard: now,
        focus: state.focus,
        // It goes on being read, and is handed over once.
        ...(state.sound && state.sound.id === update.state.reading?.id && { sound: state.sound }),
      };
    case 'events':
      return {
        ...state,
        next,
        transcript: foldAll(update.events, state.transcript),
        growth: growthOf(update.events.at(-1)),
        heard: update.events.every(isTransient) ? state.heard : now,
      };
    case 'earlier':
      return { ...state, next, ...takeEarlier(state, update) };
    case 'more':
      if (!state.growth) return { ...state, lost: true };
      return {
        ...state,
        next,
        transcript: fold(state.transcript, growthEvent({ ...state.growth, text: update.text })),
        heard: now,
      };
    case 'state':
      return { ...state, next, host: update.state };
    case 'completions':
      return { ...state, next, completions: { request: update.request, items: update.items } };
    case 'sound':
      return { ...state, next, sound: update };
    case 'focus_prompt':
      return { ...state, next, focus: state.focus + 1 };
  }
}

/** Nothing for turns that no longer belong before the first: another branch may have come between. */
function takeEarlier(
  { transcript }: PageState,
  { turn, events, earlier }: Extract<Update, { type: 'earlier' }>,
): Partial<PageState> {
  return allTurns(transcript)[0]?.id === turn ? { transcript: withEarlier(transcript, events), earlier } : {};
}

/** Calls that wait for the person, oldest first. */
export function waitingApprovals({ last }: Transcript): readonly { readonly id: string; readonly title: string }[] {
  if (!last || last.outcome) return [];
  return last.interactions
    .flatMap(({ calls }) => calls)
    .filter(({ state }) => state === 'approval' || state === 'question')
    .map(({ call, state, approval, question, title }) => ({
      id: call.id,
      title: (state === 'question' ? question?.text : approval?.title) ?? title,
    }));
}

/** What a screen reader should hear of the way from one state to the next; undefined: nothing. */
export function announcement(
  before: Transcript,
  after: Transcript,
): { readonly kind: 'answered' | 'stopped' | 'approval'; readonly detail: string } | undefined {
  if (before.session !== after.session || before.last?.id !== after.last?.id) return undefined;
  const known = new Set(waitingApprovals(before).map(({ id }) => id));
  const approval = waitingApprovals(after).find(({ id }) => !known.has(id));
  if (approval) return { kind: 'approval', detail: approval.title };
  if (before.last?.outcome || !after.last?.outcome) return undefined;
  if (after.last.outcome === 'completed') return { kind: 'answered', detail: '' };
  return after.last.outcome === 'stopped' ? { kind: 'stopped', detail: '' } : undefined;
}

/** What the person wrote last, newest first: for recalling a prompt. */
export function promptsOf(transcript: Transcript): readonly string[] {
  return allTurns(transcript)
    .map(({ prompt }) => prompt.text)
    .reverse();
}
