// A theme and a size in, the built page in a real Chromium under its real policy out, with a fake host at its other end.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Command, Update } from '../../src/shared/messages.ts';
import { strings as english } from '../../src/shared/strings.ts';
import { launch } from '../support/browser.ts';
import { type Bundle, bundle } from './bundle.ts';
import { bodyClass, type Theme, themeCss } from './themes.ts';

export interface Options {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** Translations by key, as the host injects them. */
  readonly strings?: Readonly<Record<string, string>>;
  /** Load the lab (the markdown stream, for tests of it) instead of the page. */
  readonly lab?: boolean;
  readonly highlight?: boolean;
  /** VS Code keeps it from its webviews. */
  readonly microphone?: 'allowed' | 'refused';
}

type Unnumbered = Update extends infer One ? (One extends Update ? Omit<One, 'seq'> : never) : never;

export interface Opened {
  readonly page: Page;
  /** Sends an update with the next number. */
  send(update: Unnumbered): Promise<void>;
  /** Sends any message as it is. */
  raw(message: unknown): Promise<void>;
  commands(): Promise<Command[]>;
  /** Waits until a command of the type was posted, returns the last one. */
  command<T extends Command['type']>(type: T): Promise<Extract<Command, { type: T }>>;
  /** Requests that were no files of the page, and violations of its policy. */
  readonly trouble: string[];
  /** Loads the page again, as VS Code does when the view comes back. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

const nonce = 'c2VjcmV0bm9uY2U';
let browser: Browser | undefined;
let server: Server | undefined;

/** Opens a page; the browser is started once and closed by `closeAll`. */
export async function open(options: Options = {}): Promise<Opened> {
  browser ??= await launch();
  server ??= await serve();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = await browser.newContext({
    viewport: { width: options.width ?? 400, height: options.height ?? 700 },
    reducedMotion: 'reduce',
    permissions: options.microphone === 'allowed' ? ['microphone'] : [],
  });
  const page = await context.newPage();
  const trouble: string[] = [];
  watch(page, origin, trouble);
  const query = new URLSearchParams({ options: JSON.stringify(options) });
  await page.goto(`${origin}/?${query}`);
  return opened(page, context, trouble);
}

function opened(page: Page, context: BrowserContext, trouble: string[]): Opened {
  let seq = 0;
  const raw = (message: unknown) => page.evaluate((data) => window.postMessage(data, '*'), message).then(() => {});
  const commands = () => page.evaluate(() => (window as unknown as { posted: Command[] }).posted);
  return {
    page,
    trouble,
    raw,
    commands,
    send: (update) => raw({ ...update, seq: seq++ }),
    async command(type) {
      await page.waitForFunction(
        (wanted) => (window as unknown as { posted: Command[] }).posted.some((command) => command.type === wanted),
        type,
      );
      const all = await commands();
      return all.findLast((command) => command.type === type) as never;
    },
    async reload() {
      seq = 0;
      await page.reload();
    },
    close: () => context.close(),
  };
}

export async function closeAll(): Promise<void> {
  await browser?.close();
  server?.close();
  browser = undefined;
  server = undefined;
}

function watch(page: Page, origin: string, trouble: string[]): void {
  page.on('request', (request) => {
    const url = request.url();
    // What the page made itself.
    if (url.startsWith(`blob:${origin}/`)) return;
    if (!url.startsWith(`${origin}/`) || /evil/.test(new URL(url).pathname)) trouble.push(`request ${url}`);
  });
  page.on('pageerror', (error) => trouble.push(`error ${error.message}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/i.test(message.text())) trouble.push(message.text());
  });
}

async function serve(): Promise<Server> {
  const files = await bundle();
  const made = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const name = url.pathname.slice(1);
    if (name === '') {
      const options = JSON.parse(url.searchParams.get('options') ?? '{}') as Options;
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': sandbox,
          ...(options.microphone ? {} : { 'permissions-policy': 'microphone=()' }),
        })
        .end(html(options));
    } else if (name === 'theme.css') {
      response.writeHead(200, { 'content-type': 'text/css' }).end(themeCss(url.searchParams.get('theme') as Theme));
    } else if (Object.hasOwn(files, name)) {
      const type = name.endsWith('.css') ? 'text/css' : 'text/javascript; charset=utf-8';
      response.writeHead(200, { 'content-type': type }).end(files[name as keyof Bundle]);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done));
  return made;
}

/** VS Code's frame around a webview that enables scripts and no forms. */
const sandbox = 'sandbox allow-scripts allow-same-origin allow-pointer-lock allow-downloads';

/** The page's policy as the host writes it, `'self'` in the place of the webview's own source. */
const policy = [
  "default-src 'none'",
  `script-src 'nonce-${nonce}'`,
  "style-src 'self'",
  "style-src-elem 'self' 'unsafe-inline'",
  "font-src 'self'",
  'img-src blob:',
  'media-src blob:',
  'frame-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const fakeApi = `
window.posted = [];
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
window.acquireVsCodeApi = () => {
  if (window.acquired) throw new Error('acquired twice');
  window.acquired = true;
  return {
    postMessage: (message) => window.posted.push(structuredClone(message)),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  };
};`;

function html({ theme = 'dark', strings = {}, lab, highlight = true }: Options): string {
  const attribute = JSON.stringify({ ...english, ...strings })
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;');
  const script = (name: string) => `<script nonce="${nonce}" defer src="${name}"></script>`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Castor</title><link rel="stylesheet" href="theme.css?theme=${theme}"><link rel="stylesheet" href="page.css">
<script nonce="${nonce}">${fakeApi}</script></head>
<body class="${bodyClass(theme)}"><div id="castor" data-strings="${attribute}"></div>
${script(lab ? 'lab.js' : 'page.js')}${script('lexer.js')}${highlight ? script('highlight.js') : ''}</body></html>`;
}
