// What a page does beside drawing itself in, notes for the model out: its console's errors, failed requests, dialogs, tabs, downloads.

import type { Dialog, Page } from 'playwright-core';

/** Kept until the next look. */
const most = 20;
const longest = 400;

/** Everything told since the last look, and a dialog that holds the page up. */
export class Watch {
  #notes: string[] = [];
  #problems: string[] = [];
  #opened: (() => void) | undefined;
  #dialog: { readonly dialog: Dialog; readonly page: Page; text?: string } | undefined;

  get dialog(): string | undefined {
    return this.#dialog && describe(this.#dialog.dialog);
  }

  /** Resolves when a dialog opens; at once while one is open. */
  untilDialog(): Promise<void> {
    if (this.#dialog) return Promise.resolve();
    return new Promise((resolve) => {
      this.#opened = resolve;
    });
  }

  /** The keyboard while a dialog is open. False: it said nothing to the dialog. */
  async answer(key: string | undefined, typed?: string): Promise<boolean> {
    const open = this.#dialog;
    if (!open) return false;
    if (typed !== undefined) open.text = typed;
    if (key !== 'Enter' && key !== 'Escape') return typed !== undefined;
    this.#dialog = undefined;
    if (key === 'Enter') await open.dialog.accept(open.text ?? open.dialog.defaultValue()).catch(() => {});
    else await open.dialog.dismiss().catch(() => {});
    return true;
  }

  note(text: string): void {
    if (this.#notes.length < most && !this.#notes.includes(text)) this.#notes.push(clipped(text));
  }

  problem(text: string): void {
    if (this.#problems.length < most) this.#problems.push(clipped(text));
  }

  take(): { readonly notes: readonly string[]; readonly problems: readonly string[] } {
    const taken = { notes: this.#notes, problems: this.#problems };
    this.#notes = [];
    this.#problems = [];
    return taken;
  }

  on(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error') this.problem(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.problem(`uncaught: ${error.message}`));
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? 'failed';
      // A page that is left ends what it was loading.
      if (why !== 'net::ERR_ABORTED') this.problem(`${request.method()} ${request.url()}: ${why}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) {
        this.problem(`${response.request().method()} ${response.url()}: ${response.status()} ${response.statusText()}`);
      }
    });
    page.on('download', (download) => {
      this.note(
        `The page started a download (${download.suggestedFilename()}). Downloads are refused; nothing was saved.`,
      );
      void download.cancel().catch(() => {});
    });
    // Listening keeps the system's own dialog away; nothing is ever given.
    page.on('filechooser', () => this.note('The page asked for a file. Files of this machine are not given to pages.'));
    page.on('dialog', (dialog) => this.#dialogOpened(dialog, page));
    page.on('close', () => {
      if (this.#dialog?.page === page) this.#dialog = undefined;
    });
  }

  #dialogOpened(dialog: Dialog, page: Page): void {
    if (dialog.type() === 'beforeunload') {
      void dialog.accept().catch(() => {});
      this.note('The page asked whether to leave it; it was left.');
      return;
    }
    this.#dialog = { dialog, page };
    this.#opened?.();
  }
}

function describe(dialog: Dialog): string {
  const kind = dialog.type();
  const how = kind === 'prompt' ? 'type writes the answer, press_key Enter gives it' : 'press_key Enter accepts';
  const no = kind === 'alert' ? '' : ', Escape dismisses it';
  return `A dialog (${kind}) is open: "${clipped(dialog.message())}". The page waits for it: ${how}${no}.`;
}

function clipped(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
