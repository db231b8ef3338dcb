// The one way into this room: a session's browser, the tools that drive it, and its steps as a test. Loaded when a session first has it on.

import type { Tool } from '../agent/calls/tool.ts';
import type { Turn } from '../shared/transcript.ts';
import { SessionBrowser, type SessionBrowserPorts } from './sessionBrowser.ts';
import { fileNameOf, testOf } from './testFile.ts';
import { browserTools } from './tools.ts';

export interface Driven {
  readonly browser: SessionBrowser;
  /** Given to the agent, not to the service, which declares them itself. */
  readonly tools: readonly Tool[];
}

/** Nothing is started before the first step. */
export function driven(ports: SessionBrowserPorts): Driven {
  const browser = new SessionBrowser(ports);
  return { browser, tools: browserTools(browser) };
}

/** A test of what the turn did, as a block of code; undefined where it opened no page. */
export function playwrightTest(turn: Turn): { readonly path: string; readonly fenced: string } | undefined {
  const [line = ''] = turn.prompt.text.split('\n');
  const text = testOf(turn, line.slice(0, 80) || 'browser');
  if (text === undefined) return undefined;
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return { path: fileNameOf(line), fenced: `${fence}typescript\n${text}${fence}` };
}
