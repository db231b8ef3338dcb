// The models: chosen from what the service lists, favourites first in the prompt box, and a note where a setting names one that is gone.

import {
  l10n,
  type QuickInputButton,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  window,
  workspace,
} from 'vscode';
import { modelTableDate, replacementOf } from '../../gemini/models.ts';
import type { ModelChoice } from '../../shared/messages.ts';
import { type ListedModel, type LongChoice, longList, shortList } from '../models/list.ts';
import { chooseSetting, listSetting, readSetting } from '../settings.ts';
import { sayFailure } from '../stores/failure.ts';
import type { ChatPorts, Feature } from './feature.ts';

const mementoKey = 'castor.models';

interface Remembered {
  readonly models: readonly ListedModel[];
}

export function models(chat: ChatPorts): Feature {
  const { globalState } = chat.context;
  const configuration = () => workspace.getConfiguration('castor');
  const listed = () => globalState.get<Remembered>(mementoKey)?.models ?? [];
  const favourites = () => listSetting(configuration(), 'favoriteModels');
  const told = new Set<string>();
  return {
    commands: {},
    palette: {
      'castor.chooseModel': async () => {
        if (!(await chat.askKey())) return;
        try {
          const found = await (await chat.parts.gemini()).models(AbortSignal.timeout(30_000));
          await globalState.update(mementoKey, { models: found } satisfies Remembered);
        } catch (error) {
          // The table is still worth choosing from.
          sayFailure(error);
        }
        await pick(listed, favourites);
        chat.stateChanged();
      },
    },
    state: () => ({ models: shortList(listed(), favourites()) }),
    told: () => {
      const named = readSetting(configuration(), 'model');
      const instead = replacementOf(named);
      if (!instead || told.has(named)) return;
      told.add(named);
      void sayRetired(named, instead);
    },
  };
}

type ModelItem = QuickPickItem & { readonly model?: ModelChoice };

/** A star keeps a model at the front of the prompt box; Enter chooses it. */
async function pick(listed: () => readonly ListedModel[], favourites: () => readonly string[]): Promise<void> {
  const box = window.createQuickPick<ModelItem>();
  box.title = l10n.t('Choose a model');
  box.placeholder = l10n.t('As listed by the service; abilities as of {0}', modelTableDate);
  box.matchOnDescription = true;
  box.items = itemsOf(listed(), favourites());
  box.onDidTriggerItemButton(async ({ item }) => {
    const { id } = item.model!;
    const others = favourites().filter((one) => one !== id);
    const next = others.length < favourites().length ? others : [...others, id];
    await workspace.getConfiguration('castor').update('favoriteModels', next, true);
    box.items = itemsOf(listed(), favourites());
  });
  await new Promise<void>((done) => {
    box.onDidAccept(async () => {
      const model = box.selectedItems[0]?.model;
      box.hide();
      if (model) await chooseSetting(workspace.getConfiguration('castor'), 'model', model.id);
      done();
    });
    box.onDidHide(() => done());
    box.show();
  });
  box.dispose();
}

function itemsOf(listed: readonly ListedModel[], favourites: readonly string[]): readonly ModelItem[] {
  const all = longList(listed, favourites);
  const group = (label: string, of: readonly LongChoice[]): ModelItem[] =>
    of.length === 0
      ? []
      : [{ label, kind: QuickPickItemKind.Separator }, ...of.map((model) => itemOf(model, favourites))];
  const isFavourite = ({ id }: ModelChoice) => favourites.includes(id);
  const isKnown = ({ known }: LongChoice) => known;
  return [
    ...group(l10n.t('Favourites'), all.filter(isFavourite)),
    ...group(
      l10n.t('Models'),
      all.filter((model) => !isFavourite(model) && isKnown(model)),
    ),
    ...group(
      l10n.t('Others of the service'),
      all.filter((model) => !isFavourite(model) && !isKnown(model)),
    ),
  ];
}

function itemOf(model: LongChoice, favourites: readonly string[]): ModelItem {
  const starred = favourites.includes(model.id);
  const star: QuickInputButton = {
    iconPath: new ThemeIcon(starred ? 'star-full' : 'star-empty'),
    tooltip: starred ? l10n.t('No longer a favourite') : l10n.t('Make it a favourite'),
  };
  const levels = model.thinkingLevels.length > 0 ? l10n.t('thinking: {0}', model.thinkingLevels.join(', ')) : '';
  const gone = model.gone ? l10n.t('not listed for this key') : '';
  const detail = [model.description, levels, gone].filter(Boolean).join(' · ');
  return { label: model.label, description: model.id, ...(detail ? { detail } : {}), buttons: [star], model };
}

async function sayRetired(named: string, instead: string): Promise<void> {
  const change = l10n.t('Change the setting');
  const text = l10n.t('{0}, the model of your settings, was retired. Castor uses {1} instead.', named, instead);
  const answer = await window.showInformationMessage(text, change);
  if (answer === change) await chooseSetting(workspace.getConfiguration('castor'), 'model', instead);
}
