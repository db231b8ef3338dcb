// Terminals of the window in, what their last command printed, or what is selected in the active one, as plain text out.

import { commands, type Disposable, env, type Terminal, type TerminalShellExecution, window } from 'vscode';
import { kept, RanCommand } from './ranCommand.ts';

/** Knows what ran since it was made, where the shell tells the editor where commands begin and end (shell integration). */
export class TerminalLog implements Disposable {
  readonly #last = new WeakMap<Terminal, RanCommand>();
  readonly #subscription: Disposable;

  constructor() {
    this.#subscription = window.onDidStartTerminalShellExecution(
      ({ terminal, execution }) => void this.#follow(terminal, execution).catch(() => {}),
    );
  }

  /** Undefined: nothing ran, or the shell does not tell. */
  async last(): Promise<string | undefined> {
    const ran = window.activeTerminal && this.#last.get(window.activeTerminal);
    return ran?.text(() => copied('workbench.action.terminal.copyLastCommandOutput'));
  }

  async selection(): Promise<string | undefined> {
    return window.activeTerminal && copied('workbench.action.terminal.copySelection');
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #follow(terminal: Terminal, execution: TerminalShellExecution): Promise<void> {
    const ran = new RanCommand(execution.commandLine.value);
    this.#last.set(terminal, ran);
    await ran.read(execution.read());
  }
}

/** No stable API gives what a terminal shows: it goes over the clipboard, whose text is put back. */
async function copied(command: string): Promise<string | undefined> {
  const before = await env.clipboard.readText();
  try {
    await env.clipboard.writeText('');
    await commands.executeCommand(command);
    return (await env.clipboard.readText()).slice(-kept) || undefined;
  } finally {
    await env.clipboard.writeText(before);
  }
}
