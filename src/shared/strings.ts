// The page's words in English, by key; the host replaces each by its translation and injects the lot into the page.

export const strings = {
  prompt: 'Prompt',
  promptPlaceholder: 'Ask Gemini, or describe a change',
  send: 'Send',
  stop: 'Stop',
  newSession: 'New session',
  attach: 'Attach',
  transcript: 'Transcript',
} as const;
