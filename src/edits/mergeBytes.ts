// Three contents of a file as bytes in, their merge as bytes out: by lines, whatever the encoding, and never with half a character.

import { merge3 } from './merge3.ts';

/** A NUL among the first bytes is how the editor tells a binary file. */
const sniffed = 8_000;
/** Bytes turned into text in one call. */
const piece = 8_192;

/**
 * As `merge3`; undefined where both changed the same lines, for binary contents, and for contents that are not all of one width. Text of one to four bytes a character
 * is cut at line feeds alone, which stand for nothing else in the encodings that editors offer; UTF-16 is known by its byte order mark.
 */
export function mergeBytes(base: Uint8Array, mine: Uint8Array, theirs: Uint8Array): Uint8Array | undefined {
  const all = [base, mine, theirs];
  const filled = all.filter(({ length }) => length > 0);
  const width = widthOf(filled[0] ?? base);
  if (width === undefined || filled.some((bytes) => widthOf(bytes) !== width)) return undefined;
  const [one, two, three] = all.map((bytes) => textOf(bytes, width));
  const { text, conflicts } = merge3(one!, two!, three!);
  return conflicts ? undefined : bytesOf(text, width);
}

type Width = 'byte' | 'little' | 'big';

function widthOf(bytes: Uint8Array): Width | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.length % 2 === 0 ? 'little' : undefined;
  if (first === 0xfe && second === 0xff) return bytes.length % 2 === 0 ? 'big' : undefined;
  return bytes.subarray(0, sniffed).includes(0) ? undefined : 'byte';
}

/** One unit of text for each byte, or for each pair of bytes: nothing is decoded, so nothing is lost. */
function textOf(bytes: Uint8Array, width: Width): string {
  const units = width === 'byte' ? bytes : pairs(bytes, width);
  const pieces: string[] = [];
  for (let at = 0; at < units.length; at += piece) {
    pieces.push(String.fromCharCode(...units.subarray(at, at + piece)));
  }
  return pieces.join('');
}

function bytesOf(text: string, width: Width): Uint8Array {
  const bytes = new Uint8Array(width === 'byte' ? text.length : text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) {
    if (width === 'byte') bytes[at] = text.charCodeAt(at);
    else view.setUint16(at * 2, text.charCodeAt(at), width === 'little');
  }
  return bytes;
}

function pairs(bytes: Uint8Array, width: Width): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.length / 2 }, (_, at) => view.getUint16(at * 2, width === 'little'));
}
