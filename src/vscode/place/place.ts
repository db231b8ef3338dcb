// A page in, the session it shows and the prompt that is written in it out: the side bar's view is a place, each editor tab is one.

import type { Disposable } from 'vscode';
import type { Session } from '../../agent/session.ts';
import type { HostState, Update } from '../../shared/messages.ts';
import { frameClock } from '../clock.ts';
import { PromptBox, type PromptBoxPorts } from '../prompt/promptBox.ts';
import { Outbox } from '../view/outbox.ts';
import { shownPart } from '../view/shownPart.ts';

export interface PlacePorts extends Pick<PromptBoxPorts, 'parts' | 'aids' | 'store'> {
  /** What the page shows beside the transcript. */
  state(place: Place): HostState;
  post(update: Update): void;
  /** Somebody can see the page. */
  visible(): boolean;
  /** Brings the page to the front. */
  reveal(): PromiseLike<unknown>;
}

export class Place implements Disposable {
  readonly box: PromptBox;
  readonly outbox: Outbox;
  readonly #ports: PlacePorts;
  /** Undefined until it is read from the disk. */
  session: Session | undefined;
  /** Resolves once there is a session: what the page says waits for it. */
  loaded: Promise<unknown> = Promise.resolve();
  isClosed = false;
  /** Settings that the page chose and that are being written: what it says next counts from them. */
  choosing: Promise<unknown> = Promise.resolve();

  constructor(ports: PlacePorts) {
    this.#ports = ports;
    this.outbox = new Outbox({
      post: (update) => ports.post(update),
      state: () => ports.state(this),
      ...shownPart(() => this.session?.transcript),
      ...frameClock,
    });
    this.box = new PromptBox({
      ...ports,
      session: () => this.session,
      changed: () => this.outbox.stateChanged(),
      completions: (request, items) => this.outbox.completions(request, items),
    });
  }

  get isVisible(): boolean {
    return !this.isClosed && this.#ports.visible();
  }

  reveal(): PromiseLike<unknown> {
    return this.#ports.reveal();
  }

  dispose(): void {
    this.isClosed = true;
    this.outbox.close();
    this.box.dispose();
  }
}
