// What a mention is: a word after `@`, what it offers to a query, and the attachment that a choice becomes.

import type { Entry, Problem } from '../../../agent/workspace.ts';
import type { Attachment } from '../../../shared/attachment.ts';
import type { Lines } from './lines.ts';

export type MentionKind = 'file' | 'folder' | 'symbol' | 'selection' | 'problems' | 'changes' | 'terminal';

/** A part of a document. `path`: from the workspace root; absent for a document that is no file yet. */
export interface Excerpt {
  readonly path?: string;
  readonly name: string;
  readonly lines: Lines;
  readonly text: string;
}

export interface CodeSymbol {
  readonly name: string;
  readonly container?: string;
  readonly path: string;
  readonly lines: Lines;
}

/** The change of one file against the last commit, as a unified diff. */
export interface Diff {
  readonly path: string;
  readonly text: string;
}

/**
 * What mentions ask of the editor. `read`, `media`, `list` and `mayRead` go through the gate: the first three ask the person where the gate says so
 * (undefined: they said no) and throw an `Error` with a sentence for the person where it refuses; `mayRead` is true for a plain yes only.
 */
export interface Editor {
  /** Paths of the workspace's files, open ones first, for what was typed of a mention so far. */
  files(query: string): Promise<readonly string[]>;
  symbols(query: string): Promise<readonly CodeSymbol[]>;
  /** The lines that the definition named so covers, as far as the language server tells. */
  extent(path: string, name: string, lines: Lines): Promise<Lines>;
  /** Path of the file in the active editor. */
  active(): string | undefined;
  /** Undefined: nothing is selected. */
  selection(): Excerpt | undefined;
  problems(): readonly Problem[];
  /** Undefined: there is no repository. */
  changes(): Promise<readonly Diff[] | undefined>;
  /** The selected text of the active terminal, or what the last command printed. */
  terminal(what: 'selection' | 'last'): Promise<string | undefined>;
  read(path: string): Promise<{ readonly path: string; readonly text: string } | undefined>;
  /** As `read`, of a file whose name says that it is a picture, a sound, a video or a document that is no text. */
  media(path: string): Promise<Attachment | undefined>;
  list(path: string): Promise<{ readonly path: string; readonly entries: readonly Entry[] } | undefined>;
  mayRead(path: string): Promise<boolean>;
  id(): string;
  t(text: string, ...args: readonly (string | number)[]): string;
}

/** `value` is what the mention needs to make the attachment, and what stands after `@` or `@kind:` in the prompt. */
export interface Item {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

export interface Mention {
  readonly kind: MentionKind;
  /** One line for the list of mentions. */
  detail(editor: Editor): string;
  /** Items for what stands after `@kind:`, best first. Absent: the mention is whole without a query. */
  items?(query: string, editor: Editor): Promise<readonly Item[]>;
  /** Undefined: the person said no. Throws an `Error` whose text tells the person why there is nothing to attach. */
  attach(value: string, editor: Editor): Promise<Attachment | undefined>;
}

/** Characters of one attachment beyond which it would crowd out the rest; the model can read files in ranges instead. */
export const maxLength = 400_000;
