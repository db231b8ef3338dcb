// The person's own browser in, one window of it out that is driven step by step: fresh profile, allowed hosts alone, gone when closed.

import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Act, Look, Pointed } from '../agent/calls/browser.ts';
import { ToolError } from '../agent/workspace.ts';
import { perform, pixels, view } from './acts.ts';
import { type Door, openDoor } from './door.ts';
import { findBrowser, hasDisplay } from './find.ts';
import { keyOf } from './keys.ts';
import { pointedAt } from './pointed.ts';
import { type ProxySettings, proxyFor } from './proxy.ts';
import { Watch } from './watch.ts';

export interface StartOptions {
  /** '': the first that is found. */
  readonly path: string;
  /** `auto`: visible where there is a display. */
  readonly window: 'auto' | 'visible' | 'hidden';
  /** Off only where the system cannot have one, as in a container. */
  readonly sandbox: boolean;
  readonly env: Readonly<Record<string, string>>;
  /** Of the person's network. */
  readonly network?: ProxySettings;
  allows(host: string): boolean;
  /** It is gone, whoever closed it. */
  closed(): void;
}

/** Ms for what a step set off to show. */
const settling = 250;
const loading = 3_000;
const drawing = 10_000;
const longestStep = 40_000;
const wasClosed = 'The browser was closed. The next step starts a fresh one.';

/** Rejects with a `ToolError` where there is no browser or it does not start. */
export async function startBrowser(options: StartOptions): Promise<DrivenBrowser> {
  const path = options.path || findBrowser();
  if (!path) {
    throw new ToolError(
      'No Chrome, Edge or Chromium was found on this machine, and none is ever downloaded. The person can name one in the setting castor.browser.path.',
    );
  }
  const refused = new Set<string>();
  const { network, allows } = options;
  const door = await openDoor({
    allows,
    refused: (host) => refused.add(host),
    ...(network ? { proxy: (host) => proxyFor(host, network) } : {}),
  });
  const visible = options.window === 'visible' || (options.window === 'auto' && hasDisplay());
  try {
    const browser = await chromium.launch({
      executablePath: path,
      headless: !visible,
      chromiumSandbox: options.sandbox,
      proxy: { server: door.url },
      env: options.env,
      // Nothing but the proxy reaches a network.
      args: ['--force-webrtc-ip-handling-policy=disable_non_proxied_udp', '--disable-quic'],
      handleSIGHUP: false,
      handleSIGINT: false,
      handleSIGTERM: false,
    });
    const context = await browser.newContext({ viewport: view, acceptDownloads: false });
    return new DrivenBrowser({ browser, context, door, refused, visible, closed: options.closed });
  } catch (error) {
    door.close();
    const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new ToolError(
      `The browser ${path} did not start: ${line} In a container without a sandbox the person can switch castor.browser.sandbox off.`,
    );
  }
}

interface Parts {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly door: Door;
  /** Hosts that something in the browser wanted to reach. */
  readonly refused: Set<string>;
  readonly visible: boolean;
  closed(): void;
}

/** Tabs that pages open are followed; the newest is the one that is driven. */
export class DrivenBrowser {
  readonly #parts: Parts;
  readonly #watch = new Watch();
  readonly #pages: Page[] = [];
  /** Rejects when the browser is gone, whatever a step waits for. */
  readonly #gone: Promise<never>;
  /** Hosts that pages asked for: a browser asks for some of its own, which are nobody's business. */
  readonly #asked = new Set<string>();
  #picture: string | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { browser, context, door, closed } = parts;
    this.#gone = new Promise((_, reject) => {
      browser.on('disconnected', () => {
        reject(new ToolError(wasClosed));
        door.close();
        closed();
      });
    });
    this.#gone.catch(() => {});
    context.on('page', (page) => this.#opened(page));
    context.on('request', (request) => this.#asked.add(hostOf(request.url())));
  }

  get visible(): boolean {
    return this.#parts.visible;
  }

  get url(): string {
    return this.#pages.at(-1)?.url() ?? 'about:blank';
  }

  /** One at a time. Rejects with a `ToolError`. */
  act(act: Act, signal: AbortSignal): Promise<Look> {
    return Promise.race([this.#step(act, signal), this.#gone]);
  }

  async #step(act: Act, signal: AbortSignal): Promise<Look> {
    const page = this.#pages.at(-1) ?? (await this.#parts.context.newPage());
    const answered = this.#watch.dialog ? await this.#toDialog(act) : false;
    const pointed = answered || this.#watch.dialog ? undefined : await pointedBy(page, act);
    if (!answered) await this.#perform(page, act, signal);
    await this.#settle();
    return this.#look(pointed);
  }

  /** Resolves when it is gone. Never rejects. */
  async close(): Promise<void> {
    await this.#parts.browser.close().catch(() => {});
    this.#parts.door.close();
  }

  #opened(page: Page): void {
    if (this.#pages.length > 0)
      this.#watch.note('The page opened a tab; it is the one you see now. Close it with go_back.');
    this.#pages.push(page);
    this.#watch.on(page);
    page.on('close', () => {
      const at = this.#pages.indexOf(page);
      if (at >= 0) this.#pages.splice(at, 1);
    });
  }

  /** True when the dialog took it; a step that is nothing to a dialog waits until it is answered. */
  async #toDialog(act: Act): Promise<boolean> {
    const { dialog } = this.#watch;
    if (act.do === 'look' || act.do === 'wait') return act.do === 'look';
    if (act.do === 'keys' && (await this.#watch.answer(keyOf(act.keys.at(-1) ?? '')))) return true;
    if (act.do === 'type' && (await this.#watch.answer(act.enter ? 'Enter' : undefined, act.text))) return true;
    throw new ToolError(`Nothing was done. ${dialog}`);
  }

  async #perform(page: Page, act: Act, signal: AbortSignal): Promise<void> {
    // A tab that was opened has no page before its first: going back from it is to close it.
    if (act.do === 'back' && this.#pages.length > 1 && (await isFirst(page))) return page.close();
    // A dialog holds up the step that opened it.
    const done = perform(page, act, signal);
    done.catch(() => {});
    await Promise.race([done, this.#watch.untilDialog(), late(longestStep)]).catch((error: unknown) => {
      signal.throwIfAborted();
      if (error instanceof ToolError) throw error;
      const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
      if (/Target (?:page|closed)|has been closed/.test(line)) throw new ToolError(wasClosed);
      // What a download or another address ends is told of by itself.
      if (!line.includes('ERR_ABORTED')) this.#watch.note(line.replace(/^\w+\.\w+: /, ''));
    });
  }

  async #settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, settling));
    const page = this.#pages.at(-1);
    if (!page || this.#watch.dialog) return;
    const loaded = page.waitForLoadState('load', { timeout: loading }).then(
      () => true,
      () => page.isClosed(),
    );
    const isLoaded = await Promise.race([loaded, this.#watch.untilDialog().then(() => true)]);
    if (!isLoaded) this.#watch.note('The page is still loading. Wait, or go on with what is there.');
  }

  async #look(pointed: Pointed | undefined): Promise<Look> {
    const page = this.#pages.at(-1);
    const title = page && !this.#watch.dialog ? await page.title().catch(() => '') : '';
    // While a dialog holds the page up, the picture before it is what there is.
    if (!page) this.#picture = undefined;
    if (page && !this.#watch.dialog) {
      const drawn = page.screenshot({ type: 'png', timeout: drawing }).catch(() => undefined);
      const bytes = await Promise.race([drawn, this.#watch.untilDialog()]);
      this.#picture = bytes ? bytes.toString('base64') : undefined;
    }
    for (const host of this.#parts.refused) {
      if (!this.#asked.has(host)) continue;
      this.#watch.note(
        `${host} was not reached: the person has not allowed it in this session. To ask them, call navigate with an address of that host.`,
      );
    }
    this.#parts.refused.clear();
    const { dialog } = this.#watch;
    if (dialog) this.#watch.note(dialog);
    return { url: this.url, title, picture: this.#picture, pointed, ...this.#watch.take() };
  }
}

async function pointedBy(page: Page, act: Act): Promise<Pointed | undefined> {
  if (act.do === 'click' || act.do === 'hover' || act.do === 'hold') return pointedAt(page, pixels(act.at));
  if (act.do === 'drag') return pointedAt(page, pixels(act.from));
  if (act.do === 'type') return pointedAt(page, act.at && pixels(act.at));
  return undefined;
}

async function isFirst(page: Page): Promise<boolean> {
  const length = await page.evaluate('history.length').catch(() => 1);
  return Number(length) <= 1;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : '';
}

function late(ms: number): Promise<never> {
  return new Promise((_, reject) =>
    setTimeout(() => reject(new Error('The page did not answer in time.')), ms).unref(),
  );
}
