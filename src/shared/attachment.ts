// What goes with a prompt, as a session keeps it.

/** One thing given with a prompt. `text` is what the model gets; `label` is what the person sees. */
export interface Attachment {
  readonly id: string;
  readonly kind: 'file' | 'folder' | 'symbol' | 'selection' | 'problems' | 'changes' | 'terminal' | 'image' | 'text';
  readonly label: string;
  /** Canonical, from the workspace root. */
  readonly path?: string;
  /** The part of the file, 1-based, both ends included; absent: all of it. */
  readonly lines?: { readonly start: number; readonly end: number };
  /** The symbol that the part is in, or is: `Cart.total`. */
  readonly symbol?: string;
  /** The editor's name of the language. */
  readonly language?: string;
  readonly text?: string;
  readonly mimeType?: string;
  /** Base64. */
  readonly data?: string;
}
