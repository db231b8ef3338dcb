// What a person attaches and types in, the same until it is sent out: kept over reloads of the page and of the window.

import type { Attachment } from '../../shared/attachment.ts';
import type { Chip } from '../../shared/messages.ts';
import { estimatedTokens } from '../../shared/tokens.ts';

/** The part of a `Memento` that is needed. */
export interface Store {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const draftKey = 'castor.draft';
const attachmentsKey = 'castor.attachments';
/** Characters of all attachments together up to which they outlive the window: the editor keeps this store in memory. */
const maxKept = 2_000_000;

/** What the next prompt will hold. */
export class Pending {
  readonly #store: Store;
  readonly #changed: () => void;
  #attachments: readonly Attachment[];
  #draft: string;

  constructor(store: Store, changed: () => void) {
    this.#store = store;
    this.#changed = changed;
    const draft = store.get(draftKey);
    this.#draft = typeof draft === 'string' ? draft : '';
    const kept = store.get(attachmentsKey);
    this.#attachments = Array.isArray(kept) ? kept.filter(isWhole) : [];
  }

  get attachments(): readonly Attachment[] {
    return this.#attachments;
  }

  get chips(): readonly Chip[] {
    return this.#attachments.map(chipOf);
  }

  get draft(): string {
    return this.#draft;
  }

  /** Not told to the page: the page is where it was typed. */
  setDraft(text: string): void {
    this.#draft = text;
    void this.#store.update(draftKey, text || undefined);
  }

  /** The same part of the same file, and the same text, goes in once: the later one takes the place of the earlier. */
  add(attachments: readonly Attachment[]): void {
    const names = new Set(attachments.map(nameOf));
    this.#set([...this.#attachments.filter((one) => !names.has(nameOf(one))), ...attachments]);
    this.#changed();
  }

  find(id: string): Attachment | undefined {
    return this.#attachments.find((one) => one.id === id);
  }

  remove(id: string): void {
    this.#set(this.#attachments.filter((one) => one.id !== id));
    this.#changed();
  }

  /** Ignored for one that is no longer there. */
  change(id: string, fields: Partial<Attachment>): void {
    this.#set(this.#attachments.map((one) => (one.id === id ? { ...one, ...fields } : one)));
    this.#changed();
  }

  /** What goes with the prompt that is sent now. The caller tells the page, together with the prompt. */
  take(): readonly Attachment[] {
    const taken = this.#attachments;
    this.#set([]);
    this.setDraft('');
    return taken;
  }

  #set(attachments: readonly Attachment[]): void {
    this.#attachments = attachments;
    const size = attachments.reduce((sum, { text, data }) => sum + (text?.length ?? 0) + (data?.length ?? 0), 0);
    void this.#store.update(attachmentsKey, attachments.length && size <= maxKept ? attachments : undefined);
  }
}

/** Two attachments of one name are the same thing, perhaps at two times. */
function nameOf({ kind, label, path, lines, text, data, uri }: Attachment): string {
  const place = path ?? (kind === 'text' ? text : (data ?? uri ?? label));
  return JSON.stringify([kind === 'symbol' || kind === 'selection' ? 'part' : kind, place, lines?.start, lines?.end]);
}

export function chipOf({ id, kind, label, path, text, data, uri, bytes }: Attachment): Chip {
  const whole = data === undefined ? bytes : Math.floor((data.length * 3) / 4);
  const size = whole !== undefined ? { bytes: whole } : uri ? {} : { tokens: estimatedTokens(text ?? '') };
  return { id, kind, label, ...(path === undefined ? {} : { path }), ...size };
}

/** What was still being uploaded when the window ended is not. */
function isWhole(value: unknown): value is Attachment {
  if (typeof value !== 'object' || value === null) return false;
  const { id, kind, label, data, uri } = value as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    typeof kind === 'string' &&
    typeof label === 'string' &&
    (kind !== 'media' || data !== undefined || uri !== undefined)
  );
}
