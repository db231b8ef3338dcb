// A session in, the text of a file that holds all of it out; and such a text in, checked events out: what a stranger wrote is never trusted.

import { everyTurn } from '../../shared/branch.ts';
import { parseSummary } from '../../shared/compaction.ts';
import type { SessionEvent } from '../../shared/events.ts';
import { foldAll } from '../../shared/fold.ts';
import { snapshot } from '../../shared/snapshot.ts';
import { summaryOf, textsOf } from '../../shared/summary.ts';
import type { Transcript } from '../../shared/transcript.ts';
import { markdownOf } from './markdown.ts';

const format = 'castor.session';
const version = 1;

/** JSON of the whole session, all branches. `at`: Unix ms. */
export function exported(transcript: Transcript, at: number): string {
  return `${JSON.stringify({ format, version, exportedAt: new Date(at).toISOString(), events: snapshot(transcript) }, null, 1)}\n`;
}

export interface Imported {
  readonly events: readonly SessionEvent[];
  /** How many were left out: of no known kind or form. */
  readonly dropped: number;
}

/**
 * Undefined: not such a file. Ids of the server are left out: they may belong to another key, so the first prompt sends the conversation
 * once more. What was chosen and allowed in the session stays behind, too.
 */
export function imported(text: string): Imported | undefined {
  const file = parsed(text);
  if (file?.format !== format || typeof file.version !== 'number' || file.version > version) return undefined;
  if (!Array.isArray(file.events)) return undefined;
  const events = file.events.filter(isEvent);
  const kept = events.filter(({ type }) => !left.has(type));
  return isReadable(kept) ? { events: kept, dropped: file.events.length - events.length } : undefined;
}

/** What no guard of a single field sees: whatever reads a session reads this one, too. */
function isReadable(events: readonly SessionEvent[]): boolean {
  try {
    const transcript = foldAll(events);
    snapshot(transcript);
    textsOf(transcript);
    return markdownOf(transcript, everyTurn(transcript), summaryOf(transcript).title, String) !== '';
  } catch {
    return false;
  }
}

/** Facts of the machine it came from. */
const left: ReadonlySet<string> = new Set([
  'interaction.created',
  'options.changed',
  'session.marked',
  'activity.updated',
]);

type Kind = 'string' | 'number' | 'boolean' | 'object' | 'array';

/** What each kind of event must have for everything that reads it. */
const required: Readonly<Partial<Record<SessionEvent['type'], Readonly<Record<string, Kind>>>>> = {
  'session.created': { id: 'string', at: 'number' },
  'session.titled': { title: 'string', by: 'string' },
  'session.marked': {},
  'session.used': { model: 'string', usage: 'object' },
  'options.changed': { options: 'object' },
  'prompt.sent': { turn: 'string', at: 'number', text: 'string', attachments: 'array', model: 'string' },
  'branch.chosen': { turn: 'string' },
  'interaction.requested': {
    turn: 'string',
    interaction: 'string',
    at: 'number',
    model: 'string',
    stored: 'boolean',
    input: 'array',
  },
  'interaction.created': { interaction: 'string', id: 'string' },
  'step.started': { interaction: 'string', index: 'number', step: 'object', at: 'number' },
  'step.delta': { interaction: 'string', index: 'number', delta: 'object' },
  'step.stopped': { interaction: 'string', index: 'number', at: 'number' },
  'unknown.received': { interaction: 'string' },
  'interaction.completed': { interaction: 'string', status: 'string', at: 'number' },
  'conversation.compacted': { turn: 'string', compaction: 'object' },
  'chain.rebuilt': { turn: 'string', reason: 'string' },
  'call.received': { interaction: 'string', call: 'object', title: 'string', effect: 'string' },
  'approval.decided': { call: 'string', decision: 'string' },
  'call.started': { call: 'string', at: 'number' },
  'call.completed': { call: 'string', result: 'object', at: 'number' },
  'problems.changed': { turn: 'string', path: 'string', fixed: 'number', added: 'number' },
  'turn.completed': { turn: 'string', at: 'number', outcome: 'string' },
  'turn.resumed': { turn: 'string', at: 'number' },
};

const inside: Readonly<Record<string, (value: never) => boolean>> = {
  step: ({ type }: { type?: unknown }) => typeof type === 'string',
  call: ({ id, name, arguments: args }: Record<string, unknown>) =>
    typeof id === 'string' && typeof name === 'string' && kindOf(args) === 'object',
  attachments: (all: readonly { id?: unknown; label?: unknown }[]) =>
    all.every((one) => typeof one?.id === 'string' && typeof one.label === 'string'),
  input: (all: readonly { type?: unknown }[]) => all.every((one) => typeof one?.type === 'string'),
  compaction: ({ id, at, through, edited, model, summary }: Record<string, unknown>) =>
    [id, model].every((one) => typeof one === 'string') &&
    [at, through, edited].every((one) => kindOf(one) === 'number') &&
    parseSummary(summary) !== undefined,
  failure: ({ text, remedies }: Record<string, unknown>) => typeof text === 'string' && Array.isArray(remedies),
  question: ({ text }: { text?: unknown }) => typeof text === 'string',
};

function isEvent(value: unknown): value is SessionEvent {
  if (kindOf(value) !== 'object') return false;
  const event = value as Readonly<Record<string, unknown>>;
  const { type } = event;
  if (typeof type !== 'string' || !Object.hasOwn(required, type)) return false;
  const fields = required[type as SessionEvent['type']];
  if (!fields || !Object.entries(fields).every(([name, kind]) => kindOf(event[name]) === kind)) return false;
  if (Object.entries(event).some(([name, one]) => one === null && name !== 'raw')) return false;
  return Object.entries(inside).every(([name, holds]) => {
    const one = event[name];
    // `call` is an object in one kind of event and a name in others.
    return one === undefined || one === null || typeof one === 'string' || holds(one as never);
  });
}

/** No number in an event is larger than a time can be. */
const lastMoment = 8.64e15;

function kindOf(value: unknown): Kind | undefined {
  if (Array.isArray(value)) return 'array';
  const kind = typeof value;
  if (value === null || (kind === 'number' && !(Math.abs(value as number) <= lastMoment))) return undefined;
  return kind === 'string' || kind === 'boolean' || kind === 'object' || kind === 'number' ? kind : undefined;
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return kindOf(value) === 'object' ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
