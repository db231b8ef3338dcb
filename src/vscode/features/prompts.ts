// Commands on code by id in, prompts about it out: the palette, menus and code actions.

import { workspace } from 'vscode';
import { type PromptCommand, PromptCommands } from '../prompt/promptCommands.ts';
import { commandModel } from '../settings.ts';
import type { ChatPorts, Feature } from './feature.ts';

const table: Readonly<Record<string, PromptCommand>> = {
  'castor.askAboutSelection': 'ask',
  'castor.explain': 'explain',
  'castor.fix': 'fix',
  'castor.refactor': 'refactor',
  'castor.writeTests': 'tests',
  'castor.writeDocumentation': 'docs',
  'castor.reviewSelection': 'review',
  'castor.addSelectionToPrompt': 'addSelection',
  'castor.addFileToPrompt': 'addFile',
  'castor.addProblemsToPrompt': 'addProblems',
  'castor.addTerminalSelectionToPrompt': 'addTerminalSelection',
};

export function prompts(chat: ChatPorts): Feature {
  const made = new PromptCommands({
    get editor() {
      return chat.box.editor;
    },
    get pending() {
      return chat.box.pending;
    },
    send: chat.send,
    modelOf: (command) => commandModel(workspace.getConfiguration('castor'), command),
    hasKey: chat.askKey,
    reveal: chat.reveal,
    focusPrompt: chat.focusPrompt,
  });
  const palette = Object.entries(table).map(([id, command]) => [id, (given?: unknown) => made.run(command, given)]);
  return { commands: {}, palette: Object.fromEntries(palette) };
}
