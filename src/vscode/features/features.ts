// The list of features and the chat in, all of them as one out.

import type { TreeDataProvider } from 'vscode';
import type { Session } from '../../agent/session.ts';
import type { SessionEvent } from '../../shared/events.ts';
import type { Command, HostState } from '../../shared/messages.ts';
import type { ChatPorts, Feature, FeatureOf } from './feature.ts';

type Obey = (command: Command) => unknown;

/** One that fails does not keep the others from what they hear. */
export class Features {
  readonly #all: readonly Feature[];
  readonly #chat: ChatPorts;
  readonly #obey: ReadonlyMap<string, Obey>;
  readonly #run: ReadonlyMap<string, (given?: unknown) => unknown>;

  constructor(features: readonly FeatureOf[], chat: ChatPorts) {
    this.#chat = chat;
    this.#all = features.map((feature) => feature(chat));
    this.#obey = new Map(this.#all.flatMap(({ commands }) => Object.entries<Obey>(commands)));
    this.#run = new Map(this.#all.flatMap(({ palette = {} }) => Object.entries(palette)));
  }

  /** Undefined for a command that is no feature's. */
  obeyed(command: Command): { readonly done: unknown } | undefined {
    const obey = this.#obey.get(command.type);
    return obey && { done: obey(command) };
  }

  /** `id`: of a command of the palette. */
  run(id: string, given?: unknown): unknown {
    return this.#run.get(id)?.(given);
  }

  tree(id: string): TreeDataProvider<unknown> | undefined {
    const found = this.#all.find(({ trees }) => trees?.[id])?.trees?.[id];
    return found as TreeDataProvider<unknown> | undefined;
  }

  settingsChanged(): void {
    this.#each((feature) => feature.settingsChanged?.());
  }

  state(): Partial<HostState> {
    return Object.assign({}, ...this.#all.map((feature) => feature.state?.()));
  }

  told(state: HostState): void {
    this.#each((feature) => feature.told?.(state));
  }

  happened(event: SessionEvent): void {
    this.#each((feature) => feature.happened?.(event));
  }

  happenedIn(session: Session, event: SessionEvent): void {
    this.#each((feature) => feature.happenedIn?.(session, event));
  }

  entered(session: Session): void {
    this.#each((feature) => feature.entered?.(session));
  }

  left(session: Session): void {
    this.#each((feature) => feature.left?.(session));
  }

  dispose(): void {
    this.#each((feature) => feature.dispose?.());
  }

  #each(tell: (feature: Feature) => void): void {
    for (const feature of this.#all) {
      try {
        tell(feature);
      } catch (error) {
        this.#chat.log.error('A feature failed', error);
      }
    }
  }
}
