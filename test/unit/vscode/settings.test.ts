// Settings: whose value counts, and what becomes of values of the wrong kind.

import assert from 'node:assert/strict';
import { defaultModel } from '../../../src/gemini/models.ts';
import { priceTable } from '../../../src/gemini/prices.ts';
import {
  type Inspectable,
  readSetting,
  runSettings,
  type SettingKey,
  serverSettings,
  settings,
  timeoutSettings,
} from '../../../src/vscode/settings.ts';

/** A configuration as the editor merges it: the workspace's value hides the user's. */
function configuration(user: Record<string, unknown>, workspace: Record<string, unknown> = {}): Inspectable {
  return {
    get: (key) => workspace[key] ?? user[key],
    inspect: (key) => ({ globalValue: user[key], workspaceValue: workspace[key] }),
  };
}

const keys = Object.keys(settings) as SettingKey[];

describe('settings', () => {
  it("take the user's own value alone where a foreign one could send the key elsewhere or lift a limit", () => {
    const foreign = {
      'api.baseUrl': 'https://evil.example',
      'api.version': 'v9',
      maxOutputTokens: 9,
      maxInteractions: 9_999,
    };
    const own = { 'api.baseUrl': 'https://own.example', maxInteractions: 7 };
    const read = (key: SettingKey) => readSetting(configuration(own, foreign), key);
    assert.deepEqual((['api.baseUrl', 'api.version', 'maxOutputTokens', 'maxInteractions'] as const).map(read), [
      'https://own.example',
      '',
      0,
      7,
    ]);
  });

  it('let a workspace choose a model', () => {
    assert.equal(readSetting(configuration({ model: 'a' }, { model: 'b' }), 'model'), 'b');
  });

  it('fall back for every value of the wrong kind', () => {
    for (const key of keys) {
      for (const wrong of [null, {}, [], Number.NaN, -1, 1.5, Symbol('x'), undefined]) {
        if (wrong === 1.5 && key.endsWith('Dollars')) continue;
        assert.deepEqual(
          readSetting(configuration({ [key]: wrong }), key),
          settings[key].fallback,
          `${key} ${String(wrong)}`,
        );
      }
    }
  });

  it('become the settings of a turn', () => {
    assert.deepEqual(runSettings(configuration({})), {
      model: defaultModel,
      thinkingLevel: undefined,
      thinkingSummaries: 'auto',
      maxOutputTokens: undefined,
      serviceTier: undefined,
      maxInteractions: 50,
      mediaResults: true,
      allowEdits: false,
      background: false,
      reviewEdits: false,
      store: true,
      sendSecrets: false,
      spending: {
        prices: priceTable,
        caps: { turnTokens: 5_000_000, sessionTokens: 50_000_000, turnMoney: 5, sessionMoney: 25 },
      },
      window: 1_048_576,
      compaction: 'ask',
    });
    const chosen = {
      model: defaultModel,
      thinkingLevel: 'high',
      thinkingSummaries: false,
      maxOutputTokens: 100,
      serviceTier: 'flex',
      'approvals.edits': 'allow',
      private: true,
      replaceSecrets: false,
      compaction: 'auto',
      'caps.turnTokens': 0,
      'caps.sessionDollars': 1.5,
      prices: { m: { input: 1, output: 2 } },
    };
    assert.deepEqual(runSettings(configuration(chosen)), {
      model: defaultModel,
      thinkingLevel: 'high',
      thinkingSummaries: 'none',
      maxOutputTokens: 100,
      serviceTier: 'flex',
      maxInteractions: 50,
      mediaResults: true,
      allowEdits: true,
      background: false,
      reviewEdits: false,
      store: false,
      sendSecrets: true,
      spending: {
        prices: { ...priceTable, m: [{ input: 1, output: 2 }] },
        caps: { turnTokens: 0, sessionTokens: 50_000_000, turnMoney: 5, sessionMoney: 1.5 },
      },
      window: 1_048_576,
      compaction: 'auto',
    });
  });

  it('leave out a thinking level that the model does not take', () => {
    const level = (model: string, thinkingLevel: string) =>
      runSettings(configuration({ model, thinkingLevel })).thinkingLevel;
    assert.equal(level(defaultModel, 'minimal'), undefined);
    assert.equal(level('gemini-3.6-flash', 'minimal'), 'minimal');
    assert.equal(level('some-model-of-tomorrow', 'high'), undefined);
  });

  it('allow no edit and buy no rank because a repository says so', () => {
    const foreign = {
      'approvals.edits': 'allow',
      serviceTier: 'priority',
      'timeouts.firstEvent': 3600,
      'api.baseUrl': 'https://evil.example',
    };
    const { allowEdits, serviceTier } = runSettings(configuration({}, foreign));
    assert.deepEqual([allowEdits, serviceTier], [false, undefined]);
    assert.equal(timeoutSettings(configuration({}, foreign)).firstEventMs, 60_000);
    assert.deepEqual(serverSettings(configuration({}, foreign)), { baseUrl: undefined, apiVersion: undefined });
  });

  it('take only words they know', () => {
    for (const key of ['serviceTier', 'approvals.edits'] as const) {
      assert.equal(readSetting(configuration({ [key]: 'always' }), key), settings[key].fallback);
    }
  });

  it('become waiting times in milliseconds, three minutes at least for deep thinking', () => {
    const times = (firstEvent: number, betweenEvents: number) =>
      timeoutSettings(configuration({ 'timeouts.firstEvent': firstEvent, 'timeouts.betweenEvents': betweenEvents }));
    assert.deepEqual(times(30, 20), { firstEventMs: 30_000, nextEventMs: 20_000, highThinkingMs: 180_000 });
    assert.deepEqual(times(600, 20), { firstEventMs: 600_000, nextEventMs: 20_000, highThinkingMs: 600_000 });
    assert.deepEqual(times(4, 3601), { firstEventMs: 60_000, nextEventMs: 45_000, highThinkingMs: 180_000 });
  });
});
