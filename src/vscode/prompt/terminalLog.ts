// Terminals of the window in, what their last command printed, or what is selected in the active one, as plain text out.

import { stripVTControlCharacters } from 'node:util';
import { commands, type Disposable, env, type Terminal, type TerminalShellExecution, window } from 'vscode';

/** Characters kept of one command's output: its end, which is where errors stand. */
const kept = 100_000;

/** Knows what ran since it was made, where the shell tells the editor where commands begin and end (shell integration). */
export class TerminalLog implements Disposable {
  readonly #last = new WeakMap<Terminal, { readonly command: string; output: string }>();
  readonly #subscription: Disposable;

  constructor() {
    this.#subscription = window.onDidStartTerminalShellExecution(
      ({ terminal, execution }) => void this.#follow(terminal, execution).catch(() => {}),
    );
  }

  /** Undefined: nothing ran, or the shell does not tell. */
  last(): string | undefined {
    const ran = window.activeTerminal && this.#last.get(window.activeTerminal);
    return ran && `$ ${ran.command}\n${stripVTControlCharacters(ran.output).replace(/\r\n?/g, '\n')}`;
  }

  /** No stable API gives a terminal's selection: it goes over the clipboard, whose text is put back. */
  async selection(): Promise<string | undefined> {
    if (!window.activeTerminal) return undefined;
    const before = await env.clipboard.readText();
    try {
      await env.clipboard.writeText('');
      await commands.executeCommand('workbench.action.terminal.copySelection');
      return (await env.clipboard.readText()) || undefined;
    } finally {
      await env.clipboard.writeText(before);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #follow(terminal: Terminal, execution: TerminalShellExecution): Promise<void> {
    const ran = { command: execution.commandLine.value, output: '' };
    this.#last.set(terminal, ran);
    for await (const piece of execution.read()) ran.output = (ran.output + piece).slice(-kept);
  }
}
