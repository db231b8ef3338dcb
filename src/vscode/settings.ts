// The editor's configuration in, checked values out; one table, equal to the manifest's `configuration` (a test holds them equal).

import type { ConfigurationTarget, WorkspaceConfiguration } from 'vscode';
import type { Spending } from '../agent/caps.ts';
import type { RunSettings } from '../agent/runSettings.ts';
import {
  defaultModel,
  replacementOf,
  type ThinkingLevel,
  takesMediaResults,
  thinkingLevelsOf,
  windowOf,
} from '../gemini/models.ts';
import { pricesWith } from '../gemini/prices.ts';
import type { Timeouts } from '../gemini/setup.ts';

interface Setting<T> {
  readonly fallback: T;
  /**
   * Whose value counts. 'user': the user's own alone, whatever a repository's files say, because a foreign value could send the key
   * elsewhere or lift a limit. 'any': a workspace may choose, too.
   */
  readonly from: 'user' | 'any';
  readonly accepts: (value: unknown) => boolean;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const isSeconds = (value: unknown): boolean => isCount(value) && (value as number) >= 5 && (value as number) <= 3600;
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isMoney = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isOneOf =
  (...words: readonly string[]) =>
  (value: unknown): boolean =>
    words.includes(value as string);

/** Keys without the `castor.` in front. '', 'default' and 0 mean: the service's own default. */
export const settings = {
  'api.baseUrl': { fallback: '', from: 'user', accepts: isText },
  'api.version': { fallback: '', from: 'user', accepts: isText },
  model: { fallback: defaultModel, from: 'any', accepts: (value) => isText(value) && value !== '' },
  thinkingLevel: { fallback: 'default', from: 'any', accepts: isText },
  thinkingSummaries: { fallback: true, from: 'any', accepts: (value) => typeof value === 'boolean' },
  background: { fallback: false, from: 'any', accepts: (value) => typeof value === 'boolean' },
  favoriteModels: { fallback: [], from: 'user', accepts: isTextList },
  commandModels: { fallback: {}, from: 'user', accepts: isObject },
  seed: {
    fallback: -1,
    from: 'any',
    accepts: (value) => Number.isInteger(value) && (value as number) >= -1 && (value as number) < 2 ** 31,
  },
  stopSequences: { fallback: [], from: 'any', accepts: isTextList },
  toolChoice: { fallback: 'default', from: 'user', accepts: isOneOf('default', 'auto', 'any', 'none', 'validated') },
  maxOutputTokens: { fallback: 0, from: 'user', accepts: isCount },
  serviceTier: { fallback: 'default', from: 'user', accepts: isOneOf('default', 'flex', 'standard', 'priority') },
  maxInteractions: { fallback: 50, from: 'user', accepts: (value) => isCount(value) && value !== 0 },
  instructions: { fallback: true, from: 'any', accepts: (value) => typeof value === 'boolean' },
  mcpServers: { fallback: {}, from: 'user', accepts: isObject },
  'approvals.edits': { fallback: 'ask', from: 'user', accepts: isOneOf('ask', 'review', 'allow') },
  'checkpoints.days': { fallback: 30, from: 'user', accepts: (value) => isCount(value) && value !== 0 },
  'caps.turnTokens': { fallback: 5_000_000, from: 'user', accepts: isCount },
  'caps.sessionTokens': { fallback: 50_000_000, from: 'user', accepts: isCount },
  'caps.turnDollars': { fallback: 5, from: 'user', accepts: isMoney },
  'caps.sessionDollars': { fallback: 25, from: 'user', accepts: isMoney },
  compaction: { fallback: 'ask', from: 'user', accepts: isOneOf('ask', 'auto', 'off') },
  prices: { fallback: {}, from: 'user', accepts: isObject },
  sessionTitles: { fallback: true, from: 'user', accepts: isFlag },
  private: { fallback: false, from: 'user', accepts: isFlag },
  replaceSecrets: { fallback: true, from: 'user', accepts: isFlag },
  storageDays: {
    fallback: 55,
    from: 'user',
    accepts: (value) => isCount(value) && value !== 0 && (value as number) <= 365,
  },
  'browser.path': { fallback: '', from: 'user', accepts: isText },
  'browser.window': { fallback: 'auto', from: 'user', accepts: isOneOf('auto', 'visible', 'hidden') },
  'browser.sandbox': { fallback: true, from: 'user', accepts: isFlag },
  'browser.exclude': { fallback: '', from: 'user', accepts: isText },
  'timeouts.firstEvent': { fallback: 60, from: 'user', accepts: isSeconds },
  'timeouts.betweenEvents': { fallback: 45, from: 'user', accepts: isSeconds },
} as const satisfies Record<string, Setting<string | number | boolean | object>>;

export type SettingKey = keyof typeof settings;

type Value<K extends SettingKey> = (typeof settings)[K]['fallback'] extends string
  ? string
  : (typeof settings)[K]['fallback'] extends number
    ? number
    : (typeof settings)[K]['fallback'] extends boolean
      ? boolean
      : object;

/** `configuration`: the `castor` section. A value of the wrong kind counts as not set. */
export function readSetting<K extends SettingKey>(configuration: Inspectable, key: K): Value<K> {
  const { fallback, from, accepts }: Setting<unknown> = settings[key];
  const value = from === 'user' ? configuration.inspect(key)?.globalValue : configuration.get(key);
  return (value !== undefined && accepts(value) ? value : fallback) as Value<K>;
}

/** The part of a `WorkspaceConfiguration` that reading needs. */
export interface Inspectable {
  get(key: string): unknown;
  inspect(key: string): { readonly globalValue?: unknown; readonly workspaceValue?: unknown } | undefined;
}

/** What one turn runs with. A thinking level that the model does not take is left out. */
export function runSettings(configuration: Inspectable): RunSettings {
  const named = readSetting(configuration, 'model');
  const model = replacementOf(named) ?? named;
  return {
    model,
    thinkingLevel: thinkingLevel(configuration, model),
    thinkingSummaries: readSetting(configuration, 'thinkingSummaries') ? 'auto' : 'none',
    maxOutputTokens: readSetting(configuration, 'maxOutputTokens') || undefined,
    ...generationSettings(configuration),
    serviceTier: serviceTier(configuration),
    maxInteractions: readSetting(configuration, 'maxInteractions'),
    background: readSetting(configuration, 'background'),
    mediaResults: takesMediaResults(model),
    allowEdits: readSetting(configuration, 'approvals.edits') !== 'ask',
    reviewEdits: readSetting(configuration, 'approvals.edits') === 'review',
    store: !readSetting(configuration, 'private'),
    sendSecrets: !readSetting(configuration, 'replaceSecrets'),
    spending: spendingOf(configuration),
    window: windowOf(model),
    compaction: readSetting(configuration, 'compaction') as RunSettings['compaction'],
  };
}

/** The caps, and the prices they are counted in. */
export function spendingOf(configuration: Inspectable): Spending {
  return {
    prices: pricesWith(readSetting(configuration, 'prices')),
    caps: {
      turnTokens: readSetting(configuration, 'caps.turnTokens'),
      sessionTokens: readSetting(configuration, 'caps.sessionTokens'),
      turnMoney: readSetting(configuration, 'caps.turnDollars'),
      sessionMoney: readSetting(configuration, 'caps.sessionDollars'),
    },
  };
}

/** The texts of a list. */
export function listSetting(configuration: Inspectable, key: 'favoriteModels' | 'stopSequences'): readonly string[] {
  return readSetting(configuration, key) as readonly string[];
}

/** The model that a command on code uses, where the user's settings name one for it. */
export function commandModel(configuration: Inspectable, command: string): string | undefined {
  const model: unknown = (readSetting(configuration, 'commandModels') as Record<string, unknown>)[command];
  return typeof model === 'string' && model !== '' ? (replacementOf(model) ?? model) : undefined;
}

function generationSettings(configuration: Inspectable): Pick<RunSettings, 'seed' | 'stopSequences' | 'toolChoice'> {
  const seed = readSetting(configuration, 'seed');
  const stop = listSetting(configuration, 'stopSequences');
  const choice = readSetting(configuration, 'toolChoice');
  return {
    ...(seed >= 0 ? { seed } : {}),
    ...(stop.length > 0 ? { stopSequences: stop } : {}),
    ...(choice === 'default' ? {} : { toolChoice: choice }),
  };
}

function serviceTier(configuration: Inspectable): RunSettings['serviceTier'] {
  const chosen = readSetting(configuration, 'serviceTier');
  return chosen === 'default' ? undefined : (chosen as RunSettings['serviceTier']);
}

/** Where requests go; undefined: the public server, the version this Castor was built for. */
export function serverSettings(configuration: Inspectable): {
  readonly baseUrl?: string;
  readonly apiVersion?: string;
} {
  return {
    baseUrl: readSetting(configuration, 'api.baseUrl') || undefined,
    apiVersion: readSetting(configuration, 'api.version') || undefined,
  };
}

/** How long a stream may be silent. Deep thinking is silent for longer: three minutes at least. */
export function timeoutSettings(configuration: Inspectable): Partial<Timeouts> {
  const firstEventMs = readSetting(configuration, 'timeouts.firstEvent') * 1000;
  const nextEventMs = readSetting(configuration, 'timeouts.betweenEvents') * 1000;
  return { firstEventMs, nextEventMs, highThinkingMs: Math.max(180_000, firstEventMs, nextEventMs) };
}

function thinkingLevel(configuration: Inspectable, model: string): ThinkingLevel | undefined {
  const chosen = readSetting(configuration, 'thinkingLevel');
  return thinkingLevelsOf(model).find((level) => level === chosen);
}

/** Changes the value that counts: the workspace's when it has one, else the user's. `undefined` takes the value away. */
export async function chooseSetting(
  configuration: WorkspaceConfiguration,
  key: 'model' | 'thinkingLevel',
  value: string | undefined,
): Promise<void> {
  const global: ConfigurationTarget.Global = 1;
  const workspace: ConfigurationTarget.Workspace = 2;
  const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  await configuration.update(key, value, inWorkspace ? workspace : global);
}
