// The sessions of the window in, the pages that show them out: the side bar's and the tabs', what each shows, and which one is meant.

import { commands, type Disposable, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { Session } from '../../agent/session.ts';
import type { SessionEvent } from '../../shared/events.ts';
import type { HostState } from '../../shared/messages.ts';
import { isEmpty } from '../../shared/transcript.ts';
import type { Kept } from '../kept.ts';
import type { Parts } from '../parts.ts';
import { BoxAids } from '../prompt/promptBox.ts';
import type { PromptQueue } from '../prompt/queue.ts';
import type { Sessions } from '../session/sessions.ts';
import { ShownSessions } from '../session/shownSessions.ts';
import type { ChatView } from '../view/chatView.ts';
import { Place } from './place.ts';
import { Places } from './places.ts';
import { sessionIn } from './tabStore.ts';
import { Tabs, type TabsPorts } from './tabs.ts';

export interface PagesPorts extends Pick<TabsPorts, 'page' | 'received'> {
  readonly context: Pick<ExtensionContext, 'extensionUri'>;
  readonly kept: Kept;
  readonly parts: Parts;
  readonly sessions: Sessions;
  /** The side bar's page. */
  readonly view: ChatView;
  state(place: Place): HostState;
  /** An event of a session that some page shows. */
  happened(session: Session, event: SessionEvent): void;
  /** Another session is shown in the place that is meant. */
  entered(session: Session): void;
  /** No page shows it any more. */
  left(session: Session): void;
  /** What pages show beside their transcripts is another. */
  changed(): void;
  /** The person is at another page. */
  used(): void;
}

/** Where it is kept which session was shown last in the side bar. */
const shownKey = 'castor.session';

export class Pages implements Disposable {
  readonly places: Places;
  /** Resolves once the side bar has its session: the newest of the workspace, or the one it showed last. */
  readonly loaded: Promise<void>;
  readonly #ports: PagesPorts;
  readonly #shown: ShownSessions;
  readonly #aids = new BoxAids();
  readonly #tabs: Tabs;
  #restored: Promise<unknown>;
  readonly #switching = new Map<Place, Promise<void>>();

  constructor(ports: PagesPorts) {
    this.#ports = ports;
    const { context, kept, parts, view } = ports;
    this.#shown = new ShownSessions({
      memento: kept,
      happened: (session, event) => ports.happened(session, event),
      changed: () => ports.changed(),
    });
    const common = { parts, aids: this.#aids, store: kept, state: (place: Place) => ports.state(place) };
    const sideBar = new Place({
      ...common,
      post: (update) => view.post(update),
      visible: () => view.visible,
      reveal: () => commands.executeCommand('castor.chat.focus'),
    });
    this.places = new Places(sideBar);
    this.#tabs = new Tabs({
      ...common,
      places: this.places,
      extensionUri: context.extensionUri,
      page: ports.page,
      received: (message, place) => ports.received(message, place),
      gone: (place) => void this.gone(place),
      enter: (place, session) => this.#enter(place, session),
      closed: (place) => this.#closed(place),
      used: () => ports.used(),
    });
    const stored = ports.sessions.newest(kept.get<string>(shownKey));
    this.loaded = stored.then((session) => this.#enter(sideBar, session));
    this.#restored = this.loaded;
    sideBar.loaded = this.loaded;
  }

  /** Sessions that some page shows. */
  get shown(): readonly Session[] {
    return this.#shown.all;
  }

  /** Of the place that is meant, whichever page of its session asks. */
  get queue(): PromptQueue {
    return this.#shown.queue(this.places.here.session);
  }

  /** The page was hidden or thrown away. */
  async gone(place: Place): Promise<void> {
    await place.loaded;
    place.outbox.close();
    const { session } = place;
    if (!session || this.places.showing(session).some(({ isVisible }) => isVisible)) return;
    this.#shown.queue(session).pageGone();
  }

  /** Nothing happens while its session is still empty. */
  newSession(place: Place): Promise<void> {
    const switching = this.#switching.get(place) ?? this.#switch(place).finally(() => this.#switching.delete(place));
    this.#switching.set(place, switching);
    return switching;
  }

  async #switch(place: Place): Promise<void> {
    await place.loaded;
    if (place.session && !isEmpty(place.session.transcript)) this.#enter(place, await this.#ports.sessions.fresh());
  }

  /** Where a page asks for it, in that page; else in the side bar. */
  show(session: Session): void {
    const place = this.places.speaking ?? this.places.sideBar;
    this.#enter(place, session);
    this.use(place);
  }

  /** In the tab that it has, else in one of its own. */
  showInTab(session: Session): void {
    this.use(this.#tabs.open(session));
  }

  /** A tab that the editor brought back with what its page had it keep. One after the other: two may show the same session. */
  restore(panel: WebviewPanel, state: unknown): void {
    const id = sessionIn(state);
    const session = this.#restored.then(() => this.#ports.sessions.again(id));
    this.#restored = session;
    this.#tabs.restore(panel, id, session);
  }

  /** No page shows it any more: tabs are closed, the side bar begins a fresh one. */
  async vacate(session: Session): Promise<void> {
    for (const place of this.places.showing(session)) {
      if (place === this.places.sideBar) this.#enter(place, await this.#ports.sessions.fresh());
      else this.#tabs.close(place);
    }
  }

  /** The session is called something else. */
  titled(session: Session): void {
    this.#tabs.dress(session);
  }

  /** The person does something there. */
  use(place: Place): void {
    const { used } = this.places;
    this.places.use(place);
    if (used !== this.places.used) this.#ports.used();
  }

  dispose(): void {
    for (const place of this.places.all) place.dispose();
    this.#shown.dispose();
    this.#aids.dispose();
  }

  /** A turn that runs in the one before goes on; what it asks for is counted on the badge. */
  #enter(place: Place, session: Session): void {
    const before = place.session;
    if (session === before) return;
    if (place.isClosed) {
      this.#ports.sessions.leave(session);
      return;
    }
    this.#shown.enter(session);
    place.session = session;
    if (before) this.#leave(before);
    if (place === this.places.sideBar) void this.#ports.kept.update(shownKey, session.id);
    this.#tabs.dress(session);
    this.places.in(place, () => this.#ports.entered(session));
    place.outbox.restart();
    this.#ports.changed();
  }

  /** One page shows it no more. */
  #leave(session: Session): void {
    if (!this.#shown.leave(session)) return;
    this.#ports.sessions.leave(session);
    this.#ports.left(session);
  }

  #closed({ session }: Place): void {
    if (session) this.#leave(session);
    this.#ports.changed();
  }
}
