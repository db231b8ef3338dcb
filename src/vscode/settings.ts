// The editor's configuration in, checked values out; one table, equal to the manifest's `configuration` (a test holds them equal).

import type { ConfigurationTarget, WorkspaceConfiguration } from 'vscode';
import type { RunSettings } from '../agent/ports.ts';
import { defaultModel, type ThinkingLevel, thinkingLevelsOf } from '../gemini/models.ts';

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
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;

/** Keys without the `castor.` in front. '', 'default' and 0 mean: the service's own default. */
export const settings = {
  'api.baseUrl': { fallback: '', from: 'user', accepts: isText },
  'api.version': { fallback: '', from: 'user', accepts: isText },
  model: { fallback: defaultModel, from: 'any', accepts: (value) => isText(value) && value !== '' },
  thinkingLevel: { fallback: 'default', from: 'any', accepts: isText },
  thinkingSummaries: { fallback: true, from: 'any', accepts: (value) => typeof value === 'boolean' },
  maxOutputTokens: { fallback: 0, from: 'user', accepts: isCount },
  maxInteractions: { fallback: 50, from: 'user', accepts: (value) => isCount(value) && value !== 0 },
} as const satisfies Record<string, Setting<string | number | boolean>>;

export type SettingKey = keyof typeof settings;

type Value<K extends SettingKey> = (typeof settings)[K]['fallback'] extends string
  ? string
  : (typeof settings)[K]['fallback'] extends number
    ? number
    : boolean;

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
  const model = readSetting(configuration, 'model');
  return {
    model,
    thinkingLevel: thinkingLevel(configuration, model),
    thinkingSummaries: readSetting(configuration, 'thinkingSummaries') ? 'auto' : 'none',
    maxOutputTokens: readSetting(configuration, 'maxOutputTokens') || undefined,
    maxInteractions: readSetting(configuration, 'maxInteractions'),
    store: true,
  };
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
