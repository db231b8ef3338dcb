// The editor starts Castor here: the few parts that are always there are built and wired, the chat is loaded when it is first needed.

import { commands, type ExtensionContext, window } from 'vscode';
import type { Chat } from './vscode/chat.ts';
import { registerCommands } from './vscode/commands.ts';
import type { Secrets } from './vscode/key/secrets.ts';
import { safeLog } from './vscode/log.ts';
import { registerCodeActions } from './vscode/prompt/codeActions.ts';
import { goesOn } from './vscode/research/wake.ts';
import { ChatView, type ChatViewPorts } from './vscode/view/chatView.ts';
import { lazyTree } from './vscode/view/lazyTree.ts';

let chat: Promise<Chat> | undefined;

export function activate(context: ExtensionContext): void {
  const channel = window.createOutputChannel('Castor', { log: true });
  const log = safeLog(channel);
  let key: Promise<Secrets> | undefined;
  const loadKey = async () => {
    const { Secrets } = await import('./vscode/key/secrets.ts');
    const secrets = new Secrets(context, log);
    context.subscriptions.push(secrets);
    return secrets;
  };
  const secrets = () => (key ??= loadKey());
  const load = async () => {
    const [{ Chat }, ofKey] = await Promise.all([import('./vscode/chat.ts'), secrets()]);
    const opened = new Chat({ context, log, secrets: ofKey, view, page });
    context.subscriptions.push(opened);
    return opened;
  };
  const once = () => {
    chat ??= load().catch((error: unknown) => {
      chat = undefined;
      log.error('The chat could not be opened', error);
      throw error;
    });
    return chat;
  };
  // The page gets its HTML at once and loads while the chat does; what it says meanwhile waits for the chat, in order.
  const page = (ports: Pick<ChatViewPorts, 'received' | 'gone'>) =>
    new ChatView({
      extensionUri: context.extensionUri,
      failed: (error) => log.error('The page could not be made', error),
      ...ports,
    });
  const view = page({
    received: (message) => once().then((opened) => opened.received(message), failed),
    gone: () => chat?.then((opened) => opened.viewGone(), failed),
  });
  context.subscriptions.push(
    channel,
    view,
    window.registerWebviewViewProvider('castor.chat', {
      resolveWebviewView(webviewView) {
        view.show(webviewView);
        once().catch(failed);
      },
    }),
    // By the name of their type (`place/tabs.ts`).
    window.registerWebviewPanelSerializer('castor.session', {
      deserializeWebviewPanel: async (panel, state) => (await once()).restoreTab(panel, state),
    }),
    ...['castor.sessions', 'castor.privacy', 'castor.files'].map((id) =>
      window.registerTreeDataProvider(
        id,
        lazyTree(async () => (await once()).tree(id)),
      ),
    ),
    registerCodeActions(),
    ...registerCommands(commands.registerCommand, {
      chat: once,
      reveal: async () => commands.executeCommand('castor.chat.focus'),
      secrets: {
        ask: async () => (await secrets()).ask(),
        remove: async () => (await secrets()).remove(),
      },
      showLog: () => channel.show(),
    }),
  );
  // Research that the window before left going is taken up, whether or not anybody opens the view.
  void goesOn(context).then((does) => (does ? once().catch(failed) : undefined));
}

/** Told where it happened; the next message of the page tries again. */
function failed(): void {}

/** The editor waits a few seconds for this: what the session has is stored, and another window may open it. */
export async function deactivate(): Promise<void> {
  await chat?.then((opened) => opened.close(), failed);
}
