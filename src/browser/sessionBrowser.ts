// Steps of one session's model in, its browser out: started with the first, held while the person has it, closed when nobody wants it.

import { abortable } from '../agent/abort.ts';
import type { Act, Browser, Look } from '../agent/calls/browser.ts';
import { ToolError } from '../agent/workspace.ts';
import { mayReach } from '../gate/address.ts';
import type { BrowserState } from '../shared/browserCalls.ts';
import { type DrivenBrowser, type StartOptions, startBrowser } from './drive.ts';

export interface SessionBrowserPorts {
  settings(): Omit<StartOptions, 'allows' | 'closed'>;
  /** Names of the API's functions that the person does not want. */
  excluded(): ReadonlySet<string>;
  /** What `state` gives is another. */
  changed(): void;
}

/** The browser of one session. It starts with the first step and ends with the window, with Stop, or when the person says so. */
export class SessionBrowser implements Browser {
  readonly hosts = new Set<string>();
  readonly #ports: SessionBrowserPorts;
  off = false;
  #running: Promise<DrivenBrowser> | undefined;
  #open: DrivenBrowser | undefined;
  #paused: { readonly over: Promise<void>; end(): void } | undefined;
  #notes: string[] = [];

  constructor(ports: SessionBrowserPorts) {
    this.#ports = ports;
  }

  get excluded(): ReadonlySet<string> {
    return this.#ports.excluded();
  }

  get state(): BrowserState | undefined {
    const open = this.#open;
    return open && { page: open.url, visible: open.visible, paused: this.#paused !== undefined };
  }

  allow(host: string): void {
    this.hosts.add(host);
  }

  async act(act: Act, signal: AbortSignal): Promise<Look> {
    if (this.#paused) await abortable(this.#paused.over, signal);
    if (this.off) throw new ToolError('The person switched the browser off. Nothing was done.');
    const end = () => this.close(false);
    signal.throwIfAborted();
    signal.addEventListener('abort', end, { once: true });
    try {
      this.#running ??= this.#start();
      const browser = await abortable(this.#running, signal);
      const look = await abortable(browser.act(act, signal), signal);
      return { ...look, notes: [...this.#notes.splice(0), ...look.notes] };
    } finally {
      signal.removeEventListener('abort', end);
      this.#ports.changed();
    }
  }

  pause(): void {
    if (this.#paused || !this.#open) return;
    let end = () => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#paused = { over, end };
    this.#ports.changed();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#notes.push('The person had the browser meanwhile: the page may be another one.');
    this.#unpause();
    this.#ports.changed();
  }

  close(off: boolean): void {
    this.off ||= off;
    const running = this.#running;
    this.#gone();
    running?.then((browser) => browser.close()).catch(() => {});
  }

  #start(): Promise<DrivenBrowser> {
    const gone = () => this.#running === running && this.#gone();
    const running: Promise<DrivenBrowser> = startBrowser({
      ...this.#ports.settings(),
      allows: (host) => mayReach(host, this.hosts),
      closed: gone,
    });
    running.then((browser) => {
      if (this.#running === running) this.#open = browser;
      this.#ports.changed();
    }, gone);
    return running;
  }

  #gone(): void {
    this.#running = undefined;
    this.#open = undefined;
    this.#unpause();
    this.#ports.changed();
  }

  #unpause(): void {
    this.#paused?.end();
    this.#paused = undefined;
  }
}
