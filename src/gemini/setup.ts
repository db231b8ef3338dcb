// What every call of this room works with: made once per `createGemini`, from its options.

import type { Clock, InteractionRequest, Log } from '../agent/ports.ts';
import type { Connection } from './exchange.ts';
import { english, type Translate } from './failure.ts';
import { redactor } from './redact.ts';
import { type Sdk, sdkFor } from './sdk.ts';
import type { Situation } from './situation.ts';

/** All in ms. */
export interface Timeouts {
  /** Silence after which the person is told. */
  readonly quietMs: number;
  /** Silence that ends a stream before its first step. */
  readonly firstEventMs: number;
  /** Silence that ends a stream between events. */
  readonly nextEventMs: number;
  /** Both of these for thinking level `high`. */
  readonly highThinkingMs: number;
  /** Longest a unary call may take. */
  readonly unaryMs: number;
  /** From the first try of a call to its last. */
  readonly retryBudgetMs: number;
  /** Between two looks at a background interaction; the second half is jitter. */
  readonly pollMs: number;
  /** Longest a background interaction is followed. */
  readonly backgroundMs: number;
}

export const defaultTimeouts: Timeouts = {
  quietMs: 8_000,
  firstEventMs: 60_000,
  nextEventMs: 45_000,
  highThinkingMs: 180_000,
  unaryMs: 60_000,
  retryBudgetMs: 300_000,
  pollMs: 10_000,
  backgroundMs: 70 * 60_000,
};

export interface GeminiOptions {
  readonly apiKey: string;
  /** Default `https://generativelanguage.googleapis.com`; a path is kept. */
  readonly baseUrl?: string;
  /** Default `v1beta`. */
  readonly apiVersion?: string;
  /** Default: the global fetch of the moment of each call. */
  readonly fetch?: typeof fetch;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 ≤ x < 1, for jitter. */
  readonly random?: () => number;
  /** Translates the sentences of failures. */
  readonly t?: Translate;
  readonly timeouts?: Partial<Timeouts>;
  /** Told of each body as it goes out, without the key, which is in no body. */
  readonly sent?: (request: InteractionRequest, body: Readonly<Record<string, unknown>>) => void;
  /** Continuation hops of a long answer to make unasked; each is billed for the whole input again. Default 0: the person is asked. */
  readonly maxHops?: number;
}

export interface Setup {
  readonly sdk: Sdk;
  /** For what is asked of the service without the SDK. */
  readonly connection: Connection;
  readonly hasKey: boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly t: Translate;
  readonly timeouts: Timeouts;
  readonly maxHops: number;
  sent(request: InteractionRequest, body: Readonly<Record<string, unknown>>): void;
  /** Names the service and key for the shared limiter. */
  readonly limiterKey: string;
  situation(facts: Partial<Situation>): Situation;
}

export function setUp(options: GeminiOptions): Setup {
  const { clock, log, random = Math.random, t = english, maxHops = 0 } = options;
  const apiKey = options.apiKey.trim();
  const baseUrl = (options.baseUrl?.trim() || 'https://generativelanguage.googleapis.com').replace(/\/+$/, '');
  const apiVersion = options.apiVersion?.trim() || 'v1beta';
  const redact = redactor(apiKey);
  const host = new URL(baseUrl).host;
  const connection = { apiKey, baseUrl, apiVersion, fetch: options.fetch, clock };
  return {
    sdk: sdkFor(connection),
    connection,
    hasKey: apiKey !== '',
    clock,
    log,
    random,
    t,
    timeouts: { ...defaultTimeouts, ...options.timeouts },
    maxHops,
    sent: options.sent ?? (() => {}),
    limiterKey: baseUrl,
    situation: (facts) => ({ ...facts, t, redact, now: clock.now(), host }),
  };
}
