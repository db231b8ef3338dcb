// Terminals of the window in, what their last command printed, or what is selected in the active one, as plain text out.

import { stripVTControlCharacters } from 'node:util';
import { commands, type Disposable, env, type Terminal, type TerminalShellExecution, window } from 'vscode';

/** Characters kept of one command's output: its end, which is where errors stand. */
const kept = 100_000;

interface Ran {
  readonly command: string;
  output: string;
  hasEnded: boolean;
}

/** Knows what ran since it was made, where the shell tells the editor where commands begin and end (shell integration). */
export class TerminalLog implements Disposable {
  readonly #last = new WeakMap<Terminal, Ran>();
  readonly #subscription: Disposable;

  constructor() {
    this.#subscription = window.onDidStartTerminalShellExecution(
      ({ terminal, execution }) => void this.#follow(terminal, execution).catch(() => {}),
    );
  }

  /** Undefined: nothing ran, or the shell does not tell. */
  async last(): Promise<string | undefined> {
    const ran = window.activeTerminal && this.#last.get(window.activeTerminal);
    if (!ran) return undefined;
    const output = stripVTControlCharacters(ran.output).replace(/\r\n?/g, '\n');
    // What comes in one piece with the start of a command never reaches who reads it; the editor still has it on its screen.
    const all =
      output.trim() || !ran.hasEnded ? output : await copied('workbench.action.terminal.copyLastCommandOutput');
    return `$ ${ran.command}\n${all ?? ''}`;
  }

  async selection(): Promise<string | undefined> {
    return window.activeTerminal && copied('workbench.action.terminal.copySelection');
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #follow(terminal: Terminal, execution: TerminalShellExecution): Promise<void> {
    const ran: Ran = { command: execution.commandLine.value, output: '', hasEnded: false };
    this.#last.set(terminal, ran);
    for await (const piece of execution.read()) ran.output = (ran.output + piece).slice(-kept);
    ran.hasEnded = true;
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
