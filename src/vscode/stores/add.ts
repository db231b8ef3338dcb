// Files and folders of the person in, documents in a store out: with a question before anything leaves, progress, and a way to stop.

import { l10n, type Memento, ProgressLocation, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { bytesOf, contentOf, type FileContent } from '../../agent/fileContent.ts';
import type { Store, Stores } from '../../agent/stores.ts';
import type { Placeholders } from '../../gate/placeholders.ts';
import { contentAt } from '../media/opened.ts';
import { readSetting } from '../settings.ts';
import { type Collected, type CollectPorts, collect } from './collect.ts';
import { isText, mimeTypeOf } from './mime.ts';
import { documentsOf, sizeOf } from './tree.ts';

interface Ports extends CollectPorts {
  readonly stores: () => Promise<Stores>;
  readonly memento: Memento;
  readonly placeholders?: Pick<Placeholders, 'hide'>;
}

const mementoKey = 'castor.storeSources';
/** Origins of documents that are remembered. */
const maxSources = 5000;
/** Texts up to this size are looked through for secrets; larger ones are data. */
const maxSearched = 8_000_000;

export class AddToStore {
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Where the document of that name came from. */
  readonly sources = (name: string): Uri | undefined => {
    const known = this.#ports.memento.get<Record<string, string>>(mementoKey, {})[name];
    return known === undefined ? undefined : Uri.parse(known, true);
  };

  /** False: none was made. */
  async create(): Promise<Store | false> {
    const name = await window.showInputBox({
      title: l10n.t('Create a store for file search'),
      prompt: l10n.t('Its name. What you add to it is kept by Google until you delete it.'),
      value: workspace.name ?? '',
      validateInput: (text) => (text.trim() && text.length <= 512 ? undefined : l10n.t('1 to 512 characters.')),
    });
    if (!name?.trim()) return false;
    return (await this.#ports.stores()).create(name.trim(), AbortSignal.timeout(60_000));
  }

  /** False: nothing was added. */
  async add(given: Uri | undefined, into: Store | undefined): Promise<boolean> {
    const chosen = given ? [given] : await choose();
    const found = await Promise.all(chosen.map((uri) => collect(uri, this.#ports)));
    const files = found.flatMap((one) => one.files);
    const left = found.reduce((sum, one) => sum + one.left, 0);
    if (files.length === 0) {
      if (chosen.length)
        void window.showWarningMessage(l10n.t('None of these files may leave the machine, so none was added.'));
      return false;
    }
    const store = into ?? (await this.#pick());
    if (!store || !(await confirmed(store, files, left))) return false;
    await this.#send(store, files);
    return true;
  }

  async #pick(): Promise<Store | undefined> {
    const stores = await (await this.#ports.stores()).list(AbortSignal.timeout(60_000));
    const fresh = { label: `$(add) ${l10n.t('A new store…')}` };
    const items = stores.map((store) => ({ label: store.displayName, store }));
    const picked: (QuickPickItem & { store?: Store }) | undefined = await window.showQuickPick([...items, fresh], {
      title: l10n.t('Add to which store?'),
      // The list of stores takes a while to come, and what else happens meanwhile must not close it.
      ignoreFocusOut: true,
    });
    if (!picked) return undefined;
    return picked.store ?? ((await this.create()) || undefined);
  }

  /** What was sent stays, also when it is stopped; what failed is said at the end. */
  async #send(store: Store, files: Collected['files']): Promise<void> {
    const stores = await this.#ports.stores();
    const failed: string[] = [];
    const title = l10n.t('Adding to {0}', store.displayName);
    await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        for (const [i, { uri, path }] of files.entries()) {
          if (stop.signal.aborted) return;
          progress.report({ message: `${i + 1}/${files.length} ${path}`, increment: 100 / files.length });
          try {
            await stores.add(store.name, await this.#document(uri, path), () => {}, stop.signal);
            await this.#remember(path, uri);
          } catch (error) {
            if (!stop.signal.aborted) failed.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
          }
        }
      },
    );
    if (failed.length > 0) {
      void window.showWarningMessage(l10n.t('Not added: {0}. The first: {1}', failed.length, failed[0]!));
    }
  }

  async #document(uri: Uri, path: string) {
    const mimeType = mimeTypeOf(path);
    const content = await this.#withoutSecrets(await contentAt(uri), mimeType);
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
    return { displayName: path, mimeType, content, metadata: { path, folder } };
  }

  /** As in prompts: a placeholder for each secret, unless the person's settings say otherwise. */
  async #withoutSecrets(content: FileContent, mimeType: string): Promise<FileContent> {
    const { placeholders } = this.#ports;
    const hides = readSetting(workspace.getConfiguration('castor'), 'replaceSecrets');
    if (!placeholders || !hides || !isText(mimeType) || content.size > maxSearched) return content;
    const { text, names } = placeholders.hide(new TextDecoder().decode(await bytesOf(content)));
    return names.length > 0 ? contentOf(new TextEncoder().encode(text)) : content;
  }

  async #remember(path: string, uri: Uri): Promise<void> {
    const known = Object.entries(this.#ports.memento.get<Record<string, string>>(mementoKey, {}));
    const others = known.filter(([name]) => name !== path).slice(-maxSources + 1);
    await this.#ports.memento.update(mementoKey, Object.fromEntries([...others, [path, uri.toString()]]));
  }
}

async function choose(): Promise<readonly Uri[]> {
  const [files, folder] = [{ label: l10n.t('Files…') }, { label: l10n.t('A folder…') }];
  const kind = await window.showQuickPick([files, folder], { title: l10n.t('What to add?') });
  if (!kind) return [];
  const isFolder = kind === folder;
  const defaultUri = workspace.workspaceFolders?.[0]?.uri;
  return (
    (await window.showOpenDialog({
      ...(defaultUri && { defaultUri }),
      canSelectFiles: !isFolder,
      canSelectFolders: isFolder,
      canSelectMany: !isFolder,
      openLabel: l10n.t('Add'),
    })) ?? []
  );
}

async function confirmed(store: Store, files: Collected['files'], left: number): Promise<boolean> {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const yes = l10n.t('Add');
  const detail = [
    l10n.t('To Google, kept there until you delete it: {0}, {1}.', documentsOf(files.length), sizeOf(bytes)),
    ...(left > 0 ? [l10n.t('Left here, because protected, excluded or too large: {0}.', left)] : []),
  ].join('\n');
  const question = l10n.t('Add to {0}?', store.displayName);
  return (await window.showInformationMessage(question, { modal: true, detail }, yes)) === yes;
}
