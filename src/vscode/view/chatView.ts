// A webview of the editor in, a page that shows the chat out: its HTML, its messages both ways, and the badge.

import { type Disposable, type Event, l10n, Uri, type ViewBadge, type Webview } from 'vscode';
import { packed } from '../../shared/growth.ts';
import type { Update } from '../../shared/messages.ts';

/** What a page is in: the side bar's view, or an editor tab. */
export interface Surface {
  readonly webview: Webview;
  readonly visible: boolean;
  readonly onDidDispose: Event<void>;
  readonly onDidChangeVisibility: Event<unknown>;
  badge?: ViewBadge | undefined;
}

export interface ChatViewPorts {
  readonly extensionUri: Uri;
  /** A message of the page, unchecked. */
  received(message: unknown): unknown;
  /** The page is gone: hidden or thrown away. One that is shown again starts anew with `ready`. */
  gone(): unknown;
  failed(error: unknown): void;
}

/** Holds at most one view; what is posted while there is none is lost, as it is in the editor itself for a hidden one. */
export class ChatView {
  readonly #ports: ChatViewPorts;
  #view: Surface | undefined;
  #subscriptions: readonly Disposable[] = [];

  constructor(ports: ChatViewPorts) {
    this.#ports = ports;
  }

  /** Gives the view its page. Messages are heard from before its first script runs. */
  show(view: Surface): void {
    this.#forget();
    this.#view = view;
    this.#subscriptions = [
      view.webview.onDidReceiveMessage((message) => this.#ports.received(message)),
      view.onDidChangeVisibility(() => {
        if (!view.visible) this.#ports.gone();
      }),
      view.onDidDispose(() => {
        if (this.#view === view) this.#forget();
      }),
    ];
    const dist = Uri.joinPath(this.#ports.extensionUri, 'dist');
    view.webview.options = {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: [dist],
    };
    this.#fill(view, dist).catch(this.#ports.failed);
  }

  get visible(): boolean {
    return this.#view?.visible ?? false;
  }

  post(update: Update): void {
    if (this.#view?.visible) void this.#view.webview.postMessage(packed(update));
  }

  /** Says how many approvals wait, where the person can see it while the view is closed. */
  badge(waiting: number): void {
    if (!this.#view) return;
    const tooltip =
      waiting === 1
        ? l10n.t('1 change waits for your decision')
        : l10n.t('{0} changes wait for your decision', waiting);
    this.#view.badge = waiting === 0 ? undefined : { value: waiting, tooltip };
  }

  dispose(): void {
    this.#forget();
  }

  /** The words of the page are much to load for a window in which nobody opens it. */
  async #fill(view: Surface, dist: Uri): Promise<void> {
    const { pageOf } = await import('./webviewPage.ts');
    if (this.#view === view) view.webview.html = pageOf(view.webview, dist);
  }

  #forget(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#subscriptions = [];
    if (this.#view) this.#ports.gone();
    this.#view = undefined;
  }
}
