// Plans of the model in, Markdown documents that the person may edit out; in memory, one for each plan.

import {
  type Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  Uri,
  window,
  workspace,
} from 'vscode';

export const planScheme = 'castor-plan';

interface Plan {
  readonly bytes: Uint8Array;
  readonly at: number;
}

export class PlanDocuments implements FileSystemProvider, Disposable {
  readonly #plans = new Map<string, Plan>();
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #registration = workspace.registerFileSystemProvider(planScheme, this, { isCaseSensitive: true });

  /** On the person's click: opens the plan beside nothing else, to be edited. What they wrote in it before is kept. */
  async open(call: string, title: string, text: string): Promise<void> {
    const uri = uriOf(call, title);
    if (!this.#plans.has(uri.path))
      this.#plans.set(uri.path, { bytes: new TextEncoder().encode(text), at: Date.now() });
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }

  /** The text as it stands in the editor, saved or not; undefined when it was never opened. Leaves nothing unsaved. */
  async textOf(call: string): Promise<string | undefined> {
    const document = workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && callOf(uri) === call);
    if (document) {
      if (document.isDirty) await document.save();
      return document.getText();
    }
    const [, plan] = [...this.#plans].find(([path]) => callOf(Uri.from({ scheme: planScheme, path })) === call) ?? [];
    return plan && new TextDecoder().decode(plan.bytes);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  watch(): Disposable {
    return { dispose() {} };
  }

  stat({ path }: Uri): FileStat {
    const { bytes, at } = this.#plan(path);
    return { type: FileType.File, ctime: 0, mtime: at, size: bytes.length };
  }

  readFile({ path }: Uri): Uint8Array {
    return this.#plan(path).bytes;
  }

  /** Of plans that are there: nothing else can be written here. */
  writeFile(uri: Uri, bytes: Uint8Array): void {
    this.#plan(uri.path);
    this.#plans.set(uri.path, { bytes, at: Date.now() });
    this.#changed.fire([{ type: FileChangeType.Changed, uri }]);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  #plan(path: string): Plan {
    const plan = this.#plans.get(path);
    if (!plan) throw FileSystemError.FileNotFound(path);
    return plan;
  }
}

/** The call whose plan is in that document. */
export function callOf({ scheme, path }: Uri): string | undefined {
  return scheme === planScheme ? decodeURIComponent(path.split('/')[1] ?? '') : undefined;
}

/** The title becomes the name on the tab. */
function uriOf(call: string, title: string): Uri {
  const name =
    title
      .replace(/[^\p{L}\p{N} _-]+/gu, ' ')
      .trim()
      .slice(0, 60) || 'Plan';
  return Uri.from({ scheme: planScheme, path: `/${encodeURIComponent(call)}/${name}.md` });
}
