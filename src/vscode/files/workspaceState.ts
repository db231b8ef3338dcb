// The editor's workspace and settings in, what the page is told of them out.

import { type Disposable, workspace } from 'vscode';
import { readSetting, runSettings } from '../settings.ts';
import type { StateParts } from '../view/hostState.ts';

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

/** Calls `changed` when the workspace or a setting of Castor is another; `settingsChanged` comes before it. */
export function onSurroundings(changed: () => void, settingsChanged: () => void): readonly Disposable[] {
  return [
    workspace.onDidGrantWorkspaceTrust(changed),
    workspace.onDidChangeWorkspaceFolders(changed),
    workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('castor')) return;
      settingsChanged();
      changed();
    }),
  ];
}
