// The page's words about the browser that the model drives, in English, by key.

/** Part of `strings`. */
export const browserStrings = {
  browser: 'Browser of this session',
  browserOn: 'Browser: {0}',
  browserEmpty: 'no page',
  browserTakeOver: 'Take over',
  browserPause: 'Pause',
  browserGoOn: 'Go on',
  browserYours: 'You have the browser',
  browserPaused: 'Browser: paused',
  browserClose: 'Close the browser',
  browserPicture: 'The page after: {0}',
  browserLarger: 'Show the picture in full width',
  browserProblems: 'Notes and errors of the page',
  browserTest: 'Turn this into a Playwright test',
} as const;
