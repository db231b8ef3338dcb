// Scripts and files in, a session over scripted ports out, with everything that a test wants to look at.

import type { Tool } from '../../../src/agent/calls/tool.ts';
import type { Gemini, SessionLog } from '../../../src/agent/ports.ts';
import type { RunSettings } from '../../../src/agent/runSettings.ts';
import { Session } from '../../../src/agent/session.ts';
import type { SessionPorts } from '../../../src/agent/sessionPorts.ts';
import type { Placeholders } from '../../../src/gate/placeholders.ts';
import type { EventOf, SessionEvent } from '../../../src/shared/events.ts';
import type { FunctionResult, Step } from '../../../src/shared/step.ts';
import { allTurns, outputText, type Turn } from '../../../src/shared/transcript.ts';
import { tools } from '../../../src/tools/index.ts';
import { memoryFiles } from '../../support/memoryFiles.ts';
import { type MemoryWorkspace, memoryWorkspace } from '../../support/memoryWorkspace.ts';
import { type Script, scriptedGemini } from '../../support/scriptedGemini.ts';
import { currentMode, privately } from './private.ts';

export interface Options {
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: Partial<RunSettings>;
  readonly events?: readonly SessionEvent[];
  readonly memory?: MemoryWorkspace;
  readonly store?: SessionLog;
  /** Instead of the scripts. */
  readonly gemini?: Gemini;
  readonly excludes?: SessionPorts['excludes'];
  readonly builtIns?: SessionPorts['builtIns'];
  readonly shell?: SessionPorts['shell'];
  readonly language?: SessionPorts['language'];
  readonly tools?: readonly Tool[] | Promise<readonly Tool[]>;
  readonly diffLines?: SessionPorts['diffLines'];
  readonly placeholders?: Placeholders;
  readonly clock?: SessionPorts['clock'];
}

export function sessionOver(
  scripts: readonly Script[],
  {
    files = {},
    settings,
    events = [],
    memory = memoryWorkspace(files),
    store,
    gemini,
    excludes,
    diffLines,
    placeholders,
    ...ports
  }: Options = {},
) {
  const scripted = scriptedGemini(scripts);
  const raw = memoryFiles(memory);
  const played = currentMode() === 'private' ? privately(scripted.gemini) : scripted.gemini;
  const stored: SessionEvent[] = [...events];
  const seen: SessionEvent[] = [];
  const errors: unknown[] = [];
  const log = { error: (...all: unknown[]) => void errors.push(all), warn() {}, info() {}, debug() {} };
  const session = new Session('s1', events, {
    tools: async () => ports.tools ?? tools,
    builtIns: ports.builtIns,
    shell: ports.shell,
    language: ports.language,
    gemini: async () => gemini ?? played,
    placeholders,
    workspace: memory.workspace,
    ...raw,
    folders: () => memory.folders,
    facts: memory.facts,
    excludes,
    settings: () => ({
      model: 'gemini-3.8-flash',
      thinkingSummaries: 'auto',
      store: currentMode() === 'stored',
      maxInteractions: 25,
      ...settings,
    }),
    surroundings: () => ({ folders: ['ws'], platform: 'linux', language: 'en' }),
    diffLines:
      diffLines ??
      ((before, after) => [
        { kind: 'removed', text: before },
        { kind: 'added', text: after },
      ]),
    store: store ?? { append: async (batch) => void stored.push(...structuredClone(batch)) },
    clock: ports.clock ?? { now: () => Date.now(), sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
    log,
    t: (text, ...args) => text.replace(/\{(\d+)\}/g, (_, at) => String(args[Number(at)])),
  });
  session.onEvent((event) => seen.push(event));
  return { session, memory, raw, stored, seen, errors, requests: scripted.requests };
}

export function lastTurn({ transcript }: Session): Turn {
  return transcript.last!;
}

export function answer(session: Session): string {
  return outputText(lastTurn(session).interactions);
}

/** Resolves with the first event of the type that passes, past or future. */
export function seenEvent<T extends SessionEvent['type']>(
  { session, seen }: ReturnType<typeof sessionOver>,
  type: T,
  is: (event: EventOf<T>) => boolean = () => true,
): Promise<EventOf<T>> {
  const matches = (event: SessionEvent): event is EventOf<T> => event.type === type && is(event as EventOf<T>);
  const past = seen.find(matches);
  if (past) return Promise.resolve(past);
  return new Promise((resolve) => {
    const stop = session.onEvent((event) => {
      if (!matches(event)) return;
      stop();
      resolve(event);
    });
  });
}

export function resultsOf(input: readonly Step[]): readonly FunctionResult[] {
  return input.filter(({ type }) => type === 'function_result') as FunctionResult[];
}

export function states(session: Session): readonly string[] {
  return allTurns(session.transcript).map(({ outcome }) => outcome ?? 'running');
}
