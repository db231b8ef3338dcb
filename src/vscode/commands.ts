// The palette at a glance: each command's id and what it does.

import type { Disposable } from 'vscode';
import type { PromptCommand } from './promptCommands.ts';

/** What commands reach; loaded when one needs it. */
export interface CommandTargets {
  chat(): Promise<{
    newSession(): Promise<void>;
    stop(): void;
    focusPrompt(): void;
    readonly prompts: { run(command: PromptCommand, given?: unknown): Promise<void> };
  }>;
  /** Shows the view, which opens the chat. */
  reveal(): Promise<unknown>;
  readonly secrets: { ask(): Promise<boolean>; remove(): Promise<void> };
  showLog(): void;
}

/** `given`: what the editor passes along from a menu or a code action; nothing from the palette and from keys. */
export type Run = (given?: unknown) => unknown;

export function commandTable(to: CommandTargets): Readonly<Record<string, Run>> {
  const prompt =
    (command: PromptCommand): Run =>
    async (given) =>
      (await to.chat()).prompts.run(command, given);
  return {
    'castor.openChat': async () => {
      await to.reveal();
      (await to.chat()).focusPrompt();
    },
    'castor.newSession': async () => {
      await to.reveal();
      const chat = await to.chat();
      await chat.newSession();
      chat.focusPrompt();
    },
    'castor.stop': async () => (await to.chat()).stop(),
    'castor.setApiKey': () => to.secrets.ask(),
    'castor.removeApiKey': () => to.secrets.remove(),
    'castor.askAboutSelection': prompt('ask'),
    'castor.explain': prompt('explain'),
    'castor.fix': prompt('fix'),
    'castor.refactor': prompt('refactor'),
    'castor.writeTests': prompt('tests'),
    'castor.writeDocumentation': prompt('docs'),
    'castor.reviewSelection': prompt('review'),
    'castor.addSelectionToPrompt': prompt('addSelection'),
    'castor.addFileToPrompt': prompt('addFile'),
    'castor.addProblemsToPrompt': prompt('addProblems'),
    'castor.addTerminalSelectionToPrompt': prompt('addTerminalSelection'),
    'castor.showLog': () => to.showLog(),
  };
}

/** `register`: the editor's own `commands.registerCommand`. */
export function registerCommands(
  register: (id: string, run: Run) => Disposable,
  to: CommandTargets,
): readonly Disposable[] {
  return Object.entries(commandTable(to)).map(([id, run]) => register(id, run));
}
