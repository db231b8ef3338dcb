// The setting for background turns in, what the page's switch begins with out.

import { workspace } from 'vscode';
import { readSetting } from '../settings.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function background(_chat: ChatPorts): Feature {
  return {
    commands: {},
    state: () => ({ background: readSetting(workspace.getConfiguration('castor'), 'background') }),
  };
}
