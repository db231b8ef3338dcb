// What the shown session used in, its meter for the page out: sums, money, how full the model's window is, and what Google stores of it.

import { workspace } from 'vscode';
import type { Session } from '../../agent/session.ts';
import { windowOf } from '../../gemini/models.ts';
import { everyTurn } from '../../shared/branch.ts';
import { contextTokens } from '../../shared/context.ts';
import type { SessionEvent } from '../../shared/events.ts';
import { meteredBeside } from '../../shared/label.ts';
import type { HostState } from '../../shared/messages.ts';
import { meterOf } from '../../shared/meter.ts';
import { meteredOf } from '../../shared/standing.ts';
import { summaryOf } from '../../shared/summary.ts';
import { allTurns, type Transcript } from '../../shared/transcript.ts';
import { readSetting, spendingOf } from '../settings.ts';
import type { ChatPorts, Feature } from './feature.ts';

type Metered = Pick<HostState, 'meter' | 'storage' | 'prices'>;

/** Events after which something else was used. */
const telling: ReadonlySet<SessionEvent['type']> = new Set([
  'interaction.completed',
  'session.titled',
  'session.used',
  'branch.chosen',
  'conversation.compacted',
]);

/** Turns. */
const longSession = 30;

/** Recounted when something was counted, not with each state. */
export function meters(chat: ChatPorts): Feature {
  let known = new WeakMap<Session, Metered>();
  const waiting = new Map<Session, NodeJS.Timeout>();
  const waitNoMore = (session: Session) => {
    clearTimeout(waiting.get(session));
    waiting.delete(session);
  };
  return {
    commands: {},
    state() {
      const session = chat.session();
      if (!session) return {};
      if (!waiting.has(session) && !known.has(session)) known.set(session, metered(session));
      return known.get(session) ?? {};
    },
    happened({ type }) {
      if (!telling.has(type)) return;
      const session = chat.session();
      if (session) known.delete(session);
      chat.stateChanged();
    },
    entered(session) {
      waitNoMore(session);
      // Counting reads what is long past; what a person came to see goes first.
      if (known.has(session) || session.transcript.turns.length < longSession) return;
      const later = () => {
        waitNoMore(session);
        chat.stateChanged();
      };
      waiting.set(session, setTimeout(later, 500));
    },
    left: waitNoMore,
    settingsChanged() {
      known = new WeakMap();
    },
    dispose() {
      for (const session of waiting.keys()) waitNoMore(session);
    },
  };
}

function metered({ transcript }: Session): Metered {
  const configuration = workspace.getConfiguration('castor');
  const { prices } = spendingOf(configuration);
  const all = everyTurn(transcript).flatMap((turn) => [...turn.interactions, ...meteredOf(turn)]);
  return {
    prices,
    meter: {
      session: meterOf([...all, ...meteredBeside(transcript.label)], prices, Date.now()),
      context: contextOf(transcript),
    },
    storage: {
      private: readSetting(configuration, 'private'),
      stored: summaryOf(transcript).stored,
      days: readSetting(configuration, 'storageDays'),
    },
  };
}

/** `window`: how much the model takes that is asked next, where that is known. */
function contextOf(transcript: Transcript): { readonly tokens: number; readonly window?: number } {
  const model = allTurns(transcript)
    .flatMap(({ interactions }) => interactions)
    .findLast(({ usage }) => usage)?.model;
  const window = windowOf(model ?? '');
  return { tokens: contextTokens(transcript, window), ...(window === undefined ? {} : { window }) };
}
