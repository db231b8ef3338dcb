// The workspace's trust, its setting and its files in, the instructions of the next turn out, read again when one of them changes.

import { Disposable, window, workspace } from 'vscode';
import { judge } from '../../gate/judge.ts';
import { pathOf, workspaceFolders } from '../files/folders.ts';
import { readSetting } from '../settings.ts';
import type { AttachmentPorts } from './attachments.ts';
import { type Instructions, instructionsPaths, readInstructions } from './instructionsFiles.ts';

/** Changes come in bursts: a checkout touches many files. */
const restMs = 200;

export class WorkspaceInstructions implements Disposable {
  /** Called when other instructions count than before. */
  changed = (): void => {};
  readonly #ports: AttachmentPorts;
  readonly #subscription: Disposable;
  #files: readonly Instructions[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading = 0;

  constructor(ports: AttachmentPorts) {
    this.#ports = ports;
    const watcher = workspace.createFileSystemWatcher('**/{AGENTS,GEMINI}.md');
    const later = () => this.#later();
    this.#subscription = Disposable.from(
      watcher,
      watcher.onDidCreate(later),
      watcher.onDidChange(later),
      watcher.onDidDelete(later),
      window.onDidChangeActiveTextEditor(later),
      workspace.onDidGrantWorkspaceTrust(later),
      workspace.onDidChangeWorkspaceFolders(later),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('castor.instructions')) later();
      }),
    );
    void this.read();
  }

  get files(): readonly Instructions[] {
    return this.#files;
  }

  /** Reads them again: right before a turn, so that what is sent is what is there. Never rejects. */
  async read(): Promise<readonly Instructions[]> {
    const reading = ++this.#reading;
    const files = await this.#look().catch(() => []);
    if (reading !== this.#reading || JSON.stringify(files) === JSON.stringify(this.#files)) return this.#files;
    this.#files = files;
    this.changed();
    return files;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.read(), restMs);
  }

  async #look(): Promise<readonly Instructions[]> {
    const folders = workspace.workspaceFolders ?? [];
    const on = readSetting(workspace.getConfiguration('castor'), 'instructions');
    if (!on || !workspace.isTrusted || folders.length === 0) return [];
    const roots = folders.length === 1 ? [''] : folders.map(({ name }) => `${name}/`);
    const active = window.activeTextEditor && pathOf(window.activeTextEditor.document.uri);
    return readInstructions(instructionsPaths(active, roots), (path) => this.#text(path));
  }

  /** Without a question: a file that the gate would ask about is left out. */
  async #text(path: string): Promise<string | undefined> {
    const { workspace: files, facts, excludes } = this.#ports;
    const place = await judge(
      { operation: 'read', path },
      // Instructions of the person's own are often left out of version control.
      { folders: workspaceFolders(), facts: { ...facts, ignored: undefined }, excludes: await excludes?.() },
    );
    if (place.verdict !== 'allow') return undefined;
    const file = await files.readText(place, AbortSignal.timeout(10_000)).catch(() => undefined);
    return file?.text;
  }
}
