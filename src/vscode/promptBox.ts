// What the person does in the prompt box in, the next prompt out: its draft and its attachments, each let in by the gate.

import type { Disposable } from 'vscode';
import type { HostState } from '../shared/messages.ts';
import { AttachmentFiles } from './attachmentFiles.ts';
import { type AttachmentPorts, pickFiles } from './attachments.ts';
import { openFile } from './links.ts';
import type { PageTargets } from './pageCommands.ts';
import { Pending, type Store } from './pending.ts';

export interface PromptBoxPorts extends AttachmentPorts {
  readonly store: Store;
  /** What `state` gives is another. */
  changed(): void;
}

type Targets = Pick<PageTargets, 'attach' | 'detach' | 'openAttachment' | 'draft'>;

export class PromptBox implements Disposable {
  readonly pending: Pending;
  readonly targets: Targets;
  readonly #ports: PromptBoxPorts;
  readonly #files: AttachmentFiles;

  constructor(ports: PromptBoxPorts) {
    this.#ports = ports;
    this.pending = new Pending(ports.store, ports.changed);
    this.#files = new AttachmentFiles((id) => this.pending.find(id));
    this.targets = {
      attach: async () => this.pending.add(await pickFiles(ports)),
      detach: (id) => this.pending.remove(id),
      openAttachment: (id) => this.#open(id),
      draft: (text) => this.pending.setDraft(text),
    };
  }

  get state(): Pick<HostState, 'attachments' | 'draft'> {
    return { attachments: this.pending.chips, draft: this.pending.draft };
  }

  dispose(): void {
    this.#files.dispose();
  }

  async #open(id: string): Promise<void> {
    const attachment = this.pending.find(id);
    if (!attachment) return;
    const { kind, path, lines } = attachment;
    if (path === undefined || kind === 'folder') await this.#files.open(attachment);
    else await openFile(path, lines?.start ?? 1, this.#ports.facts);
  }
}
