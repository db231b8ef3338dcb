// What every session of the window shares: the ports, and the two heavy parts (tools, Gemini), loaded when the prompt box first gets the focus.

import { type Disposable, type ExtensionContext, env, l10n, Uri, workspace } from 'vscode';
import type { Tool } from '../agent/calls/tool.ts';
import type { Gemini } from '../agent/ports.ts';
import type { SessionPorts } from '../agent/sessionPorts.ts';
import type { Workspace } from '../agent/workspace.ts';
import { diffLines } from '../edits/diffLines.ts';
import type { FileFacts } from '../gate/judged.ts';
import { Placeholders } from '../gate/placeholders.ts';
import { type CheckpointFolder, checkpointFolder } from '../node/checkpoints.ts';
import { diskFacts } from '../node/facts.ts';
import { fileModes } from '../node/fileModes.ts';
import { keyedId } from '../node/keyedId.ts';
import { Ledger } from '../node/ledger.ts';
import { LocalShell } from '../node/shell.ts';
import type { SessionOptions } from '../shared/options.ts';
import { CommandTerminals } from './answer/terminals.ts';
import { Browsers } from './browser/browsers.ts';
import { type BuiltIns, builtInsOf } from './builtIns/index.ts';
import { systemClock } from './clock.ts';
import { Exclusions } from './files/exclusions.ts';
import { workspaceFolders } from './files/folders.ts';
import { languagePort } from './files/language.ts';
import { rawFiles } from './files/rawFiles.ts';
import { workspacePort } from './files/workspace.ts';
import { type GeminiOptions, geminiLoader } from './geminiLoader.ts';
import type { Secrets } from './key/secrets.ts';
import type { SafeLog } from './log.ts';
import { withLiveFiles } from './media/liveFiles.ts';
import { openedFile } from './media/opened.ts';
import { Uploads } from './media/uploads.ts';
import { OutsideTools } from './outside/outsideTools.ts';
import { SentRequests, witnessed } from './privacy/witness.ts';
import { WorkspaceInstructions } from './prompt/instructions.ts';
import type { SessionsPorts } from './session/sessions.ts';
import { runSettings, serverSettings, timeoutSettings } from './settings.ts';

export interface Parts extends Disposable {
  readonly facts: FileFacts;
  readonly workspacePort: Workspace;
  readonly instructions: WorkspaceInstructions;
  readonly outsideTools: OutsideTools;
  readonly browsers: Browsers;
  readonly terminals: CommandTerminals;
  readonly shell: LocalShell;
  readonly checkpoints: CheckpointFolder;
  readonly builtIns: BuiltIns;
  readonly gemini: SessionPorts['gemini'];
  readonly session: Omit<SessionPorts, 'store'>;
  /** What Google was asked to store, and the requests as they were sent. */
  readonly ledger: Ledger;
  readonly sent: SentRequests;
  /** Files of this machine that are at Google for a while. */
  readonly uploads: Uploads;
  readonly witness: NonNullable<SessionsPorts['witness']>;
  /** Loads what the first prompt needs and opens the connection. Never rejects. */
  warm(): Promise<void>;
}

const t: SessionPorts['t'] = (text, ...args) => l10n.t(text, ...args);

/** Shorter than servers and proxies keep an idle connection, in ms. */
const warmFor = 60_000;

export interface PartsOf {
  readonly log: SafeLog;
  readonly secrets: Secrets;
  readonly context: Pick<ExtensionContext, 'storageUri' | 'globalStorageUri' | 'globalState' | 'secrets'>;
}

export function partsOf({ log, secrets, context }: PartsOf): Parts {
  const id = keyedId(Uri.joinPath(context.globalStorageUri, 'placeholders.key').fsPath);
  const placeholders = new Placeholders(id);
  const ledger = new Ledger(Uri.joinPath(context.globalStorageUri, 'stored.ledger').fsPath);
  const sent = new SentRequests();
  const failed = (error: unknown) => log.error('What Google stores was not written down', error);
  const gemini = geminiLoader({
    options: () => options(secrets),
    create: async (wanted) =>
      (await import('../gemini/gemini.ts')).createGemini({
        ...wanted,
        clock: systemClock,
        log,
        t,
        sent: (request, body) => sent.sent(request, body),
      }),
    t,
  });
  const uploads = new Uploads({
    open: openedFile,
    gemini,
    owner: async () => {
      const { apiKey = '', baseUrl = '' } = (await options(secrets)) ?? {};
      return id(`${apiKey} ${baseUrl}`);
    },
    memento: context.globalState,
    now: Date.now,
  });
  const builtIns = builtInsOf({ secrets: context.secrets, conceal: (value) => log.conceal(value), gemini });
  const port = workspacePort({ facts: diskFacts, diffLines });
  const storage = context.storageUri ?? context.globalStorageUri;
  const checkpoints = checkpointFolder(Uri.joinPath(storage, 'checkpoints').fsPath);
  const exclusions = new Exclusions();
  const excludes = () => exclusions.ready();
  const instructions = new WorkspaceInstructions({ workspace: port, facts: diskFacts, excludes });
  const outsideTools = new OutsideTools();
  const browsers = new Browsers();
  const terminals = new CommandTerminals();
  const shell = new LocalShell({ screen: (request, kill) => terminals.screen(request, kill) });
  return {
    outsideTools,
    browsers,
    terminals,
    shell,
    facts: diskFacts,
    builtIns,
    gemini,
    workspacePort: port,
    checkpoints,
    ledger,
    sent,
    uploads,
    witness: (client, session, key) =>
      withLiveFiles(witnessed(client, { ledger, session, key, sent, now: Date.now, failed }), uploads, t),
    warm: warmer(gemini, exclusions, log),
    instructions,
    dispose: () => {
      exclusions.dispose();
      instructions.dispose();
      browsers.dispose();
      shell.endAll();
      terminals.dispose();
    },
    session: {
      gemini,
      tools: (session, options) => toolsOf(session, options, outsideTools, browsers),
      workspace: port,
      shell,
      language: languagePort(),
      checkpoints,
      rawFiles: rawFiles({ diffLines, modes: fileModes }),
      folders: workspaceFolders,
      facts: diskFacts,
      excludes,
      builtIns: (options) => builtIns.declared(options),
      placeholders,
      settings: () => runSettings(workspace.getConfiguration('castor')),
      surroundings: async () => ({
        folders: workspaceFolders().map(({ name }) => name),
        platform: process.platform,
        language: env.language,
        instructions: await instructions.read(),
      }),
      diffLines,
      clock: systemClock,
      log,
      t,
    },
  };
}

/** Ours, others', and the functions of the browser while it is on: of two of the same name the browser's counts, unless it tells their calls apart. */
async function toolsOf(
  session: string,
  options: SessionOptions,
  outsideTools: OutsideTools,
  browsers: Browsers,
): Promise<readonly Tool[]> {
  const own = await tools();
  if (!options.tools?.includes('computer_use') || !workspace.isTrusted) return outsideTools.with(own, session);
  const driving = await browsers.tools(session);
  const taken = new Set(driving.filter(({ isMeant }) => !isMeant).map(({ name }) => name));
  const others = outsideTools.with(
    own.filter(({ name }) => !taken.has(name)),
    session,
  );
  return [...driving, ...others.filter(({ name }) => !taken.has(name))];
}

/** None where nothing may be touched or nothing is there to touch. Asked anew for each turn, because trust can be given in between. */
async function tools(): Promise<readonly Tool[]> {
  if (!workspace.isTrusted || !workspace.workspaceFolders?.length) return [];
  return (await import('../tools/index.ts')).tools;
}

async function options(secrets: Secrets): Promise<GeminiOptions | undefined> {
  const key = await secrets.key();
  if (!key) return undefined;
  const configuration = workspace.getConfiguration('castor');
  return {
    apiKey: key.value,
    ...serverSettings(configuration),
    timeouts: timeoutSettings(configuration),
  };
}

/** Each focus of the prompt box asks for it; an open connection stays open for a while. */
function warmer(gemini: () => Promise<Gemini>, exclusions: Exclusions, log: SafeLog): () => Promise<void> {
  let last: { readonly client: Gemini; readonly at: number } | undefined;
  const connect = async () => {
    const client = await gemini();
    if (last?.client === client && performance.now() - last.at < warmFor) return;
    last = { client, at: performance.now() };
    await client.warm(AbortSignal.timeout(10_000));
  };
  return async () => {
    for (const one of await Promise.allSettled([connect(), tools(), exclusions.ready()])) {
      if (one.status === 'rejected') log.debug('Not warmed up', one.reason);
    }
  };
}
