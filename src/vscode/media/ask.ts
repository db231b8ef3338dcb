// What a person types and picks about a medium in: the address of one on the web, and how the model is to look at one.

import { randomUUID } from 'node:crypto';
import { l10n, type QuickPickItem, window } from 'vscode';
import type { Attachment } from '../../shared/attachment.ts';
import { clock, type Look, parseClip, parseFps, resolutions } from '../../shared/look.ts';
import { webMedium } from '../../shared/webMedia.ts';
import { resolutionWord } from './words.ts';

/** Undefined: they left it. */
export async function askWebMedium(): Promise<Attachment | undefined> {
  const title = l10n.t('Attach from the web');
  const typed = await window.showInputBox({
    title,
    prompt: l10n.t(
      'Google fetches what is at this address: a picture, a video, a PDF or a sound, or a video of YouTube.',
    ),
    placeHolder: 'https://',
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === '' || webMedium(text)
        ? undefined
        : l10n.t('Google can fetch https:// and http:// addresses of the open web alone.'),
  });
  const found = typed ? webMedium(typed) : undefined;
  if (!found) return undefined;
  const { uri, label, youTube } = found;
  const mimeType = found.mimeType ?? (youTube ? undefined : await askType(title));
  if (!mimeType && !youTube) return undefined;
  return { id: randomUUID(), kind: 'media', label, uri, ...(mimeType ? { mimeType } : {}) };
}

/** The address does not say, and nothing is fetched from here. */
async function askType(title: string): Promise<string | undefined> {
  const items = [
    { label: l10n.t('Picture'), mimeType: 'image/jpeg' },
    { label: 'PDF', mimeType: 'application/pdf' },
    { label: l10n.t('Video'), mimeType: 'video/mp4' },
    { label: l10n.t('Sound'), mimeType: 'audio/mp3' },
  ];
  return (
    await window.showQuickPick(items, { title, placeHolder: l10n.t('What is at this address?'), ignoreFocusOut: true })
  )?.mimeType;
}

type Choice = QuickPickItem & { readonly value: Look['resolution'] };

/** Undefined: they left it, and nothing is changed. */
export async function askLook({ label, look = {} }: Attachment, type: 'image' | 'video'): Promise<Look | undefined> {
  const title = l10n.t('How Gemini looks at {0}', label);
  const offered: readonly Choice[] = [
    undefined,
    ...resolutions.filter((one) => type === 'image' || one !== 'ultra_high'),
  ].map((value) => ({
    label: value ? resolutionWord(value) : l10n.t("The model's default"),
    value,
    ...(look.resolution === value ? { description: '✓' } : {}),
  }));
  const picked = await window.showQuickPick(offered, {
    title,
    placeHolder: l10n.t('More resolution shows more detail and costs more tokens'),
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  const resolution = picked.value ? { resolution: picked.value } : {};
  if (type === 'image') return resolution;
  const { start, end, fps } = look;
  const clip = await window.showInputBox({
    title,
    prompt: l10n.t('The part to look at, as 0:30-2:00. Empty: all of it.'),
    value:
      start === undefined && end === undefined ? '' : `${clock(start ?? 0)}-${end === undefined ? '' : clock(end)}`,
    ignoreFocusOut: true,
    validateInput: (text) =>
      parseClip(text) ? undefined : l10n.t('Write it as 0:30-2:00, 1:30- or -45; the end comes after the start.'),
  });
  if (clip === undefined) return undefined;
  const frames = await window.showInputBox({
    title,
    prompt: l10n.t('Frames to look at in a second, up to 24. Empty: the default, 1.'),
    value: fps === undefined ? '' : String(fps),
    ignoreFocusOut: true,
    validateInput: (text) => (parseFps(text) === undefined ? l10n.t('A number above 0, up to 24.') : undefined),
  });
  if (frames === undefined) return undefined;
  return { ...resolution, ...parseClip(clip), ...(parseFps(frames) ? { fps: parseFps(frames)! } : {}) };
}
