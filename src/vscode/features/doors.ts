// Buttons of the page that lead to commands of the editor: the key, the settings, the log.

import { commands } from 'vscode';
import type { Feature } from './feature.ts';

export function doors(): Feature<'set_key' | 'open_settings' | 'show_log'> {
  return {
    commands: {
      set_key: () => commands.executeCommand('castor.setApiKey'),
      open_settings: () => commands.executeCommand('workbench.action.openSettings', '@ext:castor.castor'),
      show_log: () => commands.executeCommand('castor.showLog'),
    },
  };
}
