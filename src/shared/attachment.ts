// What goes with a prompt, as a session keeps it.

import type { Look } from './look.ts';

/** One thing given with a prompt. `text` is what the model gets; `label` is what the person sees. */
export interface Attachment {
  readonly id: string;
  readonly kind:
    | 'file'
    | 'folder'
    | 'symbol'
    | 'selection'
    | 'problems'
    | 'changes'
    | 'terminal'
    | 'image'
    | 'media'
    | 'text';
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
  /** Of an image or a medium; absent for what only its address names. */
  readonly mimeType?: string;
  /** Base64. */
  readonly data?: string;
  /** Instead of `data`: a file that Google keeps for two days, a public address, a video of YouTube. */
  readonly uri?: string;
  /** Of a medium, where it is known. */
  readonly bytes?: number;
  /** Of an image or a video. */
  readonly look?: Look;
}
