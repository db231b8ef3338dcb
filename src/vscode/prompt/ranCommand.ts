// A command of a terminal and the pieces that it prints in, the command and its output as plain text out; pure.

import { stripVTControlCharacters } from 'node:util';

/** Characters kept of one command's output: its end, which is where errors stand. */
export const kept = 100_000;

export class RanCommand {
  readonly #command: string;
  #output = '';
  #hasEnded = false;

  constructor(command: string) {
    this.#command = command;
  }

  async read(pieces: AsyncIterable<string>): Promise<void> {
    for await (const piece of pieces) this.#output = (this.#output + piece).slice(-kept);
    this.#hasEnded = true;
  }

  /** `onScreen` gives what the editor shows of it; undefined: nothing. It is asked only when nothing came of a command that has ended. */
  async text(onScreen: () => Promise<string | undefined>): Promise<string> {
    const output = stripVTControlCharacters(this.#output).replace(/\r\n?/g, '\n');
    // What comes in one piece with the start of a command never reaches who reads it; the editor still has it on its screen.
    const all = output.trim() || !this.#hasEnded ? output : await onScreen();
    return `$ ${this.#command}\n${all ?? ''}`;
  }
}
