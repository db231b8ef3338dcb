// Settings of the person and of the repository in, which of them count out.

import assert from 'node:assert/strict';
import { ConfigurationTarget, workspace } from 'vscode';
import { readSetting, runSettings } from '../../../src/vscode/settings.ts';

const castor = () => workspace.getConfiguration('castor');

export function settings(): void {
  describe('settings', () => {
    it('take where the key goes, and limits, from the person alone', () => {
      assert.equal(castor().inspect('model')?.workspaceValue, 'gemini-of-the-repository', 'the file was not read');
      assert.equal(readSetting(castor(), 'api.baseUrl'), '');
      assert.equal(readSetting(castor(), 'api.version'), '');
      assert.equal(readSetting(castor(), 'maxOutputTokens'), 0);
      assert.equal(readSetting(castor(), 'maxInteractions'), 50);
    });

    it('let a repository choose the model', () => {
      assert.equal(runSettings(castor()).model, 'gemini-of-the-repository');
    });

    it('cannot be written into the workspace where they are the person’s', async () => {
      await assert.rejects(
        async () => castor().update('api.baseUrl', 'https://evil.test', ConfigurationTarget.Workspace),
        /Unable to write castor\.api\.baseUrl to Workspace Settings/,
      );
    });

    it('count when the person sets them, at once', async () => {
      await castor().update('api.baseUrl', 'http://127.0.0.1:9', ConfigurationTarget.Global);
      try {
        assert.equal(readSetting(castor(), 'api.baseUrl'), 'http://127.0.0.1:9');
      } finally {
        await castor().update('api.baseUrl', undefined, ConfigurationTarget.Global);
      }
      assert.equal(readSetting(castor(), 'api.baseUrl'), '');
    });
  });
}
