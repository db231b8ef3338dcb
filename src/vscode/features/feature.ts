// What one feature of the chat is on this side: what it adds to the page's state, the page's commands it obeys, and what it hears.

import type { ExtensionContext } from 'vscode';
import type { Session } from '../../agent/session.ts';
import type { SessionEvent } from '../../shared/events.ts';
import type { Command, HostState } from '../../shared/messages.ts';
import type { Kept } from '../kept.ts';
import type { ApiKey, Secrets } from '../key/secrets.ts';
import type { SafeLog } from '../log.ts';
import type { Parts } from '../parts.ts';
import type { PromptBox } from '../prompt/promptBox.ts';
import type { Prompt, PromptQueue } from '../prompt/queue.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Sound } from '../view/outbox.ts';

/**
 * What features reach of the chat. Small on purpose: what one feature needs of another goes through the session's events. There is a place for
 * each page (`place/places.ts`): what is one's own (session, box, queue) is that of the place that is meant at this moment, so it is asked
 * for when it is needed and never kept.
 */
export interface ChatPorts {
  readonly context: ExtensionContext;
  readonly kept: Kept;
  readonly log: SafeLog;
  readonly secrets: Secrets;
  readonly parts: Parts;
  /** The next prompt. */
  readonly box: PromptBox;
  readonly queue: PromptQueue;
  /** The one that is shown; undefined until it is read from the disk. */
  session(): Session | undefined;
  /** Those that are shown, in the side bar and in tabs. */
  shown(): readonly Session[];
  /** All that run, and the way to open others. */
  readonly sessions: Sessions;
  /** Shows one that `sessions` opened; the one before goes on by itself. */
  show(session: Session): void;
  /** Shows one that `sessions` opened in an editor tab: the one it has, else one of its own. */
  showInTab(session: Session): void;
  /** No page shows it any more: its tabs are closed, the side bar begins a fresh one. */
  vacate(session: Session): Promise<void>;
  key(): ApiKey | undefined;
  /** Whether there is a key, once the person was asked for one where there is none. */
  askKey(): Promise<boolean>;
  /** Sends at once, or queues while a turn runs. */
  send(prompt: Prompt): void;
  newSession(): Promise<void>;
  /** Brings the page to the front. */
  reveal(): Thenable<unknown>;
  focusPrompt(): void;
  /** A command of another feature, by the id it has in the palette. */
  run(id: string, given?: unknown): Promise<void>;
  /** Hands a sound over to the page. */
  sound(sound: Sound): void;
  /** What `state` gives is another. */
  stateChanged(): void;
}

export type CommandType = Command['type'];

export type CommandOf<T extends CommandType> = Extract<Command, { readonly type: T }>;

/** `T`: the page's commands that are its own. */
export interface Feature<T extends CommandType = never> {
  readonly commands: { readonly [K in T]: (command: CommandOf<K>) => unknown };
  /** Commands of the palette and of menus, by id, that need the chat; their ids are in `chatCommands` of `commands.ts`. */
  readonly palette?: Readonly<Record<string, (given?: unknown) => unknown>>;
  /** Of the views beside the chat, by the view's id: each a `TreeDataProvider` of nodes of its own. */
  readonly trees?: Readonly<Record<string, object>>;
  /** Its part of what the page is told. Called often: nothing heavy. */
  state?(): Partial<HostState>;
  /** What the page is told now. */
  told?(state: HostState): void;
  /** An event of a session that is shown. */
  happened?(event: SessionEvent): void;
  /** An event of any session that runs in this window, the shown one among them. */
  happenedIn?(session: Session, event: SessionEvent): void;
  /** A setting of Castor is another. */
  settingsChanged?(): void;
  /** Another session is shown. */
  entered?(session: Session): void;
  /** No page shows it any more; it may still run. */
  left?(session: Session): void;
  dispose?(): void;
}

/** Made once, with the chat. */
export type FeatureOf<T extends CommandType = never> = (chat: ChatPorts) => Feature<T>;
