// The page's words that count, for one and for all other numbers, in English, by key: the key for one ends in One.

/** Part of `strings`. */
export const countStrings = {
  hiddenCharacters: '{0} hidden characters',
  hiddenCharactersOne: '1 hidden character',
  completionsCount: '{0} suggestions',
  completionsCountOne: '1 suggestion',
  filesChanged: '{0} files changed',
  filesChangedOne: '1 file changed',
  toReview: '{0} changes to review',
  toReviewOne: '1 change to review',
  mapsFound: '{0} places',
  mapsFoundOne: '1 place',
  linesAdded: '{0} lines added',
  linesAddedOne: '1 line added',
  linesRemoved: '{0} lines removed',
  linesRemovedOne: '1 line removed',
  restoreUndone: 'Restore undone: {0} files.',
  restoreUndoneOne: 'Restore undone: 1 file.',
} as const;
