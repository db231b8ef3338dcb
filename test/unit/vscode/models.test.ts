// The models to offer: favourites first, the table, what else the service lists; names that were retired.

import assert from 'node:assert/strict';
import { defaultModel, modelTable, replacementOf } from '../../../src/gemini/models.ts';
import { longList, shortList } from '../../../src/vscode/models/list.ts';
import { commandModel, runSettings } from '../../../src/vscode/settings.ts';

const listed = [
  { id: defaultModel, displayName: 'Gemini 3.8 Flash' },
  { id: 'gemini-5-test', displayName: 'Gemini 5', inputTokenLimit: 2_000_000 },
];
const user = (values: Record<string, unknown>) => ({
  get: (key: string) => values[key],
  inspect: (key: string) => ({ globalValue: values[key] }),
});

describe('models', () => {
  it('in the prompt box are favourites, then the table', () => {
    assert.deepEqual(
      shortList(listed, []).map(({ id }) => id),
      modelTable.map(({ id }) => id),
    );
    const [first, second, ...rest] = shortList(listed, ['gemini-5-test', 'gemini-4-argon']);
    assert.deepEqual([first?.label, second?.label], ['Gemini 5', 'Gemini 4 Argon']);
    assert.equal(rest.length, modelTable.length - 1);
    assert.ok(!rest.some(({ id }) => id === 'gemini-4-argon'));
  });

  it('to choose from are all of them; what the service does not list for the key is told', () => {
    const all = longList(listed, []);
    assert.deepEqual(
      all.find(({ id }) => id === 'gemini-5-test'),
      {
        id: 'gemini-5-test',
        label: 'Gemini 5',
        description: '2M',
        thinkingLevels: [],
        known: false,
        gone: false,
      },
    );
    assert.equal(all.find(({ id }) => id === defaultModel)?.gone, false);
    assert.equal(all.find(({ id }) => id === 'gemini-4-carbon')?.gone, true);
    assert.ok(longList([], []).every(({ gone }) => !gone));
  });

  it('that were retired are replaced, others are left alone', () => {
    for (const id of ['gemini-3-pro-preview', 'models/gemini-1.5-pro', 'gemini-pro', 'gemini-1.0-pro-001']) {
      assert.equal(replacementOf(id), defaultModel, id);
    }
    for (const { id } of modelTable) assert.equal(replacementOf(id), undefined, id);
    for (const id of ['gemini-pro-latest', 'gemini-2.5-pro', 'mine']) assert.equal(replacementOf(id), undefined, id);
    assert.equal(runSettings(user({ model: 'gemini-3-pro-preview' })).model, defaultModel);
  });

  it('can be named for a command', () => {
    const settings = user({ commandModels: { explain: 'gemini-3.5-flash-lite', fix: 7, review: 'gemini-1.5-pro' } });
    assert.equal(commandModel(settings, 'explain'), 'gemini-3.5-flash-lite');
    assert.equal(commandModel(settings, 'fix'), undefined);
    assert.equal(commandModel(settings, 'tests'), undefined);
    assert.equal(commandModel(settings, 'review'), defaultModel);
  });

  it('get seed, stop sequences and tool choice only where they are set', () => {
    const { seed, stopSequences, toolChoice } = runSettings(
      user({ seed: 0, stopSequences: ['END'], toolChoice: 'none' }),
    );
    assert.deepEqual([seed, stopSequences, toolChoice], [0, ['END'], 'none']);
    const plain = runSettings(user({ seed: -1, stopSequences: [], toolChoice: 'sometimes' }));
    assert.ok(!('seed' in plain) && !('stopSequences' in plain) && !('toolChoice' in plain));
  });
});
