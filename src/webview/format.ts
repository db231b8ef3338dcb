// Numbers in, short text for people out.

import type { Money } from '../shared/prices.ts';
import { word } from './words.ts';

/** Whole seconds, minutes from 60 s on, hours from 60 min on. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return word('seconds', seconds);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? word('minutes', minutes, seconds % 60) : word('hours', Math.floor(minutes / 60), minutes % 60);
}

/** 940 → "940", 1240 → "1.2k", 31000 → "31k". */
export function count(tokens: number): string {
  if (tokens < 1000) return String(tokens);
  return `${tokens < 10_000 ? (tokens / 1000).toFixed(1).replace(/\.0$/, '') : Math.round(tokens / 1000)}k`;
}

/** In US dollars: "$0.004", "$1.25"; with a sign where it is not all. */
export function money({ usd, partial }: Money): string {
  if (usd === 0 && partial) return word('moneyUnknown');
  const digits = usd >= 0.1 || usd === 0 ? 2 : 4;
  return `${partial ? '≥ ' : ''}$${usd.toFixed(digits)}`;
}

/** The first line of a text, cut at about `length` characters. */
export function start(text: string, length = 60): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  const characters = [...line];
  return characters.length > length
    ? `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
    : line;
}

/** Pretty JSON; never throws. */
export function json(value: unknown): string {
  try {
    return JSON.stringify(value, null, 2) ?? String(value);
  } catch {
    return String(value);
  }
}
