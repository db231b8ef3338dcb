// "Create Image…" and what a person does with a picture of an answer in: asked for, changed, saved, opened.

import { l10n, type QuickPickItem, window } from 'vscode';
import { imageModels } from '../../gemini/imageModels.ts';
import { aspectRatios, type ImageOutput, imageSizes } from '../../shared/output.ts';
import { type MediaPlace, mediaAt, saveMedia } from '../answer/media.ts';
import { openMedia } from '../answer/openMedia.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function pictures(chat: ChatPorts): Feature<'save_media' | 'open_media' | 'edit_picture'> {
  const find = (place: MediaPlace) => {
    const session = chat.session();
    return session && mediaAt(session.transcript, place);
  };
  return {
    commands: {
      save_media: async (place) => {
        const found = find(place);
        if (found) await saveMedia(found.bytes, found.mimeType);
      },
      open_media: async (place) => {
        const found = find(place);
        if (found) await openMedia(chat.context.globalStorageUri, found);
      },
      edit_picture: (place) => edit(chat, place),
    },
    palette: { 'castor.createImage': () => create(chat) },
  };
}

async function create(chat: ChatPorts): Promise<void> {
  const model = await pick(l10n.t('Create image: model'), imageModels.map(toItem));
  if (!model) return;
  const ratio = await pick(l10n.t('Create image: shape'), [byDefault(), ...aspectRatios.map(plain)]);
  if (!ratio) return;
  const size = await pick(l10n.t('Create image: size'), [byDefault(), ...imageSizes.map(plain)]);
  if (!size) return;
  const text = await window.showInputBox({
    title: l10n.t('Create image'),
    placeHolder: l10n.t('What should be in it'),
    ignoreFocusOut: true,
  });
  if (!text?.trim() || !(await chat.askKey())) return;
  await chat.reveal();
  const output: ImageOutput = {
    type: 'image',
    ...(ratio.value ? { aspectRatio: ratio.value } : {}),
    ...(size.value ? { size: size.value } : {}),
  };
  chat.send({ text: text.trim(), attachments: chat.box.pending.take(), model: model.value, output });
}

/** Goes on from the answer with the picture, so that the model has it; nothing is uploaded again. */
async function edit(chat: ChatPorts, place: MediaPlace): Promise<void> {
  const session = chat.session();
  const found = session && mediaAt(session.transcript, place);
  if (!found || session.busy) return;
  const text = await window.showInputBox({
    title: l10n.t('Edit image'),
    placeHolder: l10n.t('What should change'),
    ignoreFocusOut: true,
  });
  if (!text?.trim()) return;
  const { turn } = found;
  const own = turn.output?.type === 'image' ? turn.output : undefined;
  const output = own ?? { type: 'image' };
  const model = own ? turn.model : imageModels[0]!.id;
  await session.send({ text: text.trim(), attachments: [], model, output, parent: turn.id });
}

type Item<T> = QuickPickItem & { readonly value: T };

function pick<T>(title: string, items: readonly Item<T>[]): Thenable<Item<T> | undefined> {
  return window.showQuickPick(items, { title, ignoreFocusOut: true });
}

function byDefault(): Item<undefined> {
  return { label: l10n.t("The model's default"), value: undefined };
}

function plain<T extends string>(value: T): Item<T> {
  return { label: value, value };
}

function toItem({ id, label, description }: (typeof imageModels)[number]): Item<string> {
  return { label, description: id, detail: description, value: id };
}
