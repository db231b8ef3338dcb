// The words of a review that both ends speak: what became of a file in a turn, and what was said of a hunk.

/** What became of a file in a turn. */
export interface FileReview {
  readonly path: string;
  readonly kind: 'create' | 'edit' | 'delete' | 'rename';
  readonly to?: string;
  /** Lines, against the file before the turn. */
  readonly added: number;
  readonly removed: number;
  /** Hunks that the person was asked to look at after they were made: none where they were asked before, or not at all. */
  readonly pending: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** What a person said of one hunk. */
export type HunkVerdict = 'pending' | 'accepted' | 'rejected';
