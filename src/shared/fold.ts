// A transcript and one event in, the next transcript out: the one fold of host, page, disk and tests.

import { showBranch } from './branch.ts';
import { defined } from './defined.ts';
import type { EventOf, SessionEvent } from './events.ts';
import { completeCall, foldCall } from './foldCall.ts';
import { foldFiles } from './foldFiles.ts';
import { foldReview } from './foldReview.ts';
import { foldLabel } from './label.ts';
import { closeStep, mergeDelta, openStep, reopenStep, stepTypeOf } from './merge.ts';
import { foldCompaction } from './standing.ts';
import type { Step } from './step.ts';
import {
  type Call,
  emptyTranscript,
  type Interaction,
  type StepState,
  type Transcript,
  type Turn,
} from './transcript.ts';

/** Pure. Events that do not fit (an unknown interaction, a call nobody made) change nothing; nothing throws. */
export function fold(transcript: Transcript, event: SessionEvent): Transcript {
  switch (event.type) {
    case 'session.created':
      return { ...transcript, session: event.id, createdAt: event.at };
    case 'options.changed':
      return { ...transcript, options: { ...transcript.options, ...event.options } };
    case 'session.titled':
    case 'session.marked':
    case 'session.used':
      return { ...transcript, label: foldLabel(transcript.label, event) };
    case 'prompt.sent':
      return startTurn(transcript, event);
    case 'branch.chosen':
      return showBranch(transcript, event.turn) ?? transcript;
    case 'interaction.requested':
    case 'chain.rebuilt':
    case 'activity.updated':
    case 'problems.changed':
    case 'turn.completed':
    case 'turn.resumed':
      return inLastTurn(transcript, event.turn, (turn) => foldTurn(turn, event));
    case 'interaction.created':
    case 'step.started':
    case 'step.delta':
    case 'step.stopped':
    case 'interaction.replayed':
    case 'unknown.received':
    case 'interaction.completed':
    case 'call.received':
      return inInteraction(
        transcript,
        ({ key }) => key === event.interaction,
        (interaction) => foldInteraction(interaction, event),
      );
    case 'file.reviewed':
      return foldReview(transcript, event);
    case 'conversation.compacted':
      return foldCompaction(transcript, event);
    case 'approval.requested':
    case 'hunks.decided':
    case 'approval.decided':
    case 'call.started':
    case 'call.output':
    case 'question.asked':
    case 'question.answered':
      return inCall(transcript, event.call, (call) => foldCall(call, event));
    case 'files.changed':
    case 'restore.completed':
      return foldFiles(transcript, event);
    case 'call.completed':
      return inCall(transcript, event.call, (call) => completeCall(call, event));
    default:
      return transcript;
  }
}

export function foldAll(events: Iterable<SessionEvent>, from: Transcript = emptyTranscript): Transcript {
  let transcript = from;
  for (const event of events) transcript = fold(transcript, event);
  return transcript;
}

/** A parent that is not known (a page gets the newest turns only) leaves nothing to show before the turn. */
function startTurn(before: Transcript, event: EventOf<'prompt.sent'>): Transcript {
  const { turn: id, text, attachments, at, model, output, parent = before.last?.id ?? '', side, order, form } = event;
  const transcript = showBranch(before, parent) ?? showBranch(before, '') ?? before;
  const { turns, last, others } = transcript;
  const turn: Turn = {
    id,
    parent,
    order: order ?? Math.max(last?.order ?? -1, others.at(-1)?.order ?? -1) + 1,
    ...(side ? { side } : {}),
    ...(form ? { form } : {}),
    prompt: { text, attachments, at },
    model,
    ...(output ? { output } : {}),
    interactions: [],
  };
  return { ...transcript, turns: last ? [...turns, last] : turns, last: turn };
}

function inLastTurn(transcript: Transcript, id: string, change: (turn: Turn) => Turn): Transcript {
  return transcript.last?.id === id ? { ...transcript, last: change(transcript.last) } : transcript;
}

/** Only the newest turn changes; its interactions are bounded by the agent's guard, so copying their list is constant work. */
function inInteraction(
  transcript: Transcript,
  is: (interaction: Interaction) => boolean,
  change: (interaction: Interaction) => Interaction,
): Transcript {
  const at = transcript.last?.interactions.findLastIndex(is) ?? -1;
  if (!transcript.last || at < 0) return transcript;
  const { interactions } = transcript.last;
  return {
    ...transcript,
    last: { ...transcript.last, interactions: interactions.with(at, change(interactions[at]!)) },
  };
}

function inCall(transcript: Transcript, id: string, change: (call: Call) => Call): Transcript {
  return inInteraction(
    transcript,
    ({ calls }) => calls.some(({ call }) => call.id === id),
    (interaction) => ({
      ...interaction,
      calls: interaction.calls.map((call) => (call.call.id === id ? change(call) : call)),
    }),
  );
}

function foldTurn(
  turn: Turn,
  event: EventOf<
    | 'interaction.requested'
    | 'chain.rebuilt'
    | 'activity.updated'
    | 'problems.changed'
    | 'turn.completed'
    | 'turn.resumed'
  >,
): Turn {
  switch (event.type) {
    case 'interaction.requested': {
      const { interaction: key, model, stored, input, background, tier, secrets, basis } = event;
      const empty = { key, id: '', model, stored, input, steps: [], calls: [], unknown: [] };
      const asked = defined({ background, tier, secrets, basis });
      return { ...turn, interactions: [...turn.interactions, { ...empty, ...asked }] };
    }
    case 'chain.rebuilt':
      return { ...turn, rebuilt: event.reason };
    case 'activity.updated':
      return { ...turn, activity: event.activity };
    case 'problems.changed': {
      const { path, fixed, added } = event;
      const others = (turn.problems ?? []).filter((one) => one.path !== path);
      return { ...turn, problems: [...others, { path, fixed, added }] };
    }
    case 'turn.completed': {
      const { outcome, failure, question, at } = event;
      return {
        ...turn,
        outcome,
        failure,
        question,
        activity: undefined,
        completedAt: at,
        interactions: turn.interactions.map((interaction) => settle(interaction, at)),
      };
    }
    case 'turn.resumed':
      return { ...turn, outcome: undefined, failure: undefined, question: undefined, completedAt: undefined };
  }
}

type InteractionEvent = EventOf<
  | 'interaction.created'
  | 'step.started'
  | 'step.delta'
  | 'step.stopped'
  | 'interaction.replayed'
  | 'unknown.received'
  | 'interaction.completed'
  | 'call.received'
>;

function foldInteraction(interaction: Interaction, event: InteractionEvent): Interaction {
  switch (event.type) {
    case 'interaction.created':
      return { ...interaction, id: event.id };
    case 'step.started':
      return reached(
        withStep(interaction, event.index, (state) =>
          state ? reopenStep(state, event.step) : openStep(event.index, event.step, event.at),
        ),
        event,
      );
    case 'step.delta':
      return reached(
        withStep(interaction, event.index, (state) =>
          mergeDelta(state ?? openStep(event.index, { type: stepTypeOf(event.delta) } as Step, 0), event.delta),
        ),
        event,
      );
    case 'step.stopped':
      return reached(
        withStep(interaction, event.index, (state) => state && closeStep(state, event.at)),
        event,
      );
    case 'interaction.replayed':
      return { ...interaction, steps: [], cursor: undefined };
    case 'unknown.received':
      return { ...interaction, unknown: [...interaction.unknown, event.raw] };
    case 'interaction.completed': {
      const { status, usage = interaction.usage, continuationToken, at } = event;
      return settle({ ...interaction, status, usage, continuationToken }, at);
    }
    case 'call.received': {
      const { call, title, effect } = event;
      return {
        ...interaction,
        calls: [
          ...interaction.calls.filter(({ call: { id } }) => id !== call.id),
          { call, title, effect, state: 'received' },
        ],
      };
    }
  }
}

/** A delta without a name leaves none: what comes after an older one would bring it a second time. Starts and ends may come twice. */
function reached(
  interaction: Interaction,
  event: EventOf<'step.started' | 'step.delta' | 'step.stopped'>,
): Interaction {
  if (!interaction.background || interaction.steps.length === 0) return interaction;
  const cursor = event.cursor ?? (event.type === 'step.delta' ? undefined : interaction.cursor);
  return cursor === interaction.cursor ? interaction : { ...interaction, cursor };
}

/** Steps are kept in the order of their index; the newest one is nearly always the one that changes. */
function withStep(
  interaction: Interaction,
  index: number,
  change: (state: StepState | undefined) => StepState | undefined,
): Interaction {
  const { steps } = interaction;
  const at = steps.findLastIndex((state) => state.index <= index);
  const found = steps[at]?.index === index ? steps[at] : undefined;
  const next = change(found);
  if (!next || next === found) return interaction;
  return { ...interaction, steps: found ? steps.with(at, next) : steps.toSpliced(at + 1, 0, next) };
}

/** No step stays open once nothing more can arrive. */
function settle(interaction: Interaction, at: number): Interaction {
  if (!interaction.steps.some(({ open }) => open)) return interaction;
  return { ...interaction, steps: interaction.steps.map((state) => (state.open ? closeStep(state, at) : state)) };
}
