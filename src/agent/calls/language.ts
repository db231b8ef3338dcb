// What the tools that know symbols need of the outside: the language support that the person has.

import type { Judged } from '../../gate/judged.ts';

/** A place in the text of a file. */
export interface Spot {
  readonly place: Judged;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

/** Where something was found. `path` as the model would write it; undefined for a file outside of the workspace, which `outside` names. */
export interface Found {
  readonly path?: string;
  readonly outside?: string;
  /** 1-based, the first and the last line. */
  readonly line: number;
  readonly lastLine: number;
  readonly column: number;
}

export interface FoundSymbol extends Found {
  readonly name: string;
  /** `class`, `function` …, in lower case. */
  readonly kind: string;
  /** What it is in. */
  readonly container?: string;
}

/** 1-based, the column in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Puts a text in the place of what stands between two positions. */
export interface Replacement {
  readonly start: TextPosition;
  readonly end: TextPosition;
  readonly text: string;
}

export interface FileEdits {
  /** As the model would write it. */
  readonly path: string;
  readonly edits: readonly Replacement[];
}

/** Nothing found is an empty list. Rejects with a `ToolError` where the language support says why not. Changes and reveals nothing. */
export interface Language {
  symbols(query: string, signal: AbortSignal): Promise<readonly FoundSymbol[]>;
  definitions(spot: Spot, signal: AbortSignal): Promise<readonly Found[]>;
  references(spot: Spot, signal: AbortSignal): Promise<readonly Found[]>;
  /** What a rename would change, file by file. Undefined: there is no language support that can. */
  rename(spot: Spot, name: string, signal: AbortSignal): Promise<readonly FileEdits[] | undefined>;
}
