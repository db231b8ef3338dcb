// The chat: a session, the page that shows it and the person's commands, put together; loaded when the view or a command first needs it.

import { commands, type Disposable, type ExtensionContext, env, Uri, version, workspace } from 'vscode';
import type { Session } from '../agent/session.ts';
import { parseCommand } from '../gate/command.ts';
import type { SessionEvent } from '../shared/events.ts';
import type { HostState } from '../shared/messages.ts';
import { snapshot } from '../shared/snapshot.ts';
import type { ChatView } from './chatView.ts';
import { applyToFile, insertAtCursor, openAsFile } from './codeBlocks.ts';
import { hostState } from './hostState.ts';
import { openFile, openLink } from './links.ts';
import type { SafeLog } from './log.ts';
import { Outbox } from './outbox.ts';
import { obey, type PageTargets } from './pageCommands.ts';
import { type Parts, partsOf } from './parts.ts';
import { PromptBox } from './promptBox.ts';
import { PromptCommands } from './promptCommands.ts';
import { PromptQueue } from './queue.ts';
import { Review } from './review.ts';
import type { ApiKey, Secrets } from './secrets.ts';
import { Sessions } from './sessions.ts';
import { logFailure, warnOf } from './sessionTrouble.ts';
import { chooseSetting, readSetting, runSettings } from './settings.ts';
import { Starters } from './starters.ts';
import { StatusBar } from './statusBar.ts';

export interface ChatHost {
  readonly context: ExtensionContext;
  readonly log: SafeLog;
  readonly secrets: Secrets;
  readonly view: ChatView;
}

/** Turns of a long session that a page gets. */
const shownTurns = 30;

/** Shows one session at a time, the newest of the workspace at first. Its methods wait until that one is read from the disk. */
export class Chat implements Disposable {
  readonly #host: ChatHost;
  readonly #parts: Parts;
  readonly #sessions: Sessions;
  readonly #box: PromptBox;
  readonly #queue: PromptQueue;
  readonly #starters = new Starters(() => this.#session?.transcript.last || this.#outbox.stateChanged());
  readonly #review: Review;
  readonly #status = new StatusBar();
  /** What the commands on code do. */
  readonly prompts: PromptCommands;
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
    this.#sessions = new Sessions({
      folder: Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'sessions').fsPath,
      shared: context.storageUri === undefined,
      session: this.#parts.session,
      log,
      warn: (trouble) => void warnOf(trouble),
    });
    this.#box = new PromptBox({
      parts: this.#parts,
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
    this.#review = new Review((call) => this.#session?.changeOf(call));
    this.#view = host.view;
    this.#outbox = this.#newOutbox();
    this.prompts = this.#promptCommands();
    const stateChanged = () => this.#stateChanged();
    this.#subscriptions = [
      this.#parts,
      this.#review,
      this.#box,
      this.#starters,
      this.#status,
      secrets.onDidChange(() => void this.#readKey()),
      workspace.onDidGrantWorkspaceTrust(stateChanged),
      workspace.onDidChangeWorkspaceFolders(stateChanged),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('castor')) stateChanged();
      }),
    ];
    this.#loaded = Promise.all([this.#readKey(), this.#sessions.newest().then((session) => this.#enter(session))]);
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
      await obey(command, this.#targets());
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

  /** A running turn is stopped: what nobody sees must not go on changing files. Nothing happens while the session is still empty. */
  newSession(): Promise<void> {
    this.#switching ??= this.#switch().finally(() => {
      this.#switching = undefined;
    });
    return this.#switching;
  }

  async #switch(): Promise<void> {
    await this.#loaded;
    if (this.#session?.transcript.last === undefined) return;
    this.#enter(await this.#sessions.fresh());
    this.#outbox.restart();
  }

  stop(): void {
    this.#session?.stop();
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

  #enter(session: Session): void {
    this.#leaveSession();
    this.#session = session;
    this.#leaveSession = session.onEvent((event) => this.#happened(event));
    this.#queue.enter(session.id);
    this.#turnChanged();
  }

  #happened(event: SessionEvent): void {
    this.#outbox.event(event);
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
      case 'approval.decided':
        if (event.decision !== 'deny') void commands.executeCommand('setContext', 'castor.allowedChange', true);
        this.#waitingChanged();
        break;
      case 'approval.requested':
        this.#waitingChanged();
        break;
      default:
    }
  }

  #turnChanged(): void {
    this.#waitingChanged();
    this.#stateChanged();
    void commands.executeCommand('setContext', 'castor.busy', this.#session?.busy ?? false);
  }

  #waitingChanged(): void {
    this.#view.badge(this.#session?.waiting ?? 0);
    this.#showStatus();
  }

  #stateChanged(): void {
    this.#outbox.stateChanged();
    this.#showStatus();
  }

  #showStatus(): void {
    this.#status.show(this.#state(), this.#session?.waiting ?? 0);
  }

  #promptCommands(): PromptCommands {
    return new PromptCommands({
      editor: this.#box.editor,
      pending: this.#box.pending,
      send: (prompt) => this.#queue.send(prompt),
      hasKey: async () => {
        await this.#loaded;
        if (!this.#key && (await this.#host.secrets.ask())) await this.#readKey();
        return this.#key !== undefined;
      },
      reveal: () => commands.executeCommand('castor.chat.focus'),
      focusPrompt: () => this.focusPrompt(),
    });
  }

  #targets(): PageTargets {
    const { facts } = this.#parts;
    return {
      ...this.#box.targets,
      pageReady: () => this.#outbox.open(),
      warm: () => void this.#parts.warm(),
      send: (text) => this.#send(text),
      editQueued: (id, text) => this.#queue.edit(id, text),
      removeQueued: (id) => this.#queue.remove(id),
      sendQueued: (id) => this.#queue.sendNow(id),
      stop: () => this.stop(),
      newSession: () => this.newSession(),
      decide: (call, decision, words) => this.#session?.decide(call, decision, words),
      openDiff: (call) => this.#review.open(call),
      openFile: (path, line) => openFile(path, line, facts),
      openLink: (url) => openLink(url, this.#key ? [this.#key.value] : []),
      insertCode: (block) => insertAtCursor(block, facts),
      openCode: openAsFile,
      applyCode: (block) => applyToFile(block, (text) => this.#queue.send({ text, attachments: [] })),
      copy: (text) => env.clipboard.writeText(text),
      choose: (key, value) => chooseSetting(workspace.getConfiguration('castor'), key, value),
      resume: (turn, how) => void this.#session?.resume(turn, how),
      run: (id) =>
        commands.executeCommand(id, ...(id === 'workbench.action.openSettings' ? ['@ext:castor.castor'] : [])),
    };
  }

  async #send(text: string): Promise<void> {
    if (this.#session) this.#queue.send(await this.#box.take(text));
  }

  async #readKey(): Promise<void> {
    this.#key = await this.#host.secrets.key();
    void commands.executeCommand('setContext', 'castor.hasKey', this.#key !== undefined);
    this.#stateChanged();
  }

  #newOutbox(): Outbox {
    return new Outbox({
      post: (update) => this.#view.post(update),
      state: () => this.#state(),
      transcript: () => ({
        session: this.#session?.id ?? '',
        events: this.#session ? snapshot(this.#session.transcript, shownTurns) : [],
      }),
      now: () => performance.now(),
      later: (run, ms) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    });
  }

  #state(): HostState {
    const configuration = workspace.getConfiguration('castor');
    const { model, thinkingLevel } = runSettings(configuration);
    return hostState({
      key: this.#key?.source,
      model,
      thinkingLevel,
      trusted: workspace.isTrusted,
      hasFolder: (workspace.workspaceFolders?.length ?? 0) > 0,
      busy: this.#session?.busy ?? false,
      ...this.#box.state,
      ...(this.#session?.transcript.last ? {} : { starters: this.#starters.list }),
      queue: this.#queue.prompts,
      queueHeld: this.#queue.held,
      baseUrl: readSetting(configuration, 'api.baseUrl'),
    });
  }
}
