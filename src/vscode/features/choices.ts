// The choices of the prompt box in: settings for all sessions, options for the one that is shown.

import { workspace } from 'vscode';
import type { Mode } from '../../shared/options.ts';
import { chooseSetting, readSetting } from '../settings.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function choices(chat: ChatPorts): Feature<'choose_model' | 'choose_thinking' | 'set_options'> {
  const configuration = () => workspace.getConfiguration('castor');
  return {
    commands: {
      choose_model: ({ model }) => chooseSetting(configuration(), 'model', model),
      choose_thinking: ({ level }) => chooseSetting(configuration(), 'thinkingLevel', level),
      set_options: ({ options }) => chat.session()?.setOptions(options),
    },
    state: () => ({ mode: readSetting(configuration(), 'approvals.edits') as Mode }),
  };
}
