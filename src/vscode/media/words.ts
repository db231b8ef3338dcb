// Sizes, ends of life and ways to look in, what a person reads of them out.

import { env, l10n } from 'vscode';
import { clock, type Look } from '../../shared/look.ts';

/** "12 MB". */
export function sizeOf(bytes: number): string {
  const [size, unit] =
    bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : bytes < 1e9 ? [bytes / 1e6, 'megabyte'] : [bytes / 1e9, 'gigabyte'];
  return new Intl.NumberFormat(env.language, { style: 'unit', unit, maximumFractionDigits: size < 10 ? 1 : 0 }).format(
    size,
  );
}

/** "expires in 41 hr". `at`: Unix ms. */
export function expiry(at: number, now = Date.now()): string {
  const minutes = Math.max(0, Math.round((at - now) / 60_000));
  const [value, unit] = minutes < 60 ? [minutes, 'minute' as const] : [Math.round(minutes / 60), 'hour' as const];
  return l10n.t('expires {0}', new Intl.RelativeTimeFormat(env.language, { style: 'short' }).format(value, unit));
}

/** "0:30–2:00, 1 fps, low"; '' for the model's own way. */
export function lookWords({ start, end, fps, resolution }: Look = {}): string {
  const clip =
    start === undefined && end === undefined ? [] : [`${clock(start ?? 0)}–${end === undefined ? '' : clock(end)}`];
  return [
    ...clip,
    ...(fps === undefined ? [] : [l10n.t('{0} fps', fps)]),
    ...(resolution ? [resolutionWord(resolution)] : []),
  ].join(', ');
}

export function resolutionWord(resolution: NonNullable<Look['resolution']>): string {
  return {
    low: l10n.t('low resolution'),
    medium: l10n.t('medium resolution'),
    high: l10n.t('high resolution'),
    ultra_high: l10n.t('very high resolution'),
  }[resolution];
}
