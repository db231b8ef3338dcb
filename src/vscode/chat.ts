// The chat: sessions, the pages that show them and the person's commands, put together; loaded when the view or a command first needs it.

import { type Disposable, type ExtensionContext, type TreeDataProvider, version, type WebviewPanel } from 'vscode';
import type { Session } from '../agent/session.ts';
import { parseCommand } from '../gate/command.ts';
import type { SessionEvent } from '../shared/events.ts';
import type { HostState } from '../shared/messages.ts';
import type { ChatPorts } from './features/feature.ts';
import { Features } from './features/features.ts';
import { features } from './features/index.ts';
import { onSurroundings, workspaceState } from './files/workspaceState.ts';
import { type Kept, keptOf } from './kept.ts';
import type { ApiKey, Secrets } from './key/secrets.ts';
import type { SafeLog } from './log.ts';
import { type Parts, partsOf } from './parts.ts';
import { Pages, type PagesPorts } from './place/pages.ts';
import type { Place } from './place/place.ts';
import type { Places } from './place/places.ts';
import type { Sessions } from './session/sessions.ts';
import { sessionsOf } from './session/sessionsOf.ts';
import { logFailure } from './session/sessionTrouble.ts';
import { hostState } from './view/hostState.ts';
import { type CoreCommand, obey, type PageTargets } from './view/pageCommands.ts';

export interface ChatHost extends Pick<PagesPorts, 'page' | 'view'> {
  readonly context: ExtensionContext;
  readonly log: SafeLog;
  readonly secrets: Secrets;
}

const changesWaiting: ReadonlySet<string> = new Set(['approval.requested', 'approval.decided', 'turn.completed']);

/** Events after which the state beside the transcript is another. */
const telling: ReadonlySet<string> = new Set([
  ...changesWaiting,
  'prompt.sent',
  'turn.resumed',
  'question.asked',
  'question.answered',
]);

/** Says that a page is there, not that a person does something in it. */
const unasked: ReadonlySet<string> = new Set(['ready', 'resync', 'earlier']);

/** What the page says next counts from these, and they are settings, which are written before they can be read. */
const choosing: ReadonlySet<string> = new Set(['choose_model', 'choose_thinking']);

/** Its methods wait until the side bar's session is read from the disk. */
export class Chat implements Disposable {
  readonly #host: ChatHost;
  readonly #kept: Kept;
  readonly #parts: Parts;
  readonly #sessions: Sessions;
  readonly #pages: Pages;
  readonly #features: Features;
  readonly #subscriptions: readonly Disposable[];
  readonly #loaded: Promise<unknown>;
  #key: ApiKey | undefined;
  #dropped = 0;

  constructor(host: ChatHost) {
    const { context, log, secrets } = host;
    this.#host = host;
    log.info(`Castor ${context.extension.packageJSON.version}, editor ${version}, ${process.platform} ${process.arch}`);
    this.#kept = keptOf(context, log);
    this.#parts = partsOf(host);
    this.#sessions = sessionsOf(host, this.#parts, {
      happened: (session, event) => this.#happenedIn(session, event),
      shown: (id) => this.#pages.shown.some((session) => session.id === id),
    });
    const stateChanged = () => this.#stateChanged();
    this.#pages = this.#newPages();
    this.#features = new Features(features, this.#ports());
    this.#parts.instructions.changed = stateChanged;
    this.#subscriptions = [
      this.#parts,
      this.#features,
      this.#pages,
      secrets.onDidChange(() => void this.#readKey()),
      ...onSurroundings(stateChanged, () => this.#features.settingsChanged()),
    ];
    this.#loaded = Promise.all([this.#readKey(), this.#pages.loaded]);
    this.#places.sideBar.loaded = this.#loaded;
  }

  get #places(): Places {
    return this.#pages.places;
  }

  /** Takes a message of a page, unchecked; its session may still be on its way from the disk. Never rejects. */
  async received(message: unknown, place = this.#places.sideBar): Promise<void> {
    const command = parseCommand(message);
    if (!command) {
      this.#host.log.warn(`A message of the page was dropped (${++this.#dropped} so far)`);
      return;
    }
    const obeyed = Promise.all([place.loaded, place.choosing]).then(() => {
      if (!unasked.has(command.type)) this.#pages.use(place);
      return this.#places.in(place, () => {
        const ofFeature = this.#features.obeyed(command);
        return ofFeature ? ofFeature.done : obey(command as CoreCommand, this.#targets(place));
      });
    });
    const done = obeyed.catch((error: unknown) => this.#host.log.error(`${command.type} failed`, error));
    if (choosing.has(command.type)) place.choosing = done;
    await done;
  }

  /** The side bar's page was hidden or thrown away. */
  viewGone(): Promise<void> {
    return this.#pages.gone(this.#places.sideBar);
  }

  /** In the side bar. Nothing happens while the session is still empty. */
  newSession(): Promise<void> {
    this.#pages.use(this.#places.sideBar);
    return this.#pages.newSession(this.#places.sideBar);
  }

  /** A tab that the editor brought back with what its page had it keep. */
  async restoreTab(panel: WebviewPanel, state: unknown): Promise<void> {
    this.#pages.restore(panel, state);
  }

  /** Stops the turn where the person is. */
  stop(): void {
    this.#places.here.session?.stop();
  }

  /** The tree of one of the views beside the chat. */
  async tree(id: string): Promise<TreeDataProvider<unknown> | undefined> {
    await this.#loaded;
    return this.#features.tree(id);
  }

  /** A command of the palette that is a feature's own. */
  async run(id: string, given?: unknown): Promise<void> {
    await this.#loaded;
    await this.#features.run(id, given);
  }

  /** Of the side bar. */
  focusPrompt(): void {
    this.#pages.use(this.#places.sideBar);
    this.#places.sideBar.outbox.focusPrompt();
  }

  /** The window ends: resolves once the session is stored, a running turn as running. */
  async close(): Promise<void> {
    await this.#loaded;
    await this.#sessions.close('keep');
    await this.#kept.settled?.();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #newPages(): Pages {
    const { context, view, page } = this.#host;
    return new Pages({
      context,
      kept: this.#kept,
      view,
      page,
      parts: this.#parts,
      sessions: this.#sessions,
      state: (place) => this.#state(place),
      received: (message, place) => this.received(message, place),
      happened: (session, event) => this.#happened(session, event),
      entered: (session) => this.#features.entered(session),
      left: (session) => this.#features.left(session),
      changed: () => this.#stateChanged(),
      used: () => this.#tell(),
    });
  }

  #happenedIn(session: Session, event: SessionEvent): void {
    const isShown = this.#pages.shown.includes(session);
    if (!isShown && changesWaiting.has(event.type)) queueMicrotask(() => this.#stateChanged());
    this.#features.happenedIn(session, event);
    if (event.type === 'session.titled' || event.type === 'prompt.sent')
      queueMicrotask(() => this.#pages.titled(session));
  }

  #happened(session: Session, event: SessionEvent): void {
    const places = this.#places.showing(session);
    for (const { outbox } of places) outbox.event(event);
    this.#places.in(places[0] ?? this.#places.sideBar, () => this.#features.happened(event));
    // Later: the session's own state follows its events.
    if (telling.has(event.type)) queueMicrotask(() => this.#stateChanged());
    if (event.type === 'turn.completed' && event.failure) logFailure(this.#host.log, event.failure);
  }

  #stateChanged(): void {
    for (const { outbox } of this.#places.all) outbox.stateChanged();
    // In all sessions that run.
    this.#host.view.badge(this.#sessions.running.reduce((sum, { waiting }) => sum + waiting, 0));
    this.#tell();
  }

  /** What is the window's own (status bar, context keys) follows the place that is used. */
  #tell(): void {
    const { used } = this.#places;
    const state = this.#state(used);
    this.#places.in(used, () => this.#features.told(state));
  }

  #targets(place: Place): PageTargets {
    const { outbox } = place;
    return {
      pageReady: () => outbox.open(),
      earlier: (turn) => outbox.earlier(turn),
      warm: () => void this.#parts.warm(),
      send: (text) => this.#send(place, text),
      stop: () => place.session?.stop(),
      newSession: () => this.#pages.newSession(place),
      decide: (call, decision, words) => place.session?.decide(call, decision, words),
      resume: (turn, how) => void place.session?.resume(turn, how),
    };
  }

  async #send(place: Place, text: string): Promise<void> {
    // Without words it is asked for them.
    const asks = /^\s*\/(research|image)\s*$/.exec(text)?.[1];
    if (asks) return this.run(asks === 'image' ? 'castor.createImage' : 'castor.research');
    if (place.session) this.#pages.queue.send(await place.box.take(text));
  }

  #ports(): ChatPorts {
    const { context, log, secrets } = this.#host;
    const pages = this.#pages;
    const { places } = pages;
    return {
      context,
      kept: this.#kept,
      log,
      secrets,
      parts: this.#parts,
      session: () => places.here.session,
      shown: () => pages.shown,
      sessions: this.#sessions,
      show: (session) => pages.show(session),
      showInTab: (session) => pages.showInTab(session),
      vacate: (session) => pages.vacate(session),
      run: (id, given) => this.run(id, given),
      get box() {
        return places.here.box;
      },
      get queue() {
        return pages.queue;
      },
      key: () => this.#key,
      askKey: async () => {
        await this.#loaded;
        if (!this.#key && (await secrets.ask())) await this.#readKey();
        return this.#key !== undefined;
      },
      send: (prompt) => pages.queue.send(prompt),
      newSession: () => pages.newSession(places.here),
      reveal: () => places.here.reveal(),
      focusPrompt: () => places.here.outbox.focusPrompt(),
      sound: (sound) => places.here.outbox.sound(sound),
      stateChanged: () => this.#stateChanged(),
    };
  }

  async #readKey(): Promise<void> {
    this.#key = await this.#host.secrets.key();
    this.#stateChanged();
  }

  #state(place: Place): HostState {
    return this.#places.in(place, () =>
      hostState({
        key: this.#key?.source,
        ...workspaceState(),
        busy: place.session?.busy ?? false,
        ...place.box.state,
        ...this.#features.state(),
      }),
    );
  }
}
