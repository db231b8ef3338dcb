// Text of the model in, the same text out with nothing hidden: control characters gone, invisible ones shown as ⟦U+200B⟧.

/*
 * Joiners (200C, 200D), direction marks (200E, 200F) and the emoji selector (FE0F) stay: scripts and emoji need them.
 * Tag characters, bidi overrides and isolates, fillers, zero-width spaces, other selectors and private "no glyph" marks do not.
 */
const hidden =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: combining marks are looked for alone
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb]|\udb40[\udc00-\udfff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\0-\x08\x0b-\x1f\x7f-\x9f]/g;

/** Line feeds and tabs stay; carriage returns must be gone before. */
export function visible(text: string): string {
  return text.replace(control, '').replace(hidden, (found) => {
    return `⟦U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`;
  });
}

/** The same for text that comes in pieces: line ends become \n, and a character cut in two waits for its other half. */
export class VisibleText {
  #held = '';

  push(piece: string): string {
    const text = this.#held + piece;
    const last = text.charCodeAt(text.length - 1);
    const cut = last === 13 || (last >= 0xd800 && last <= 0xdbff) ? text.length - 1 : text.length;
    this.#held = text.slice(cut);
    return visible(text.slice(0, cut).replace(/\r\n?/g, '\n'));
  }

  /** What was still waiting. */
  end(): string {
    const rest = this.#held.replace('\r', '\n');
    this.#held = '';
    return visible(rest);
  }
}
