// Nothing in, one real VS Code with Castor and a strict Gemini behind it out, shared by all files of the run; a person's hands and eyes on it.

import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Locator, Page } from 'playwright-core';
import type { Scenario } from '../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../emulator/server.ts';
import { remove, repo, temporaryFolder } from '../support/repo.ts';
import { type Served, type ServeOptions, serve } from '../support/serve.ts';
import { openWorkbench, type Workbench } from '../support/workbench.ts';

const sample = join(repo, 'test', 'fixtures', 'sample');

/** The key in the environment of the shared VS Code; the secret storage of a served one forgets at each reload. */
export const goodKey = 'AIza-workbench-good-key';

/** The body of a request that opens an interaction, as the emulator got it. */
export interface Body {
  readonly [name: string]: unknown;
  readonly input: readonly { readonly type: string; readonly [name: string]: unknown }[];
  readonly previous_interaction_id?: string;
  readonly tools?: readonly { readonly type: string; readonly name: string }[];
}

export class Castor {
  readonly served: Served;
  readonly workbench: Workbench;
  /** The open workspace, a copy of the sample. */
  readonly folder: string;
  #emulator: Emulator;

  constructor(parts: Pick<Castor, 'served' | 'workbench' | 'emulator' | 'folder'>) {
    this.served = parts.served;
    this.workbench = parts.workbench;
    this.#emulator = parts.emulator;
    this.folder = parts.folder;
  }

  get page(): Page {
    return this.workbench.page;
  }

  get emulator(): Emulator {
    return this.#emulator;
  }

  /** Nobody answers at the address of the service until the function that this gives is called. */
  async unplug(): Promise<() => Promise<void>> {
    const port = Number(new URL(this.#emulator.url).port);
    await this.#emulator.close();
    return async () => {
      this.#emulator = await startEmulator({ port });
    };
  }

  chat(): Promise<Frame> {
    return this.workbench.chat();
  }

  async button(name: string | RegExp): Promise<Locator> {
    return (await this.chat()).getByRole('button', { name, exact: true });
  }

  async click(name: string | RegExp): Promise<void> {
    await (await this.button(name)).first().click();
  }

  async prompt(): Promise<Locator> {
    return (await this.chat()).getByRole('textbox', { name: 'Prompt' });
  }

  /** Uses a control of the prompt box: in the bar where there is room for it, else behind Options, which is closed again. */
  async option<T>(role: 'combobox' | 'switch', name: string, use: (control: Locator) => Promise<T>): Promise<T> {
    const chat = await this.chat();
    const control = chat.getByRole(role, { name, exact: true });
    if (await control.isVisible()) return use(control);
    await this.click('Options');
    const used = await use(control);
    await this.page.keyboard.press('Escape');
    await chat.getByRole('dialog', { name: 'Options' }).waitFor({ state: 'hidden' });
    return used;
  }

  /** An entry of the menu of a turn. */
  async more(turn: Locator, name: string): Promise<void> {
    await turn.getByRole('button', { name: 'More actions' }).click();
    await turn.getByRole('menuitem', { name }).click();
  }

  /** Types a prompt, sends it with Enter, and gives its turn. */
  async ask(prompt: string): Promise<Locator> {
    const box = await this.prompt();
    await box.click();
    await box.fill(prompt);
    await box.press('Enter');
    const turn = await this.turn(prompt);
    await turn.waitFor();
    return turn;
  }

  /** Asks and waits for the end of the turn. */
  async asked(prompt: string): Promise<Locator> {
    const turn = await this.ask(prompt);
    await this.idle();
    return turn;
  }

  /** The turn of a prompt: an article of the transcript. */
  async turn(prompt: string): Promise<Locator> {
    return (await this.turns()).filter({ has: (await this.chat()).getByRole('heading', { name: prompt }) }).last();
  }

  async turns(): Promise<Locator> {
    return (await this.chat()).getByRole('log', { name: 'Transcript' }).getByRole('article');
  }

  /** Waits until no turn runs: the newest one has its last line, and the composer offers Send. */
  async idle(timeout = 20_000): Promise<void> {
    const turns = await this.turns();
    if ((await turns.count()) > 0) await turns.last().locator('footer').waitFor({ timeout });
    await (await this.button('Stop')).waitFor({ state: 'detached', timeout });
    await (await this.button('Send')).waitFor({ timeout });
  }

  /** Waits for the text anywhere in the transcript. */
  async sees(text: string | RegExp, timeout = 15_000): Promise<void> {
    await (await this.turns()).getByText(text).first().waitFor({ timeout });
  }

  /** `timeout`: ms, where a browser or another program starts first. */
  async approval(timeout = 10_000): Promise<Locator> {
    const card = (await this.chat()).getByRole('group', { name: 'Approval' });
    await card.first().waitFor({ timeout });
    return card;
  }

  async answer(name: 'Allow' | 'Allow for this session' | 'Deny', words = ''): Promise<void> {
    const card = (await this.approval()).first();
    if (words) await card.getByRole('textbox', { name: 'Tell the model why' }).fill(words);
    await card.getByRole('button', { name, exact: true }).click();
  }

  /** What the alert of the newest turn says, once it is there. */
  async alert(): Promise<string> {
    const alert = (await this.chat()).getByRole('alert');
    await alert.waitFor();
    return alert.innerText();
  }

  async newSession(): Promise<void> {
    if ((await (await this.turns()).count()) > 0) await this.click('New session');
    await until('an empty transcript', async () => (await (await this.turns()).count()) === 0);
    // What a failed test had typed or attached is part of no later prompt.
    const box = await this.prompt();
    if ((await box.inputValue()) !== '') await box.fill('');
    const attached = (await this.chat()).getByRole('button', { name: /^Remove / });
    for (let left = await attached.count(); left > 0; left--) await attached.first().click();
    await this.idle();
  }

  /** Gives the key through the command and its input box. */
  async setKey(key: string): Promise<void> {
    await this.workbench.runCommand('Castor: Set API Key');
    await this.typeKey(key);
  }

  async typeKey(key: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget input[type=password]');
    await box.fill(key);
    await box.press('Enter');
    await box.waitFor({ state: 'hidden' });
  }

  /** All requests so far that opened an interaction. */
  opened(): Emulator['requests'] {
    return this.emulator.requests.filter(({ method, path }) => method === 'POST' && /interactions$/.test(path));
  }

  bodies(): readonly Body[] {
    return this.opened().map(({ body }) => body as Body);
  }

  /** What a request added to what was said before: all of it on a chain, the end of the history that a private session sends. */
  added(request = -1): Body['input'] {
    const { input } = this.bodies().at(request)!;
    return input.slice(input.findLastIndex(({ type }) => !['user_input', 'function_result'].includes(type)) + 1);
  }

  /** The first result of the last request that brought some. */
  result(): { readonly result: string; readonly is_error?: boolean } {
    return this.added()[0] as never;
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Closes menus that a failed test left open, and answers what VS Code asks about unsaved files: nothing of them is wanted. */
  async calm(): Promise<void> {
    if (await this.page.locator('.context-view .monaco-menu').first().isVisible()) {
      for (const _ of ['submenu', 'menu']) await this.page.keyboard.press('Escape');
    }
    const dialog = this.page.locator('.monaco-dialog-box');
    for (let round = 0; round < 5 && (await dialog.count()) > 0; round++) {
      const discard = dialog.getByRole('button', { name: "Don't Save" });
      if ((await discard.count()) > 0) await discard.first().click();
      else await this.page.keyboard.press('Escape');
      await sleep(200);
    }
  }

  /** Puts the workspace back to what the sample holds. */
  restore(): void {
    for (const name of readdirSync(this.folder)) rmSync(join(this.folder, name), { recursive: true, force: true });
    cpSync(sample, this.folder, { recursive: true });
  }

  async close(): Promise<void> {
    await this.workbench.close();
    await this.served.close();
    await this.emulator.close();
    remove(this.folder);
  }
}

export interface StartOptions extends ServeOptions {
  /** Is done to the workspace before VS Code opens it. */
  prepare?(folder: string): void;
  /** A .code-workspace file that `prepare` puts into the folder, by its name: it is opened instead of the folder. */
  readonly workspaceFile?: string;
}

export async function startCastor({ prepare, workspaceFile, ...options }: StartOptions = {}): Promise<Castor> {
  const folder = temporaryFolder('workspace');
  cpSync(sample, folder, { recursive: true });
  prepare?.(folder);
  const emulator = await startEmulator();
  const served = await serve({
    ...options,
    folder,
    ...(workspaceFile && { workspace: join(folder, workspaceFile) }),
    settings: {
      'castor.api.baseUrl': emulator.url,
      'diffEditor.useInlineViewWhenSpaceIsLimited': false,
      'files.autoSave': 'off',
      // One request more after a first turn would upset whoever counts requests.
      'castor.sessionTitles': false,
      'terminal.integrated.gpuAcceleration': 'off',
      'castor.private': allPrivate,
      ...options.settings,
    },
    env: { GEMINI_API_KEY: undefined, ...options.env },
  });
  const workbench = await openWorkbench(served);
  workbench.context.setDefaultTimeout(10_000);
  await workbench.openChat();
  return new Castor({ served, workbench, emulator, folder });
}

/** Every session begins private: `npm run test:private`. */
const allPrivate = process.env.CASTOR_PRIVATE === '1';

let shared: Promise<Castor> | undefined;

after(async () => {
  await (await shared)?.close();
});

/**
 * Registers the hooks of a suite that runs in the shared VS Code: each test starts with an empty session and the sample's files.
 * `own`: in one of its own, for lists of sessions, which would be long there and of which only what is in sight is drawn.
 */
export function useCastor({ own = false } = {}): () => Castor {
  let castor: Castor;
  before(async function () {
    // The first run downloads VS Code.
    this.timeout(600_000);
    const start = () => startCastor({ env: { GEMINI_API_KEY: goodKey } });
    if (!own) shared ??= start();
    castor = await (own ? start() : shared!);
  });
  after(async () => {
    if (own) await castor.close();
  });
  freshEach(() => castor);
  return () => castor;
}

/** Each test starts with an empty session and the sample's files; one that fails is photographed, any other left the emulator nothing to say. */
export function freshEach(castor: () => Castor): void {
  beforeEach(async () => {
    await castor().calm();
    await castor().newSession();
    castor().emulator.reset();
    castor().emulator.use([]);
    castor().restore();
  });
  afterEach(async function () {
    // Also a try that another one follows.
    if (this.currentTest?.state !== 'passed') return photograph(castor(), this.currentTest!.fullTitle());
    assert.deepEqual(castor().emulator.complaints, [], 'the emulator had nothing to complain about');
    if (!allPrivate) return;
    for (const { store, previous_interaction_id: previous } of castor().bodies()) {
      assert.deepEqual({ store, previous }, { store: false, previous: undefined });
    }
  });
}

export async function photograph(castor: Castor, title: string): Promise<void> {
  await castor.workbench.screenshot(`failed-${title.replace(/\W+/g, '-').slice(0, 80)}`);
}

/** What a notification says, found in the list of them: one without buttons leaves the screen by itself. The list is empty afterwards. */
export async function notice({ page, workbench }: Castor, text: string): Promise<string> {
  await workbench.runCommand('Notifications: Show Notifications');
  const item = page.locator('.notification-list-item', { hasText: text }).first();
  await item.waitFor({ timeout: 30_000 });
  const said = await item.innerText();
  await workbench.runCommand('Notifications: Clear All Notifications');
  return said;
}

/** Polls until it is true. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, timeout = 10_000): Promise<void> {
  for (const end = Date.now() + timeout; ; await sleep(25)) {
    if (await holds()) return;
    if (Date.now() > end) throw new Error(`After ${timeout} ms still not: ${what}`);
  }
}

/** A scenario for prompts that begin with a word. */
export function on(prompt: string, ...answer: Scenario['answer']): Scenario {
  return { name: prompt, match: { prompt: `^${prompt}` }, answer };
}

/** A scenario for the results of a tool, asked for by a prompt that begins with a word. */
export function onResult(prompt: string, tool: string, ...answer: Scenario['answer']): Scenario {
  return { name: `${prompt} after ${tool}`, match: { prompt: `^${prompt}`, tool_result: tool }, answer };
}
