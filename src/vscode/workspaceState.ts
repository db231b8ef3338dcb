// The editor's workspace and settings in, what the page is told of them out.

import { workspace } from 'vscode';
import type { StateParts } from './hostState.ts';
import { readSetting, runSettings } from './settings.ts';

export function workspaceState(): Pick<StateParts, 'model' | 'thinkingLevel' | 'trusted' | 'hasFolder' | 'baseUrl'> {
  const configuration = workspace.getConfiguration('castor');
  const { model, thinkingLevel } = runSettings(configuration);
  return {
    model,
    thinkingLevel,
    trusted: workspace.isTrusted,
    hasFolder: (workspace.workspaceFolders?.length ?? 0) > 0,
    baseUrl: readSetting(configuration, 'api.baseUrl'),
  };
}
