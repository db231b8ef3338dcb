// The state beside the transcript: the model in use is always in the list, a foreign server is always named.

import assert from 'node:assert/strict';
import { defaultModel, modelTable } from '../../../../src/gemini/models.ts';
import { hostState } from '../../../../src/vscode/view/hostState.ts';

const parts = {
  model: defaultModel,
  trusted: true,
  hasFolder: true,
  busy: false,
  attachments: [],
  draft: '',
  baseUrl: '',
} as const;

describe('hostState', () => {
  it('offers the table of models', () => {
    assert.deepEqual(
      hostState(parts).models.map(({ id }) => id),
      modelTable.map(({ id }) => id),
    );
  });

  it('offers a model in use that the table does not know, without levels', () => {
    assert.deepEqual(hostState({ ...parts, model: 'mine' }).models.at(-1), {
      id: 'mine',
      label: 'mine',
      thinkingLevels: [],
    });
  });

  it('names the server only when it is not the public one', () => {
    assert.equal('server' in hostState(parts), false);
    assert.equal(hostState({ ...parts, baseUrl: 'http://127.0.0.1:8123/some/path?x=y' }).server, '127.0.0.1:8123');
    assert.equal(hostState({ ...parts, baseUrl: 'nonsense' }).server, 'nonsense');
  });
});
