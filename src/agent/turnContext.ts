// A session's parts and its ports in, what one turn of it runs with out; each wait for an editor or a service ends when the turn is stopped.

import { abortable } from './abort.ts';
import type { TurnContext } from './agent.ts';
import { TurnProblems } from './calls/turnProblems.ts';
import type { Waiting } from './calls/waiting.ts';
import type { SessionFiles } from './files/sessionFiles.ts';
import { tellReach, withoutBrowser } from './reach.ts';
import type { RunSettings } from './runSettings.ts';
import type { SessionPorts } from './sessionPorts.ts';

type Shared = 'transcript' | 'emit' | 'committed' | 'review' | 'grants' | 'seen' | 'changes' | 'secrets' | 'caps';

/** What the turns of one session have in common. */
export interface SessionParts extends Pick<TurnContext, Shared | 'compactions'> {
  /** Of the session. */
  readonly id: string;
  readonly ports: SessionPorts;
  readonly files: SessionFiles;
  readonly waiting: Waiting;
}

/** Rejects with the signal's reason as soon as it is aborted, and as the ports do. */
export async function turnContext(
  { id, ports, files, waiting, ...parts }: SessionParts,
  { turn, settings, signal }: { readonly turn: string; readonly settings: RunSettings; readonly signal: AbortSignal },
): Promise<TurnContext> {
  const { workspace, diffLines, clock, log, facts, shell, language } = ports;
  const { transcript, emit, grants } = parts;
  const got = <T>(value: T | Promise<T>): Promise<T> => abortable(Promise.resolve(value), signal);
  const { last, options } = transcript();
  const excludes = await got(ports.excludes?.());
  const tools = await got(ports.tools(id, options));
  const builtIns = settings.plan ? [] : ((await got(ports.builtIns?.(options))) ?? []);
  const readsOnly = last?.side || settings.plan;
  tellReach(grants, transcript(), tools, builtIns);
  await got(files.idle());
  return {
    ...parts,
    gemini: () => got(ports.gemini()),
    tools: readsOnly ? tools.filter(({ effect }) => effect === 'read') : tools,
    builtIns: readsOnly ? withoutBrowser(builtIns) : builtIns,
    settings,
    surroundings: await got(ports.surroundings()),
    judgeContext: () => ({ folders: ports.folders(), facts, excludes }),
    files: files.ofTurn(turn),
    problems: new TurnProblems(turn, workspace, emit),
    t: (text, ...args) => ports.t(text, ...args),
    approvals: waiting.approvals,
    questions: waiting.questions,
    shell,
    language,
    workspace,
    diffLines,
    clock,
    log,
    signal,
  };
}
