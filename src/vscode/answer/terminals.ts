// Commands that run for the model in, terminals that show them out: read-only, never with the focus, one for each that runs at the same time.

import { type Disposable, EventEmitter, l10n, type Terminal, ThemeIcon, window } from 'vscode';
import type { CommandRequest } from '../../agent/calls/shell.ts';
import { revealHidden } from '../../gate/hidden.ts';
import { Colored } from '../../node/plainText.ts';
import type { Screen } from '../../node/shell.ts';

/** What is written before the terminal is there, in characters: the newest of it is kept. */
const maxWaiting = 200_000;

export class CommandTerminals implements Disposable {
  readonly #all = new Set<CommandTerminal>();
  readonly #ofCall = new Map<string, CommandTerminal>();

  /** A terminal that shows nothing running is used again. */
  screen({ line, call }: CommandRequest, kill: () => void): Screen {
    const free = [...this.#all].find(({ busy }) => !busy) ?? this.#open();
    this.#ofCall.set(call, free);
    return free.run(line, kill);
  }

  /** On the person's click: the one in which the call's command ran. */
  show(call: string): void {
    const terminal = this.#ofCall.get(call);
    if (terminal && this.#all.has(terminal)) terminal.show(false);
    else void window.showInformationMessage(l10n.t('The terminal of this command was closed.'));
  }

  dispose(): void {
    for (const one of this.#all) one.dispose();
  }

  #open(): CommandTerminal {
    const opened = new CommandTerminal(() => this.#all.delete(opened));
    this.#all.add(opened);
    // A person has just allowed the command: it is shown, and the focus stays where it is.
    opened.show(true);
    return opened;
  }
}

class CommandTerminal implements Disposable {
  readonly #terminal: Terminal;
  readonly #written = new EventEmitter<string>();
  #waiting: string | undefined = '';
  #kill: (() => void) | undefined;

  /** `closed`: the person closed it; what runs in it is ended. */
  constructor(closed: () => void) {
    this.#terminal = window.createTerminal({
      name: 'Castor',
      iconPath: new ThemeIcon('terminal'),
      isTransient: true,
      pty: {
        onDidWrite: this.#written.event,
        open: () => {
          this.#written.fire(this.#waiting ?? '');
          this.#waiting = undefined;
        },
        close: () => {
          this.#kill?.();
          closed();
        },
        // Read-only, but for the key that ends what runs.
        handleInput: (input: string) => {
          if (input === '\u0003') this.#kill?.();
        },
      },
    });
  }

  get busy(): boolean {
    return this.#kill !== undefined;
  }

  show(preserveFocus: boolean): void {
    this.#terminal.show(preserveFocus);
  }

  run(line: string, kill: () => void): Screen {
    this.#kill = kill;
    const colored = new Colored();
    this.#write(`\u001b[1m$ ${revealHidden(line).text.replace(/\r?\n/g, '\r\n> ')}\u001b[0m\r\n`);
    return {
      write: (raw) => this.#write(colored.push(raw)),
      ended: (code, ms) => {
        this.#kill = undefined;
        const seconds = (ms / 1000).toFixed(1);
        const how =
          code === null ? l10n.t('Ended after {0} s', seconds) : l10n.t('Exit code {0} after {1} s', code, seconds);
        this.#write(`\u001b[0m\r\n\u001b[2m[${how}]\u001b[0m\r\n\r\n`);
      },
    };
  }

  dispose(): void {
    this.#terminal.dispose();
    this.#written.dispose();
  }

  #write(text: string): void {
    if (this.#waiting === undefined) this.#written.fire(text);
    else this.#waiting = (this.#waiting + text).slice(-maxWaiting);
  }
}
