// Options in, the agent's Gemini port out: the entry of the bundle that holds the SDK, loaded when a prompt is near.

import type { Gemini, Model } from '../agent/ports.ts';
import type { Exchange } from './exchange.ts';
import { remoteFilesOf } from './files.ts';
import { type ListedModel, listModels } from './modelList.ts';
import { canChat } from './models.ts';
import { openStream } from './open.ts';
import { rehearse } from './rehearse.ts';
import { follow, getRecord } from './resume.ts';
import { type GeminiOptions, type Setup, setUp } from './setup.ts';
import { storesOf } from './stores.ts';
import { Translator } from './stream.ts';
import { callUnary } from './unary.ts';

/** Models of the service's list that are read, pages and all. */
const modelLimit = 500;
/** For calls a person waits for with nothing to look at, in ms. */
const shortBudgetMs = 30_000;

/**
 * The Interactions API with a key of one's own. No environment variable changes where the key goes, what is sent or what is logged.
 * Throws a TypeError for a base URL that is none; nothing is sent before the first call.
 */
export function createGemini(options: GeminiOptions): Gemini {
  const setup = setUp(options);
  return {
    open: (request, signal) => openStream(setup, request, signal),
    resume: (id, known, signal) =>
      follow({ setup, id, translator: Translator.knowing(id, known), sinceStart: true, slow: known.slow, signal }),
    get: (id, { includeInput = false, signal }) => getRecord(setup, id, includeInput, signal),
    cancel: async (id, signal) => {
      await end(setup, 'cancel', id, {}, signal);
    },
    // 404: it is gone already. 501: the service does not offer it at times; its copies expire by themselves (contract section 12).
    delete: (id, signal) => end(setup, 'delete', id, { 404: 'gone', 501: 'unsupported' }, signal),
    async models(signal) {
      const run = (exchange: Exchange) => listModels(setup.connection, modelLimit, exchange);
      const budgetMs = Math.min(shortBudgetMs, setup.timeouts.retryBudgetMs);
      const listed = await callUnary(setup, { name: 'models', run, situation: {}, budgetMs }, signal);
      return listed.flatMap(toModel);
    },
    files: remoteFilesOf(setup),
    stores: storesOf(setup),
    async warm(signal) {
      try {
        const run = (exchange: Exchange) => listModels(setup.connection, 1, exchange);
        const connected = callUnary(setup, { name: 'warm', run, situation: {}, budgetMs: 0 }, signal);
        await Promise.all([connected, rehearse(options)]);
      } catch {
        // The first prompt finds out for itself, and can say it.
      }
    },
  };
}

/** Cancel or delete. Any 2xx will do: the SDK takes an empty 204 for an error. `fine`: other answers that are no failure, by status. */
function end<T extends string = never>(
  setup: Setup,
  name: 'cancel' | 'delete',
  id: string,
  fine: Readonly<Record<number, T>>,
  signal: AbortSignal,
): Promise<'deleted' | T> {
  const outcomeOf = (status: number) => (status >= 200 && status < 300 ? 'deleted' : fine[status]);
  return callUnary<'deleted' | T>(
    setup,
    {
      name,
      run: async (exchange) => {
        await setup.sdk[name](id, exchange);
        return 'deleted';
      },
      situation: { byId: true },
      forgive: ({ status = 0 }) => {
        const value = outcomeOf(status);
        return value && { value };
      },
      budgetMs: shortBudgetMs,
    },
    signal,
  );
}

function toModel({
  name = '',
  displayName,
  inputTokenLimit,
  outputTokenLimit,
  supportedGenerationMethods,
}: ListedModel): Model[] {
  const id = name.replace(/^models\//, '');
  if (!canChat(id, supportedGenerationMethods)) return [];
  return [
    {
      id,
      displayName: displayName ?? id,
      ...(inputTokenLimit === undefined ? {} : { inputTokenLimit }),
      ...(outputTokenLimit === undefined ? {} : { outputTokenLimit }),
    },
  ];
}
