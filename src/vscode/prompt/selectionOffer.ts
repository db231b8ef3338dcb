// The active editor's selection in, what the prompt box offers to include out; told a moment after the selection rests.

import { Disposable, window } from 'vscode';
import type { Attachment } from '../../shared/attachment.ts';
import type { HostState } from '../../shared/messages.ts';
import { estimatedTokens } from '../../shared/tokens.ts';
import { joinLines } from './mentions/lines.ts';
import type { Editor } from './mentions/mention.ts';

/** A selection that is being drawn changes many times a second. */
const restMs = 150;

export class SelectionOffer implements Disposable {
  readonly #editor: Editor;
  readonly #changed: () => void;
  readonly #subscription: Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #offer: { readonly label: string; readonly tokens: number } | undefined;

  constructor(editor: Editor, changed: () => void) {
    this.#editor = editor;
    this.#changed = changed;
    this.#offer = this.#look();
    this.#subscription = Disposable.from(
      window.onDidChangeTextEditorSelection(() => this.#wait()),
      window.onDidChangeActiveTextEditor(() => this.#wait()),
    );
  }

  state(attachments: readonly Attachment[]): HostState['selection'] {
    return this.#offer && { ...this.#offer, included: this.included(attachments) !== undefined };
  }

  /** The attachment that holds what is selected. */
  included(attachments: readonly Attachment[]): Attachment | undefined {
    const offered = this.#offer?.label;
    return offered === undefined
      ? undefined
      : // A command's label also names the symbol around.
        attachments.find(
          ({ kind, label }) => kind === 'selection' && (label === offered || label.startsWith(`${offered} (`)),
        );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const offer = this.#look();
      if (offer?.label === this.#offer?.label && offer?.tokens === this.#offer?.tokens) return;
      this.#offer = offer;
      this.#changed();
    }, restMs);
  }

  #look(): { readonly label: string; readonly tokens: number } | undefined {
    const selected = this.#editor.selection();
    return selected && { label: joinLines(selected.name, selected.lines), tokens: estimatedTokens(selected.text) };
  }
}
