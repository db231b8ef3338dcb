// A time in, how long ago that was out, in the words of the editor's language.

import { env } from 'vscode';

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** `at`: Unix ms. */
export function ago(at: number, now = Date.now()): string {
  const format = new Intl.RelativeTimeFormat(env.language, { numeric: 'auto', style: 'narrow' });
  const seconds = Math.max(0, (now - at) / 1000);
  const unit = units.find(([, size]) => seconds >= size);
  return unit ? format.format(-Math.floor(seconds / unit[1]), unit[0]) : format.format(0, 'second');
}
