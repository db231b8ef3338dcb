// A session's id in, the browser its model drives and the tools that do it out; what a person says about it on its way there.

import { type Disposable, workspace } from 'vscode';
import type { Tool } from '../../agent/calls/tool.ts';
import type { Driven } from '../../browser/browser.ts';
import type { SessionBrowserPorts } from '../../browser/sessionBrowser.ts';
import { cleanEnvironment } from '../../node/process.ts';
import type { BrowserState } from '../../shared/browserCalls.ts';
import { readSetting } from '../settings.ts';

/** Beside what every program gets: without these no window can be shown. */
const ofTheDisplay = ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS'];

/** By session, in memory: what was allowed and the browser itself end with the window. */
export class Browsers implements Disposable {
  readonly #sessions = new Map<string, Driven>();
  #changed = () => {};

  /** `changed`: what `state` gives is another. */
  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  /** Of a session that has it on. */
  async tools(session: string): Promise<readonly Tool[]> {
    const { driven } = await import('../../browser/browser.ts');
    const known =
      this.#sessions.get(session) ??
      driven({ settings: startSettings, excluded: excludedFunctions, changed: () => this.#changed() });
    this.#sessions.set(session, known);
    known.browser.off = false;
    return known.tools;
  }

  /** Undefined while it is not open. */
  state(session: string): BrowserState | undefined {
    return this.#sessions.get(session)?.browser.state;
  }

  /** Steps of the model wait, and the person drives. */
  pause(session: string): void {
    this.#sessions.get(session)?.browser.pause();
  }

  resume(session: string): void {
    this.#sessions.get(session)?.browser.resume();
  }

  /** `off`: no step of the running turn starts one. */
  close(session: string, off = false): void {
    this.#sessions.get(session)?.browser.close(off);
  }

  dispose(): void {
    for (const { browser } of this.#sessions.values()) browser.close(true);
  }
}

/** Names of the API's functions that the person does not want in a browser. */
export function excludedFunctions(): ReadonlySet<string> {
  const text = readSetting(workspace.getConfiguration('castor'), 'browser.exclude');
  return new Set(text.split(/[\s,]+/).filter((name) => /^[a-z0-9_]+$/.test(name)));
}

function startSettings(): ReturnType<SessionBrowserPorts['settings']> {
  const configuration = workspace.getConfiguration('castor');
  const http = workspace.getConfiguration('http');
  const display = ofTheDisplay.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  return {
    path: readSetting(configuration, 'browser.path'),
    window: readSetting(configuration, 'browser.window') as 'auto' | 'visible' | 'hidden',
    sandbox: readSetting(configuration, 'browser.sandbox'),
    env: { ...cleanEnvironment(), ...Object.fromEntries(display) } as Record<string, string>,
    network: { proxy: http.get('proxy', ''), except: http.get('noProxy', []) },
  };
}
