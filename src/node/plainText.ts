// What a program prints in pieces in, the text a person would read out: escape sequences gone, lines that were drawn over left out.

import { stripVTControlCharacters } from 'node:util';

export class PlainText {
  #line = '';

  /** The lines that are complete, each with its ending. */
  push(raw: string): string {
    const text = this.#line + raw;
    const end = text.lastIndexOf('\n') + 1;
    this.#line = text.slice(end);
    return end === 0 ? '' : plain(text.slice(0, end));
  }

  /** What stands on the line that is not complete, a question that waits for an answer for instance. */
  rest(): string {
    const line = this.#line;
    // The end of an escape sequence may be on its way.
    const cut = line.lastIndexOf('\u001b');
    const isOpen = cut >= 0 && line.length - cut < 16 && !/[a-zA-Z~\\]$/.test(line);
    this.#line = isOpen ? line.slice(cut) : '';
    return plain(isOpen ? line.slice(0, cut) : line);
  }
}

/** What a program prints in pieces in, what may go to a screen out: text and its colours, no other sequence, line ends as a screen wants them. */
export class Colored {
  #held = '';

  push(raw: string): string {
    const text = this.#held + raw;
    const start = text.search(openSequence);
    // A sequence that never ends is not waited for.
    const cut = start >= 0 && text.length - start < 4096 ? start : text.length;
    this.#held = text.slice(cut);
    return text
      .slice(0, cut)
      .replace(sequences, (found, color?: string) => (color ? found : ''))
      .replace(controls, '')
      .replace(/\r?\n/g, '\r\n');
  }
}

/* biome-ignore-start lint/suspicious/noControlCharactersInRegex: they are what is looked for */
/** Colours (first group); strings up to their end; other sequences; a lone escape. */
const sequences =
  /(\u001b\[[\d;:]*m)|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b\[[\x20-\x3f]*[\x40-\x7e]?|\u001b[\x20-\x2f]*[\x30-\x7e]?/g;
const openSequence = /\u001b(?:[\]PX^_][^\u0007\u001b]*\u001b?|\[[\x20-\x3f]*|[\x20-\x2f]*)?$/;
const controls = /[\0-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f\x80-\x9f]/g;
/* biome-ignore-end lint/suspicious/noControlCharactersInRegex: they are what is looked for */

function plain(raw: string): string {
  const text = raw.includes('\u001b') ? stripVTControlCharacters(raw) : raw;
  return (
    text
      .replace(/\r+\n/g, '\n')
      .replace(/[^\n]*\r(?=[^\n])/g, '')
      .replace(/\r/g, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '')
  );
}
