// A transcript in, the shortest list of events that folds to it out: what a page gets on `ready`, whole steps instead of deltas.

import { everyTurn } from './branch.ts';
import type { EventOf, SessionEvent } from './events.ts';
import { snapshotFiles } from './foldFiles.ts';
import { labelEvents } from './label.ts';
import type { Step } from './step.ts';
import {
  allTurns,
  type Call,
  type Interaction,
  plainStep,
  type StepState,
  type Transcript,
  type Turn,
} from './transcript.ts';

/** `newest`: how many turns of the shown branch to include, with what can be chosen instead of each and after the end; by default all there is. */
export function snapshot(transcript: Transcript, newest = Number.POSITIVE_INFINITY): SessionEvent[] {
  const shown = allTurns(transcript);
  const turns =
    newest >= shown.length + transcript.others.length
      ? everyTurn(transcript)
      : near(transcript, shown.slice(-newest), transcript.last?.id ?? '');
  const end = transcript.last?.id ?? '';
  const { session, createdAt, label, options } = transcript;
  return [
    { type: 'session.created', id: session, at: createdAt },
    ...(Object.keys(options).length ? [{ type: 'options.changed', options } as const] : []),
    ...labelEvents(label),
    ...withTurns(turns, end),
  ];
}

/** Some turns of the shown branch that follow each other, and how many come before them. */
export interface Page {
  /** They fold, from nothing, to a transcript that shows these turns and knows what can be chosen instead of each. */
  readonly events: readonly SessionEvent[];
  readonly earlier: number;
}

/** The turns of the shown branch before one of its turns, at most `count`; undefined: the branch has no such turn. */
export function snapshotBefore(transcript: Transcript, turn: string, count: number): Page | undefined {
  const shown = allTurns(transcript);
  const to = shown.findIndex(({ id }) => id === turn);
  if (to < 0) return undefined;
  const from = Math.max(0, to - count);
  const wanted = shown.slice(from, to);
  return { events: withTurns(near(transcript, wanted), wanted.at(-1)?.id ?? ''), earlier: from };
}

/** `end`: what is shown of them ends with it. */
function withTurns(turns: readonly Turn[], end: string): SessionEvent[] {
  return [
    ...turns.flatMap(ofTurn),
    ...((turns.at(-1)?.id ?? '') === end ? [] : [{ type: 'branch.chosen', turn: end } as const]),
  ];
}

/** Turns of the shown branch and the turns beside them; `end`: also those after it. */
function near(transcript: Transcript, shown: readonly Turn[], end?: string): readonly Turn[] {
  const places = new Set([...shown.flatMap(({ id, parent }) => [id, parent]), end]);
  const beside = transcript.others.filter(({ parent }) => places.has(parent));
  return [...shown, ...beside].sort((one, two) => one.order - two.order);
}

function ofTurn(turn: Turn): SessionEvent[] {
  const {
    id,
    parent,
    order,
    side,
    form,
    prompt,
    model,
    outcome,
    failure,
    question,
    activity,
    rebuilt,
    completedAt,
    compactions = [],
    problems = [],
    files = [],
  } = turn;
  return [
    {
      type: 'prompt.sent',
      turn: id,
      at: prompt.at,
      text: prompt.text,
      attachments: prompt.attachments,
      model,
      parent,
      order,
      ...(side ? { side } : {}),
      ...(turn.output ? { output: turn.output } : {}),
      ...(form ? { form } : {}),
    },
    ...turn.interactions.flatMap((interaction) => ofInteraction(id, interaction)),
    ...(rebuilt === undefined ? [] : [{ type: 'chain.rebuilt', turn: id, reason: rebuilt } as const]),
    ...compactions.map((compaction) => ({ type: 'conversation.compacted', turn: id, compaction }) as const),
    ...snapshotFiles(turn),
    ...problems.map((change) => ({ type: 'problems.changed', turn: id, ...change }) as const),
    ...files.map((file) => ({ type: 'file.reviewed', turn: id, file }) as const),
    ...(activity ? [{ type: 'activity.updated', turn: id, activity } as const] : []),
    ...(outcome
      ? [{ type: 'turn.completed', turn: id, at: completedAt ?? 0, outcome, failure, question } as const]
      : []),
  ];
}

function ofInteraction(
  turn: string,
  {
    key,
    id,
    model,
    stored,
    input,
    background,
    cursor,
    tier,
    secrets,
    basis,
    status,
    usage,
    continuationToken,
    steps,
    calls,
    unknown,
  }: Interaction,
): SessionEvent[] {
  return [
    {
      type: 'interaction.requested',
      turn,
      interaction: key,
      at: 0,
      model,
      stored,
      input,
      tier,
      secrets,
      basis,
      ...(background ? { background } : {}),
    },
    ...(id ? [{ type: 'interaction.created', interaction: key, id } as const] : []),
    ...steps
      .flatMap((state) => ofStep(key, state))
      .map((event) => (cursor === undefined ? event : { ...event, cursor })),
    ...unknown.map((raw) => ({ type: 'unknown.received', interaction: key, raw }) as const),
    ...(status
      ? [{ type: 'interaction.completed', interaction: key, status, usage, continuationToken, at: 0 } as const]
      : []),
    ...calls.flatMap((call) => ofCall(key, call)),
  ];
}

function ofStep(
  interaction: string,
  { index, step, open, startedAt, stoppedAt, argumentsText }: StepState,
): EventOf<'step.started' | 'step.delta' | 'step.stopped'>[] {
  return [
    { type: 'step.started', interaction, index, step: plainStep(step) as Step, at: startedAt },
    ...(argumentsText
      ? [
          {
            type: 'step.delta',
            interaction,
            index,
            delta: { type: 'arguments_delta', arguments: String(argumentsText) },
          } as const,
        ]
      : []),
    ...(open ? [] : [{ type: 'step.stopped', interaction, index, at: stoppedAt ?? 0 } as const]),
  ];
}

function ofCall(
  interaction: string,
  {
    call,
    title,
    effect,
    state,
    approval,
    decision,
    words,
    startedAt,
    question,
    answer,
    output,
    result,
    completedAt,
    summary,
  }: Call,
): SessionEvent[] {
  return [
    { type: 'call.received', interaction, call, title, effect },
    ...(approval ? [{ type: 'approval.requested', call: call.id, approval } as const] : []),
    ...(decision ? [{ type: 'approval.decided', call: call.id, decision, words } as const] : []),
    ...(startedAt === undefined ? [] : [{ type: 'call.started', call: call.id, at: startedAt } as const]),
    ...(question ? [{ type: 'question.asked', call: call.id, question } as const] : []),
    ...(answer === undefined ? [] : [{ type: 'question.answered', call: call.id, answer } as const]),
    ...(output === undefined ? [] : [{ type: 'call.output', call: call.id, text: output } as const]),
    ...(result
      ? [
          {
            type: 'call.completed',
            call: call.id,
            result,
            at: completedAt ?? 0,
            summary,
            stopped: state === 'stopped' || undefined,
          } as const,
        ]
      : []),
  ];
}
