// File search in stores that the person filled and chose for the session.

import { commands, l10n, type QuickPickItem, window } from 'vscode';
import type { Store } from '../../agent/stores.ts';
import type { SessionOptions } from '../../shared/options.ts';
import { sayFailure } from '../stores/failure.ts';
import { documentsOf } from '../stores/tree.ts';
import type { BuiltIn, BuiltInPorts } from './builtIn.ts';

const name = 'file_search';

export function fileSearch({ gemini }: BuiltInPorts): BuiltIn {
  return {
    offers: ({ stores = [], filter }) => [
      {
        name,
        label: l10n.t('File search'),
        detail:
          stores.length === 0
            ? l10n.t('Gemini may search documents that you gave to Google. Choose where first.')
            : `${stores.map(({ label }) => label).join(', ')}${filter ? ` · ${filter}` : ''}`,
        action: l10n.t('Choose stores…'),
        ...(stores.length === 0 ? { blocked: true as const } : {}),
      },
    ],
    declare: (on, { stores = [], filter }) =>
      on.has(name) && stores.length > 0
        ? [
            {
              type: name,
              file_search_store_names: stores.map((store) => store.name),
              ...(filter ? { metadata_filter: filter } : {}),
            },
          ]
        : [],
    async configure(_, options) {
      try {
        return await choose(await (await gemini()).stores.list(AbortSignal.timeout(60_000)), options);
      } catch (error) {
        sayFailure(error);
        return undefined;
      }
    },
  };
}

type StoreItem = QuickPickItem & { readonly store: Store };

async function choose(stores: readonly Store[], options: SessionOptions): Promise<SessionOptions | undefined> {
  if (stores.length === 0) {
    const create = l10n.t('Create a store');
    const answer = await window.showInformationMessage(l10n.t('There is no store to search in yet.'), create);
    if (answer === create) void commands.executeCommand('castor.createStore');
    return undefined;
  }
  const chosen = new Set((options.stores ?? []).map((store) => store.name));
  const items = stores.map(
    (store): StoreItem => ({
      label: store.displayName,
      description: documentsOf(store.documents + store.pending),
      picked: chosen.has(store.name),
      store,
    }),
  );
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Stores to search in'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  const filter = picked.length > 0 ? await askFilter(options.filter) : undefined;
  const others = (options.tools ?? []).filter((tool) => tool !== name);
  return {
    stores: picked.map(({ store }) => ({ name: store.name, label: store.displayName })),
    filter,
    tools: picked.length > 0 ? [...others, name] : others,
  };
}

async function askFilter(value = ''): Promise<string | undefined> {
  const given = await window.showInputBox({
    title: l10n.t('Metadata filter'),
    prompt: l10n.t('Which documents to search in, as in {0}. Empty: all.', 'folder = "docs"'),
    value,
    // Who looks up how a document's fields are called comes back to it.
    ignoreFocusOut: true,
  });
  return (given ?? value).trim() || undefined;
}
