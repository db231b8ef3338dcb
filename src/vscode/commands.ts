// The palette at a glance: each command's id and what it does.

import type { Disposable } from 'vscode';

/** What commands reach; loaded when one needs it. */
export interface CommandTargets {
  chat(): Promise<{
    newSession(): Promise<void>;
    stop(): void;
    run(id: string, given?: unknown): Promise<void>;
    focusPrompt(): void;
  }>;
  /** Shows the view, which opens the chat. */
  reveal(): Promise<unknown>;
  readonly secrets: { ask(): Promise<boolean>; remove(): Promise<void> };
  showLog(): void;
}

/** Commands that a feature of the chat carries out (`features/`): one line each. */
const chatCommands: readonly string[] = [
  'castor.askAboutSelection',
  'castor.explain',
  'castor.fix',
  'castor.refactor',
  'castor.writeTests',
  'castor.writeDocumentation',
  'castor.reviewSelection',
  'castor.addSelectionToPrompt',
  'castor.addFileToPrompt',
  'castor.addProblemsToPrompt',
  'castor.addTerminalSelectionToPrompt',
  'castor.acceptPlan',
  'castor.createImage',
  'castor.attachFromWeb',
  'castor.readAloud',
  'castor.chooseVoices',
  'castor.attachUploaded',
  'castor.deleteUploaded',
  'castor.showFiles',
  'castor.refreshFiles',
  'castor.research',
  'castor.showResearch',
  'castor.openResearch',
  'castor.saveResearch',
  'castor.runResearchPlan',
  'castor.changeResearchPlan',
  'castor.chooseTools',
  'castor.restore',
  'castor.undoRestore',
  'castor.acceptHunk',
  'castor.rejectHunk',
  'castor.acceptAllHunks',
  'castor.rejectAllHunks',
  'castor.nextHunk',
  'castor.showChanges',
  'castor.showSessions',
  'castor.openSession',
  'castor.openSessionInEditor',
  'castor.openSessionAsDocument',
  'castor.continueSessionHere',
  'castor.renameSession',
  'castor.pinSession',
  'castor.unpinSession',
  'castor.archiveSession',
  'castor.unarchiveSession',
  'castor.deleteSession',
  'castor.restoreSession',
  'castor.exportSession',
  'castor.importSession',
  'castor.showPrivacy',
  'castor.refreshPrivacy',
  'castor.inspectStored',
  'castor.deleteStored',
  'castor.deleteStoredFrom',
  'castor.deleteStoredOfSession',
  'castor.deleteAllStored',
  'castor.whatWasSent',
  'castor.compact',
  'castor.extractJson',
  'castor.chooseModel',
  'castor.openInteraction',
  'castor.continueInteraction',
  'castor.showStores',
  'castor.createStore',
  'castor.addToStore',
  'castor.deleteFromStore',
  'castor.refreshStores',
];

/** `given`: what the editor passes along from a menu or a code action; nothing from the palette and from keys. */
export type Run = (given?: unknown) => unknown;

export function commandTable(to: CommandTargets): Readonly<Record<string, Run>> {
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
    ...Object.fromEntries(chatCommands.map((id) => [id, async (given?: unknown) => (await to.chat()).run(id, given)])),
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
