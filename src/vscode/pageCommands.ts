// A checked command of the page in, the part that does it called: one line a command.

import type { Decision } from '../shared/events.ts';
import type { Command } from '../shared/messages.ts';

type CodeBlock = { readonly text: string; readonly language: string };

/** What the page may ask for, and no more. */
export interface PageTargets {
  pageReady(): void;
  warm(): void;
  send(text: string): void;
  editQueued(id: string, text?: string): void;
  removeQueued(id: string): void;
  sendQueued(id: string): void;
  stop(): void;
  newSession(): unknown;
  decide(call: string, decision: Decision, words?: string): void;
  openDiff(call: string): unknown;
  openFile(path: string, line?: number): unknown;
  openLink(url: string): unknown;
  copy(text: string): unknown;
  insertCode(block: CodeBlock): unknown;
  openCode(block: CodeBlock): unknown;
  applyCode(block: CodeBlock): unknown;
  attach(): unknown;
  detach(id: string): void;
  openAttachment(id: string): unknown;
  complete(request: number, trigger: '@' | '/', query: string): unknown;
  chooseItem(item: string): unknown;
  drop(uris: string): unknown;
  pasteText(text: string): unknown;
  pasteImage(mimeType: string, data: string): unknown;
  toggleSelection(): unknown;
  draft(text: string): void;
  choose(key: 'model' | 'thinkingLevel', value: string | undefined): unknown;
  resume(turn: string, how: 'retry' | 'continue'): void;
  run(command: 'castor.setApiKey' | 'castor.showLog' | 'workbench.action.openSettings'): unknown;
}

export function obey(command: Command, to: PageTargets): unknown {
  switch (command.type) {
    case 'ready':
    case 'resync':
      return to.pageReady();
    case 'focus':
      return to.warm();
    case 'send':
      return to.send(command.text);
    case 'edit_queued':
      return to.editQueued(command.id, command.text);
    case 'remove_queued':
      return to.removeQueued(command.id);
    case 'send_queued':
      return to.sendQueued(command.id);
    case 'stop':
      return to.stop();
    case 'new_session':
      return to.newSession();
    case 'decide':
      return to.decide(command.call, command.decision, command.words);
    case 'open_diff':
      return to.openDiff(command.call);
    case 'open_file':
      return to.openFile(command.path, command.line);
    case 'open_link':
      return to.openLink(command.url);
    case 'copy':
      return to.copy(command.text);
    case 'insert_code':
      return to.insertCode(blockOf(command));
    case 'open_code':
      return to.openCode(blockOf(command));
    case 'apply_code':
      return to.applyCode(blockOf(command));
    case 'attach':
      return to.attach();
    case 'detach':
      return to.detach(command.id);
    case 'open_attachment':
      return to.openAttachment(command.id);
    case 'complete':
      return to.complete(command.request, command.trigger, command.query);
    case 'choose':
      return to.chooseItem(command.item);
    case 'drop':
      return to.drop(command.uris);
    case 'paste_text':
      return to.pasteText(command.text);
    case 'paste_image':
      return to.pasteImage(command.mimeType, command.data);
    case 'toggle_selection':
      return to.toggleSelection();
    case 'draft':
      return to.draft(command.text);
    case 'choose_model':
      return to.choose('model', command.model);
    case 'choose_thinking':
      return to.choose('thinkingLevel', command.level);
    case 'retry':
    case 'continue':
      return to.resume(command.turn, command.type);
    case 'set_key':
      return to.run('castor.setApiKey');
    case 'open_settings':
      return to.run('workbench.action.openSettings');
    case 'show_log':
      return to.run('castor.showLog');
  }
}

function blockOf({ text, language }: CodeBlock): CodeBlock {
  return { text, language };
}
