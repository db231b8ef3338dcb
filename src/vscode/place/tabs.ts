// Sessions that a person wants in the editor area in, a tab with a page for each out; brought back by the editor after a reload.

import { Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { Session } from '../../agent/session.ts';
import { summaryOf } from '../../shared/summary.ts';
import type { Store } from '../prompt/pending.ts';
import type { ChatView, ChatViewPorts, Surface } from '../view/chatView.ts';
import { Place, type PlacePorts } from './place.ts';
import type { Places } from './places.ts';
import { TabStore } from './tabStore.ts';

/** By this name the editor brings tabs back (`extension.ts`). */
export const tabType = 'castor.session';

export interface TabsPorts extends Omit<PlacePorts, 'post' | 'visible' | 'reveal'> {
  readonly places: Places;
  readonly extensionUri: Uri;
  readonly store: Store;
  /** A page of its own, by the same way as the side bar's. */
  page(ports: Pick<ChatViewPorts, 'received' | 'gone'>): ChatView;
  /** A message of the page, unchecked. */
  received(message: unknown, place: Place): unknown;
  gone(place: Place): void;
  /** The place shows that session from here on. */
  enter(place: Place, session: Session): void;
  /** The person closed it. */
  closed(place: Place): void;
  /** It came to the front. */
  used(): void;
}

interface Tab {
  readonly place: Place;
  readonly panel: WebviewPanel;
  readonly store: TabStore;
}

export class Tabs {
  readonly #ports: TabsPorts;
  readonly #all = new Map<Place, Tab>();

  constructor(ports: TabsPorts) {
    this.#ports = ports;
  }

  /** The tab that it has comes to the front, else it gets one. */
  open(session: Session): Place {
    const [shown] = this.#ports.places.showing(session).filter((place) => this.#all.has(place));
    if (shown) {
      void shown.reveal();
      return shown;
    }
    const panel = window.createWebviewPanel(tabType, 'Castor', ViewColumn.Active, { enableFindWidget: true });
    const place = this.#make(panel, session.id);
    this.#ports.enter(place, session);
    return place;
  }

  /** One that the editor brought back. `session`: gives what it shows, which is on its way from the disk. */
  restore(panel: WebviewPanel, id: string, session: Promise<Session>): void {
    const place = this.#make(panel, id);
    place.loaded = session.then((found) => this.#ports.enter(place, found));
  }

  /** Its title and its draft follow what it shows. */
  dress({ id, transcript }: Session): void {
    for (const { place, panel, store } of this.#all.values()) {
      if (place.session?.id !== id) continue;
      panel.title = summaryOf(transcript).title || 'Castor';
      store.enter(id);
    }
  }

  close(place: Place): void {
    this.#all.get(place)?.panel.dispose();
  }

  #make(panel: WebviewPanel, id: string): Place {
    const { places, extensionUri, ...ports } = this.#ports;
    const store = new TabStore(ports.store, id);
    const view = ports.page({
      received: (message) => ports.received(message, place),
      gone: () => ports.gone(place),
    });
    const place: Place = new Place({
      ...ports,
      store,
      post: (update) => view.post(update),
      visible: () => view.visible,
      reveal: async () => panel.reveal(),
    });
    panel.iconPath = Uri.joinPath(extensionUri, 'media', 'icon.png');
    this.#all.set(place, { place, panel, store });
    places.add(place);
    panel.onDidChangeViewState(() => {
      if (panel.active) places.use(place);
      ports.used();
    });
    panel.onDidDispose(() => {
      this.#all.delete(place);
      places.remove(place);
      place.dispose();
      store.forget();
      ports.closed(place);
    });
    view.show(surfaceOf(panel));
    return place;
  }
}

function surfaceOf(panel: WebviewPanel): Surface {
  return {
    webview: panel.webview,
    onDidDispose: panel.onDidDispose,
    onDidChangeVisibility: panel.onDidChangeViewState,
    get visible() {
      return panel.visible;
    },
  };
}
