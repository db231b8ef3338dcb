// The ignore files of the workspace (`.aiexclude` and its kin) in, the question "is this path kept from models?" out, kept up to date.

import { type Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { excludeFiles, excluder } from '../../gate/exclude.ts';
import type { Folder } from '../../gate/judged.ts';
import { uriOfFolder, workspaceFolders } from './folders.ts';
import { isNotFound } from './textFile.ts';
import { maxFiles, walkVirtual } from './virtualSearch.ts';

/** True for a path below the folder's root (with '/') that the folder keeps from models. */
export type Excludes = (path: string, folder: Folder) => boolean;

interface Rules {
  /** Directory of the ignore files, below the folder's root: '' or with a '/' at its end. */
  readonly below: string;
  excludes(path: string): boolean;
}

const anywhere = `**/{${excludeFiles.join(',')}}`;
const names: ReadonlySet<string> = new Set(excludeFiles);
/** A repository with more of them keeps everything in it to itself. */
const maxNested = 500;

/**
 * The ignore files of all folders, at any depth, read once and again when one of them changes. Fails closed: a folder that is not read yet,
 * and one with an ignore file that cannot be read, is excluded as a whole.
 */
export class Exclusions implements Disposable {
  readonly #subscriptions: readonly Disposable[];
  #rules = new Map<string, readonly Rules[]>();
  #reading: Promise<void> | undefined;

  constructor() {
    const watcher = workspace.createFileSystemWatcher(anywhere);
    const again = () => void this.#read();
    this.#subscriptions = [
      watcher,
      watcher.onDidCreate(again),
      watcher.onDidChange(again),
      watcher.onDidDelete(again),
      workspace.onDidChangeWorkspaceFolders(again),
    ];
  }

  /** Resolves once everything is read, to an answer that follows later changes of the files. Never rejects. */
  async ready(): Promise<Excludes> {
    let reading = this.#reading ?? this.#read();
    for (;;) {
      await reading;
      if (reading === this.#reading) return (path, folder) => this.#excludes(path, folder);
      reading = this.#reading!;
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #excludes(path: string, folder: Folder): boolean {
    const rules = this.#rules.get(folder.root);
    if (!rules) return true;
    return rules.some(({ below, excludes }) => path.startsWith(below) && excludes(path.slice(below.length)));
  }

  #read(): Promise<void> {
    const reading = rulesOfAll().then((rules) => {
      if (this.#reading === reading) this.#rules = rules;
    });
    this.#reading = reading;
    return reading;
  }
}

async function rulesOfAll(): Promise<Map<string, readonly Rules[]>> {
  const folders = workspaceFolders();
  const rules = await Promise.all(folders.map(rulesOf));
  return new Map(folders.map(({ root }, at) => [root, rules[at]!]));
}

const everything = { below: '', excludes: () => true };

async function rulesOf(folder: Folder): Promise<readonly Rules[]> {
  const root = uriOfFolder(folder);
  try {
    const nested = await directories(folder);
    if (nested.length > maxNested) return [everything];
    const rules = await Promise.all(['', ...nested].map((below) => rulesIn(root, below)));
    return rules.filter((one) => one !== undefined);
  } catch {
    return [everything];
  }
}

/** Directories below the root that hold ignore files, each with '/' at its end. */
async function directories(folder: Folder): Promise<readonly string[]> {
  const found = folder.onDisk ? await foundOnDisk(uriOfFolder(folder)) : await foundElsewhere(uriOfFolder(folder));
  const below = found.map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  return [...new Set(below)].filter((directory) => directory !== '');
}

async function foundOnDisk(root: Uri): Promise<readonly string[]> {
  const found = await workspace.findFiles(new RelativePattern(root, anywhere), null, maxNested + 1);
  const start = root.path.replace(/\/?$/, '/').length;
  return found.map(({ path }) => path.slice(start));
}

/** Where nobody has registered a search the editor's own waits for one without an end: this looks at as many files as a search there does. */
async function foundElsewhere(root: Uri): Promise<readonly string[]> {
  const found: string[] = [];
  let files = 0;
  for await (const path of walkVirtual(root, '', new AbortController().signal)) {
    if (++files > maxFiles) break;
    if (names.has(path.slice(path.lastIndexOf('/') + 1))) found.push(path);
  }
  return found;
}

async function rulesIn(root: Uri, below: string): Promise<Rules | undefined> {
  const texts = await Promise.all(excludeFiles.map((name) => textOf(Uri.joinPath(root, below, name))));
  const given = texts.filter((text) => text !== undefined);
  return given.length > 0 ? { below, excludes: excluder(given) } : undefined;
}

async function textOf(uri: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
