// The palette at a glance: each command's id and what it does.

import type { Disposable } from 'vscode';

/** What commands reach; loaded when one needs it. */
export interface CommandTargets {
  chat(): Promise<{ newSession(): Promise<void>; stop(): void; focusPrompt(): void }>;
  /** Shows the view, which opens the chat. */
  reveal(): Promise<unknown>;
  readonly secrets: { ask(): Promise<boolean>; remove(): Promise<void> };
  showLog(): void;
}

export function commandTable(to: CommandTargets): Readonly<Record<string, () => unknown>> {
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
    'castor.showLog': () => to.showLog(),
  };
}

/** `register`: the editor's own `commands.registerCommand`. */
export function registerCommands(
  register: (id: string, run: () => unknown) => Disposable,
  to: CommandTargets,
): readonly Disposable[] {
  return Object.entries(commandTable(to)).map(([id, run]) => register(id, run));
}
