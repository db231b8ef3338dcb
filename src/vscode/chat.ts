// The chat: a session, the page that shows it and the person's commands, put together; loaded when the view or a command first needs it.

import { commands, type Disposable, type ExtensionContext, type TreeDataProvider, version } from 'vscode';
import type { Session } from '../agent/session.ts';
import { parseCommand } from '../gate/command.ts';
import type { SessionEvent } from '../shared/events.ts';
import type { HostState } from '../shared/messages.ts';
import { isEmpty } from '../shared/transcript.ts';
import { frameClock } from './clock.ts';
import { Features } from './features/features.ts';
import { features } from './features/index.ts';
import { onSurroundings, workspaceState } from './files/workspaceState.ts';
import type { ApiKey, Secrets } from './key/secrets.ts';
import type { SafeLog } from './log.ts';
import { type Parts, partsOf } from './parts.ts';
import { PromptBox } from './prompt/promptBox.ts';
import { PromptQueue } from './prompt/queue.ts';
import type { Sessions } from './session/sessions.ts';
import { sessionsOf } from './session/sessionsOf.ts';
import { logFailure } from './session/sessionTrouble.ts';
import type { ChatView } from './view/chatView.ts';
import { hostState } from './view/hostState.ts';
import { Outbox } from './view/outbox.ts';
import { type CoreCommand, obey, type PageTargets } from './view/pageCommands.ts';
import { shownPart } from './view/shownPart.ts';

export interface ChatHost {
  readonly context: ExtensionContext;
  readonly log: SafeLog;
  readonly secrets: Secrets;
  readonly view: ChatView;
}

/** Where the workspace's state says which session was shown last. */
const shownKey = 'castor.session';

const changesWaiting: ReadonlySet<string> = new Set(['approval.requested', 'approval.decided', 'turn.completed']);

/** Shows one session at a time, the newest of the workspace at first. Its methods wait until that one is read from the disk. */
export class Chat implements Disposable {
  readonly #host: ChatHost;
  readonly #parts: Parts;
  readonly #sessions: Sessions;
  readonly #box: PromptBox;
  readonly #queue: PromptQueue;
  readonly #features: Features;
  readonly #view: ChatView;
  readonly #outbox: Outbox;
  readonly #subscriptions: readonly Disposable[];
  readonly #loaded: Promise<unknown>;
  #session: Session | undefined;
  #leaveSession = () => {};
  #key: ApiKey | undefined;
  #switching: Promise<void> | undefined;
  #dropped = 0;

  constructor(host: ChatHost) {
    const { context, log, secrets } = host;
    this.#host = host;
    log.info(`Castor ${context.extension.packageJSON.version}, editor ${version}, ${process.platform} ${process.arch}`);
    this.#parts = partsOf(host);
    this.#sessions = sessionsOf(host, this.#parts, (session, event) => this.#happenedIn(session, event));
    this.#box = new PromptBox({
      parts: this.#parts,
      session: () => this.#session,
      store: context.workspaceState,
      changed: () => this.#outbox.stateChanged(),
      completions: (request, items) => this.#outbox.completions(request, items),
    });
    this.#queue = new PromptQueue({
      memento: context.workspaceState,
      busy: () => this.#session?.busy ?? true,
      send: (prompt) => void this.#session?.send(prompt),
      changed: () => this.#outbox.stateChanged(),
    });
    this.#view = host.view;
    this.#outbox = this.#newOutbox();
    this.#features = this.#newFeatures();
    const stateChanged = () => this.#stateChanged();
    this.#subscriptions = [
      this.#parts,
      this.#features,
      this.#box,
      secrets.onDidChange(() => void this.#readKey()),
      ...onSurroundings(stateChanged, () => this.#features.settingsChanged()),
    ];
    const shown = context.workspaceState.get<string>(shownKey);
    this.#loaded = Promise.all([this.#readKey(), this.#sessions.newest(shown).then((session) => this.#enter(session))]);
  }

  /** Takes a message of the page, unchecked; the session may still be on its way from the disk. Never rejects. */
  async received(message: unknown): Promise<void> {
    await this.#loaded;
    const command = parseCommand(message);
    if (!command) {
      this.#host.log.warn(`A message of the page was dropped (${++this.#dropped} so far)`);
      return;
    }
    try {
      const obeyed = this.#features.obeyed(command);
      await (obeyed ? obeyed.done : obey(command as CoreCommand, this.#targets()));
    } catch (error) {
      this.#host.log.error(`${command.type} failed`, error);
    }
  }

  /** The page was hidden or thrown away. */
  async viewGone(): Promise<void> {
    await this.#loaded;
    this.#outbox.close();
    this.#queue.pageGone();
  }

  /** Nothing happens while the session is still empty. */
  newSession(): Promise<void> {
    this.#switching ??= this.#switch().finally(() => {
      this.#switching = undefined;
    });
    return this.#switching;
  }

  async #switch(): Promise<void> {
    await this.#loaded;
    if (!this.#session || isEmpty(this.#session.transcript)) return;
    this.#show(await this.#sessions.fresh());
  }

  #show(session: Session): void {
    if (session === this.#session) return;
    this.#enter(session);
    this.#outbox.restart();
  }

  stop(): void {
    this.#session?.stop();
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

  focusPrompt(): void {
    this.#outbox.focusPrompt();
  }

  /** The window ends: resolves once the session is stored, a running turn as running. */
  async close(): Promise<void> {
    await this.#loaded;
    await this.#sessions.close('keep');
  }

  dispose(): void {
    this.#leaveSession();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** A turn that runs in the one before goes on; what it asks for is counted on the badge. */
  #enter(session: Session): void {
    this.#leaveSession();
    if (this.#session && this.#session !== session) this.#sessions.leave(this.#session);
    this.#session = session;
    void this.#host.context.workspaceState.update(shownKey, session.id);
    this.#leaveSession = session.onEvent((event) => this.#happened(event));
    this.#queue.enter(session.id);
    this.#features.entered(session);
    this.#turnChanged();
  }

  #happenedIn(session: Session, event: SessionEvent): void {
    if (session !== this.#session && changesWaiting.has(event.type)) queueMicrotask(() => this.#waitingChanged());
    this.#features.happenedIn(session, event);
  }

  #happened(event: SessionEvent): void {
    this.#outbox.event(event);
    this.#features.happened(event);
    switch (event.type) {
      case 'prompt.sent':
      case 'turn.resumed':
      case 'turn.completed':
        // Later, so that a queued prompt that this sends is stored after the event that ended the turn before it.
        queueMicrotask(() => {
          this.#turnChanged();
          if (event.type === 'turn.completed') this.#queue.turnEnded(event.outcome);
        });
        if (event.type === 'turn.completed' && event.failure) logFailure(this.#host.log, event.failure);
        break;
      case 'approval.requested':
      case 'approval.decided':
      case 'question.asked':
      case 'question.answered':
        this.#waitingChanged();
        break;
      default:
    }
  }

  /** In all sessions that run. */
  get #waiting(): number {
    return this.#sessions.running.reduce((sum, { waiting }) => sum + waiting, 0);
  }

  #turnChanged(): void {
    this.#view.badge(this.#waiting);
    this.#stateChanged();
  }

  #waitingChanged(): void {
    this.#view.badge(this.#waiting);
    this.#features.told(this.#state());
  }

  #stateChanged(): void {
    this.#outbox.stateChanged();
    this.#features.told(this.#state());
  }

  #targets(): PageTargets {
    return {
      pageReady: () => this.#outbox.open(),
      earlier: (turn) => this.#outbox.earlier(turn),
      warm: () => void this.#parts.warm(),
      send: (text) => this.#send(text),
      stop: () => this.stop(),
      newSession: () => this.newSession(),
      decide: (call, decision, words) => this.#session?.decide(call, decision, words),
      resume: (turn, how) => void this.#session?.resume(turn, how),
    };
  }

  async #send(text: string): Promise<void> {
    // Without words it is asked for them.
    if (/^\s*\/research\s*$/.test(text)) return this.run('castor.research');
    if (this.#session) this.#queue.send(await this.#box.take(text));
  }

  #newFeatures(): Features {
    const { context, log, secrets } = this.#host;
    return new Features(features, {
      context,
      log,
      secrets,
      parts: this.#parts,
      session: () => this.#session,
      sessions: this.#sessions,
      show: (session) => this.#show(session),
      run: (id, given) => this.run(id, given),
      box: this.#box,
      queue: this.#queue,
      key: () => this.#key,
      askKey: async () => {
        await this.#loaded;
        if (!this.#key && (await secrets.ask())) await this.#readKey();
        return this.#key !== undefined;
      },
      send: (prompt) => this.#queue.send(prompt),
      newSession: () => this.newSession(),
      reveal: () => commands.executeCommand('castor.chat.focus'),
      focusPrompt: () => this.focusPrompt(),
      sound: (sound) => this.#outbox.sound(sound),
      stateChanged: () => this.#stateChanged(),
    });
  }

  async #readKey(): Promise<void> {
    this.#key = await this.#host.secrets.key();
    this.#stateChanged();
  }

  #newOutbox(): Outbox {
    return new Outbox({
      post: (update) => this.#view.post(update),
      state: () => this.#state(),
      ...shownPart(() => this.#session?.transcript),
      ...frameClock,
    });
  }

  #state(): HostState {
    return hostState({
      key: this.#key?.source,
      ...workspaceState(),
      busy: this.#session?.busy ?? false,
      ...this.#box.state,
      ...this.#features.state(),
    });
  }
}
