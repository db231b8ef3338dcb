// The editor's active file, problems and changed files in, the prompts that fit them out, and a sign when they may be others.

import {
  DiagnosticSeverity,
  Disposable,
  type Event,
  extensions,
  l10n,
  languages,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { Starter } from '../../shared/messages.ts';
import { pathOf } from '../files/folders.ts';
import { starterList } from './starterList.ts';

/** The part that is needed of the API of `vscode.git`, version 1. */
interface Git {
  readonly enabled: boolean;
  getAPI(version: 1): {
    readonly repositories: readonly Repository[];
    readonly onDidOpenRepository: Event<Repository>;
  };
}

interface Repository {
  readonly state: {
    readonly indexChanges: readonly { readonly uri: Uri }[];
    readonly workingTreeChanges: readonly { readonly uri: Uri }[];
    readonly untrackedChanges: readonly { readonly uri: Uri }[];
    readonly onDidChange: Event<void>;
  };
}

/** Language servers tell their problems in bursts. */
const pauseMs = 500;

/** Costs nothing but a few listeners while nobody asks for the list. */
export class Starters implements Disposable {
  readonly #changed: () => void;
  readonly #subscriptions: Disposable[];
  #repositories: readonly Repository[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `changed`: the list may be another; at most twice a second. */
  constructor(changed: () => void) {
    this.#changed = changed;
    const soon = () => this.#soon();
    this.#subscriptions = [window.onDidChangeActiveTextEditor(soon), languages.onDidChangeDiagnostics(soon)];
    void this.#watchGit();
  }

  get list(): readonly Starter[] {
    const active = window.activeTextEditor?.document.uri;
    const file = active && pathOf(active);
    const changes = this.#changes();
    return starterList(
      {
        ...(file === undefined ? {} : { file }),
        problems: problemCount(),
        ...(changes === undefined ? {} : { changes }),
      },
      (text, ...args) => l10n.t(text, ...args),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    Disposable.from(...this.#subscriptions).dispose();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed();
    }, pauseMs);
  }

  async #watchGit(): Promise<void> {
    const git = await Promise.resolve(extensions.getExtension<Git>('vscode.git')?.activate()).catch(() => undefined);
    if (!git?.enabled) return;
    const api = git.getAPI(1);
    const watch = (repository: Repository) => {
      this.#repositories = api.repositories;
      this.#subscriptions.push(repository.state.onDidChange(() => this.#soon()));
      this.#soon();
    };
    for (const repository of api.repositories) watch(repository);
    this.#subscriptions.push(api.onDidOpenRepository(watch));
  }

  #changes(): number | undefined {
    if (this.#repositories.length === 0) return undefined;
    const uris = this.#repositories.flatMap(({ state }) =>
      [...state.indexChanges, ...state.workingTreeChanges, ...state.untrackedChanges].map(({ uri }) => uri.toString()),
    );
    return new Set(uris).size;
  }
}

function problemCount(): { readonly count: number; readonly files: number } {
  const counts = languages
    .getDiagnostics()
    .filter(([uri]) => workspace.getWorkspaceFolder(uri) !== undefined)
    .map(([, found]) => found.filter(({ severity }) => severity <= DiagnosticSeverity.Warning).length)
    .filter((count) => count > 0);
  return { count: counts.reduce((sum, count) => sum + count, 0), files: counts.length };
}
