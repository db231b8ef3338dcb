// What the person does in the prompt box in, the next prompt out: its draft and its attachments, each let in by the gate.

import { type Disposable, env, l10n, Uri } from 'vscode';
import { withOptions } from '../../agent/options.ts';
import type { Session } from '../../agent/session.ts';
import { imageModels } from '../../gemini/imageModels.ts';
import { betterFor } from '../../gemini/models.ts';
import type { Attachment } from '../../shared/attachment.ts';
import { kindOf } from '../../shared/mediaTypes.ts';
import type { Chip, Completion, HostState } from '../../shared/messages.ts';
import { webMedium } from '../../shared/webMedia.ts';
import { openFile } from '../answer/links.ts';
import { MediaIntake, type PastedFile } from '../media/intake.ts';
import { lookWords } from '../media/words.ts';
import type { Parts } from '../parts.ts';
import { choiceIn, outputOf } from '../research/choice.ts';
import { AttachmentFiles } from './attachmentFiles.ts';
import { warnNotAttached } from './attachments.ts';
import { partOf, subjectOf } from './editorContext.ts';
import { instructionsChip } from './instructionsFiles.ts';
import { itemsOfDrop, pastedText } from './intake.ts';
import { chosen, complete } from './mentions/complete.ts';
import { realEditor } from './mentions/editor.ts';
import { mentions } from './mentions/index.ts';
import { inOrder } from './mentions/inOrder.ts';
import type { Editor } from './mentions/mention.ts';
import { chipOf, Pending, type Store } from './pending.ts';
import type { Prompt } from './queue.ts';
import { SelectionOffer } from './selectionOffer.ts';
import { expandSlash, type SlashCommand, slashCommandOf, slashCommands } from './slashCommands.ts';
import { TerminalLog } from './terminalLog.ts';

/** What all prompt boxes of the window share. */
export class BoxAids implements Disposable {
  readonly terminals = new TerminalLog();
  readonly files = new AttachmentFiles();

  dispose(): void {
    this.terminals.dispose();
    this.files.dispose();
  }
}

export interface PromptBoxPorts {
  readonly aids: BoxAids;
  readonly parts: Pick<Parts, 'workspacePort' | 'facts' | 'session' | 'instructions' | 'uploads'>;
  session(): Session | undefined;
  readonly store: Store;
  /** What `state` gives is another. */
  changed(): void;
  completions(request: number, items: readonly Completion[]): void;
}

export class PromptBox implements Disposable {
  readonly pending: Pending;
  readonly #ports: PromptBoxPorts;
  readonly #offer: SelectionOffer;
  readonly #found: Disposable;
  readonly #media: MediaIntake;
  /** What is being done with an attachment, by its id. */
  readonly #notes = new Map<string, string>();
  readonly #completed = inOrder();
  /** What the box sees of the editor: each file through the gate. */
  readonly editor: Editor;

  constructor(ports: PromptBoxPorts) {
    this.#ports = ports;
    const { workspacePort, facts, session, uploads } = ports.parts;
    this.#media = new MediaIntake({
      uploads,
      pending: () => this.pending,
      isPrivate: () => !this.#settings().store,
      changed: ports.changed,
    });
    const media = (uri: Uri, path: string) => this.#media.take(uri, path, path);
    const files = { workspace: workspacePort, facts, excludes: session.excludes, media };
    this.editor = realEditor(files, ports.aids.terminals);
    this.pending = new Pending(ports.store, () => {
      this.#media.sync();
      ports.changed();
    });
    this.#offer = new SelectionOffer(this.editor, ports.changed);
    this.#found = ports.aids.files.with((id) => this.pending.find(id));
  }

  /** A file outside of the workspace, which the person picked in the editor's own dialog. */
  attachFile(uri: Uri): Promise<void> {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    return this.#add(name, () => this.#media.take(uri, name));
  }

  async complete(request: number, trigger: '@' | '/', query: string): Promise<void> {
    const items = complete(trigger, query, this.editor);
    await this.#completed(items, (found) => this.#ports.completions(request, found));
  }

  pasteText(text: string): void {
    this.pending.add([pastedText(text, this.editor)]);
  }

  pasteFile({ name, mimeType, data }: PastedFile): Promise<void> {
    return this.#add(name, async () => this.#media.given({ name, mimeType, data }));
  }

  get state(): Pick<HostState, 'attachments' | 'draft' | 'selection' | 'instructions'> {
    const { attachments, draft } = this.pending;
    const chips = attachments.map((one) => ({ ...chipOf(one), ...this.#mediumState(one) }));
    const instructions = this.#ports.parts.instructions.files.map(instructionsChip);
    return { attachments: chips, draft, selection: this.#offer.state(attachments), instructions };
  }

  /** The prompt as it is sent. A command that stands there alone takes its natural subject along. */
  async take(text: string): Promise<Prompt> {
    const slash = slashCommandOf(text);
    if (slash?.rest === '' && this.pending.attachments.length === 0) await this.#addSubject(slash.command);
    await this.#media.idle();
    const side = slash?.command.side && slash.rest !== '';
    const choice = slash?.command.research && choiceIn(this.#ports.store);
    return {
      text: expandSlash(text),
      attachments: this.pending.take(),
      ...(side ? { side } : {}),
      ...(slash?.command.image && slash.rest ? { model: imageModels[0]!.id, output: { type: 'image' } } : {}),
      ...(choice ? { model: choice.agent, output: outputOf(choice) } : {}),
    };
  }

  /** What is being done with an attachment, shown on its chip; undefined: nothing any more. */
  note(id: string, note: string | undefined): void {
    if (note === undefined) this.#notes.delete(id);
    else this.#notes.set(id, note);
    this.#ports.changed();
  }

  #settings() {
    const { parts, session } = this.#ports;
    return withOptions(parts.session.settings(), session()?.transcript.options ?? {});
  }

  /** What is true of a medium beside its size. */
  #mediumState({ id, kind, mimeType, look, uri, data }: Attachment): Partial<Chip> {
    if (kind !== 'media' && kind !== 'image') return {};
    const type = kindOf(mimeType ?? 'video/mp4');
    const progress = this.#media.progress(id);
    const known = this.#ports.parts.uploads.known.find((one) => one.uri === uri);
    const better = mimeType ? betterFor(this.#settings().model, mimeType) : undefined;
    const note = this.#notes.get(id) ?? (progress === 'processing' ? l10n.t('Google works on it') : lookWords(look));
    return {
      ...(note ? { note } : {}),
      ...(progress === undefined ? {} : { progress: progress === 'processing' ? 1 : progress }),
      ...(known?.expires
        ? { tip: l10n.t('Google keeps it until {0}.', new Date(known.expires).toLocaleString()) }
        : {}),
      ...(better ? { warning: l10n.t('The chosen model takes no Office documents. {0} does.', better.label) } : {}),
      ...(type === 'audio' && (data ?? uri) !== undefined ? { transcribe: true } : {}),
      ...((type === 'image' || type === 'video') && (data ?? uri) !== undefined ? { tune: true } : {}),
    };
  }

  dispose(): void {
    this.#found.dispose();
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
    const { kind, path, lines, uri } = attachment;
    if (kind === 'media' && path === undefined) {
      if (uri && webMedium(uri)) await env.openExternal(Uri.parse(uri, true));
    } else if (path === undefined || kind === 'folder') await this.#ports.aids.files.open(attachment);
    else await openFile(path, lines?.start ?? 1, this.#ports.parts.facts);
  }
}

/** For a warning: the path of a file, else the mention. */
function nameOf(item: string): string {
  const kind = mentions.find((mention) => item.startsWith(`${mention.kind}:`))?.kind;
  return kind ? item.slice(kind.length + 1) : `@${item}`;
}
