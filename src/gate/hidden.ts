// Text in, the same text with every invisible character shown as a mark out: what approval cards, diffs and refusals print.

/**
 * Characters a person cannot see or that reorder what they see: controls, bidi controls, default-ignorables (tags, joiners, variation
 * selectors, fillers), line and paragraph separators, lone surrogates, interlinear anchors, the blank braille cell.
 */
const hidden = /[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cs}\ufff9-\ufffb\u2800]/u;
const hiddenInText = new RegExp(hidden.source, 'gu');
const joined =
  /[\p{sc=Arab}\p{sc=Syrc}\p{sc=Deva}\p{sc=Beng}\p{sc=Gujr}\p{sc=Guru}\p{sc=Knda}\p{sc=Mlym}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}\p{sc=Mong}]/u;

/** True if any character of `text` is invisible; tabs and line breaks count. For names and paths, which need none of them. */
export function hasHidden(text: string): boolean {
  return hidden.test(text);
}

/** One invisible character that ordinary text has no use for. `index` in UTF-16 units. */
export interface HiddenCharacter {
  readonly index: number;
  readonly character: string;
}

/**
 * The invisible characters of a text that have no ordinary use: tabs, line breaks, a byte order mark at the start, the joiners and variation
 * selectors that emoji and Arabic, Indic or Han writing need are left out. Linear in the length.
 */
export function findHidden(text: string): HiddenCharacter[] {
  const found: HiddenCharacter[] = [];
  for (const { index, 0: character } of text.matchAll(hiddenInText)) {
    if (!isOrdinary(text, index, character)) found.push({ index, character });
  }
  return found;
}

/** The text with each such character (a run of the same one together) as `⟦U+202E⟧` or `⟦U+200B×3⟧`, and how many there were. */
export function revealHidden(text: string): { readonly text: string; readonly count: number } {
  const found = findHidden(text);
  let out = '';
  let from = 0;
  for (let at = 0; at < found.length; ) {
    const { index, character } = found[at]!;
    let run = 1;
    while (isNext(found[at + run], index + run * character.length, character)) run += 1;
    out += text.slice(from, index) + mark(character, run);
    from = index + run * character.length;
    at += run;
  }
  return { text: out + text.slice(from), count: found.length };
}

function isNext(candidate: HiddenCharacter | undefined, index: number, character: string): boolean {
  return candidate?.index === index && candidate.character === character;
}

function mark(character: string, run: number): string {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `⟦U+${code}${run > 1 ? `×${run}` : ''}⟧`;
}

function isOrdinary(text: string, index: number, character: string): boolean {
  const after = text.slice(index + character.length, index + character.length + 2);
  switch (character) {
    case '\t':
    case '\n':
      return true;
    case '\r':
      return after.startsWith('\n');
    case '\ufeff':
      return index === 0;
    case '\ufe0e':
    case '\ufe0f':
      return /\p{Extended_Pictographic}$/u.test(before(text, index)) || after.startsWith('\u20e3');
    case '\u200c':
      return joined.test(before(text, index));
    case '\u200d':
      return (
        joined.test(before(text, index)) ||
        (/(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u.test(before(text, index)) &&
          /^\p{Extended_Pictographic}/u.test(after))
      );
    default:
      // Ideographic variation sequences choose a glyph of a Han character (names of people and places).
      return /[\u{e0100}-\u{e01ef}]/u.test(character) && /\p{sc=Han}$/u.test(before(text, index));
  }
}

/** The code point before `index`; '' at the start. */
function before(text: string, index: number): string {
  const pair = text.slice(Math.max(0, index - 2), index);
  return /[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : pair.slice(-1);
}
