// What the person does in the prompt box in, the next prompt out: its draft and its attachments, each let in by the gate.

import { type Disposable, l10n } from 'vscode';
import type { Attachment } from '../../shared/attachment.ts';
import type { Completion, HostState } from '../../shared/messages.ts';
import { openFile } from '../answer/links.ts';
import type { Parts } from '../parts.ts';
import { AttachmentFiles } from './attachmentFiles.ts';
import { pickFiles, warnNotAttached } from './attachments.ts';
import { partOf, subjectOf } from './editorContext.ts';
import { instructionsChip } from './instructionsFiles.ts';
import { itemsOfDrop, pastedImage, pastedText } from './intake.ts';
import { chosen, complete } from './mentions/complete.ts';
import { realEditor } from './mentions/editor.ts';
import { mentions } from './mentions/index.ts';
import type { Editor } from './mentions/mention.ts';
import { Pending, type Store } from './pending.ts';
import type { Prompt } from './queue.ts';
import { SelectionOffer } from './selectionOffer.ts';
import { expandSlash, type SlashCommand, slashCommandOf, slashCommands } from './slashCommands.ts';
import { TerminalLog } from './terminalLog.ts';

export interface PromptBoxPorts {
  readonly parts: Pick<Parts, 'workspacePort' | 'facts' | 'session' | 'instructions'>;
  readonly store: Store;
  /** What `state` gives is another. */
  changed(): void;
  completions(request: number, items: readonly Completion[]): void;
}

export class PromptBox implements Disposable {
  readonly pending: Pending;
  readonly #ports: PromptBoxPorts;
  readonly #offer: SelectionOffer;
  readonly #files: AttachmentFiles;
  readonly #terminals = new TerminalLog();
  /** What the box sees of the editor: each file through the gate. */
  readonly editor: Editor;

  constructor(ports: PromptBoxPorts) {
    this.#ports = ports;
    const { workspacePort, facts, session, instructions } = ports.parts;
    const files = { workspace: workspacePort, facts, excludes: session.excludes };
    this.editor = realEditor(files, this.#terminals);
    instructions.changed = ports.changed;
    this.pending = new Pending(ports.store, ports.changed);
    this.#offer = new SelectionOffer(this.editor, ports.changed);
    this.#files = new AttachmentFiles((id) => this.pending.find(id));
  }

  async attach(): Promise<void> {
    for (const path of await pickFiles()) await this.choose(`file:${path}`);
  }

  async complete(request: number, trigger: '@' | '/', query: string): Promise<void> {
    this.#ports.completions(request, await complete(trigger, query, this.editor));
  }

  pasteText(text: string): void {
    this.pending.add([pastedText(text, this.editor)]);
  }

  pasteImage(mimeType: string, data: string): Promise<void> {
    return this.#add('image', async () => pastedImage(mimeType, data, this.editor));
  }

  get state(): Pick<HostState, 'attachments' | 'draft' | 'selection' | 'instructions'> {
    const { attachments, chips, draft } = this.pending;
    const instructions = this.#ports.parts.instructions.files.map(instructionsChip);
    return { attachments: chips, draft, selection: this.#offer.state(attachments), instructions };
  }

  /** The prompt as it is sent. A command that stands there alone takes its natural subject along. */
  async take(text: string): Promise<Prompt> {
    const slash = slashCommandOf(text);
    if (slash?.rest === '' && this.pending.attachments.length === 0) await this.#addSubject(slash.command);
    const side = slash?.command.side && slash.rest !== '';
    return { text: expandSlash(text), attachments: this.pending.take(), ...(side ? { side } : {}) };
  }

  dispose(): void {
    this.#files.dispose();
    this.#terminals.dispose();
    this.#offer.dispose();
  }

  /** `item`: the id of a completion. A command brings its subject, so that the person sees it before it is sent. */
  async choose(item: string): Promise<void> {
    const command = slashCommands.find(({ name }) => item === `/${name}`);
    if (command && this.pending.attachments.length === 0) await this.#addSubject(command);
    if (!command) await this.#add(nameOf(item), () => chosen(item, this.editor));
  }

  async #addSubject({ subject }: SlashCommand): Promise<void> {
    const active = this.editor.active();
    if (subject === 'changes') return this.choose('changes');
    if (subject === 'none') return;
    const code = await subjectOf(undefined);
    if (code) await this.#add(active ?? code.document.uri.path, () => partOf(code, this.editor));
  }

  async drop(uris: string): Promise<void> {
    for (const { name, item } of await itemsOfDrop(uris)) {
      if (item) await this.choose(item);
      else warnNotAttached(name, l10n.t('It is not in a folder of this workspace.'));
    }
  }

  async toggleSelection(): Promise<void> {
    const included = this.#offer.included(this.pending.attachments);
    if (included) this.pending.remove(included.id);
    else await this.choose('selection');
  }

  /** `name`: for the warning, when there is nothing to attach. */
  async #add(name: string, make: () => Promise<Attachment | undefined>): Promise<void> {
    try {
      const made = await make();
      if (made) this.pending.add([made]);
    } catch (error) {
      warnNotAttached(name, error);
    }
  }

  async open(id: string): Promise<void> {
    const attachment = this.pending.find(id);
    if (!attachment) return;
    const { kind, path, lines } = attachment;
    if (path === undefined || kind === 'folder') await this.#files.open(attachment);
    else await openFile(path, lines?.start ?? 1, this.#ports.parts.facts);
  }
}

/** For a warning: the path of a file, else the mention. */
function nameOf(item: string): string {
  const kind = mentions.find((mention) => item.startsWith(`${mention.kind}:`))?.kind;
  return kind ? item.slice(kind.length + 1) : `@${item}`;
}
