// What was used and the caps in, a reason to stop and ask out: money or tokens of a turn, and of a session.

import { everyTurn } from '../shared/branch.ts';
import type { Question } from '../shared/events.ts';
import { meteredBeside } from '../shared/label.ts';
import { addMeters, type Meter, meterOf } from '../shared/meter.ts';
import type { Prices } from '../shared/prices.ts';
import { meteredOf } from '../shared/standing.ts';
import type { Transcript } from '../shared/transcript.ts';

/** 0: no cap. Money in US dollars. */
export interface Caps {
  readonly turnTokens: number;
  readonly sessionTokens: number;
  readonly turnMoney: number;
  readonly sessionMoney: number;
}

export interface Spending {
  readonly prices: Prices;
  readonly caps: Caps;
}

type Translate = (text: string, ...args: readonly (string | number)[]) => string;

/**
 * Of one session. Each cap asks once and, when the person goes on, again after as much once more. What was asked is known as long as the
 * window lives: after a reload it asks once more.
 */
export class CapWatch {
  /** How often each cap of the session was passed when the person was asked. */
  #asked = { tokens: 0, money: 0 };
  /** Sums of turns that ended, by turn: only the newest one still changes. */
  readonly #ended = new Map<string, Meter>();

  /** Before each interaction of a run. `since`: how many interactions the turn had when the person last said go on. */
  question(
    transcript: Transcript,
    since: number,
    { prices, caps }: Spending,
    at: number,
    t: Translate,
  ): Question | undefined {
    const turn = meterOf((transcript.last?.interactions ?? []).slice(since), prices, at);
    return ofTurn(turn, caps, t) ?? this.#ofSession(this.#session(transcript, prices, at), caps, t);
  }

  #ofSession(session: Meter, caps: Caps, t: Translate): Question | undefined {
    const passed = {
      tokens: caps.sessionTokens > 0 ? Math.floor(session.total / caps.sessionTokens) : 0,
      money: caps.sessionMoney > 0 ? Math.floor(session.money.usd / caps.sessionMoney) : 0,
    };
    const isMoney = passed.money > this.#asked.money;
    if (!isMoney && passed.tokens <= this.#asked.tokens) return undefined;
    this.#asked = passed;
    return {
      kind: 'session_cap',
      text: isMoney
        ? t('This session has cost about {0}. Go on?', money(session))
        : t('This session has used {0} tokens. Go on?', session.total.toLocaleString()),
    };
  }

  #session(transcript: Transcript, prices: Prices, at: number): Meter {
    let sum = meterOf(meteredBeside(transcript.label), prices, at);
    for (const turn of everyTurn(transcript)) {
      const known = turn === transcript.last ? undefined : this.#ended.get(turn.id);
      const meter = known ?? meterOf([...turn.interactions, ...meteredOf(turn)], prices, at);
      if (turn !== transcript.last) this.#ended.set(turn.id, meter);
      sum = addMeters(sum, meter);
    }
    return sum;
  }
}

function ofTurn(turn: Meter, caps: Caps, t: Translate): Question | undefined {
  if (caps.turnMoney > 0 && turn.money.usd >= caps.turnMoney)
    return { kind: 'turn_cap', text: t('This turn has cost about {0}. Go on?', money(turn)) };
  if (caps.turnTokens > 0 && turn.total >= caps.turnTokens)
    return { kind: 'turn_cap', text: t('This turn has used {0} tokens. Go on?', turn.total.toLocaleString()) };
  return undefined;
}

function money({ money: { usd } }: Meter): string {
  return `$${usd.toFixed(2)}`;
}
