// The page's words about sessions, what is stored of them and what they used, in English, by key.

/** Part of `strings`. */
export const sessionStrings = {
  sessions: 'Sessions',
  sessionsWaiting: 'Sessions: {0} wait for you',
  private: 'Private',
  stored: 'Stored',
  privateDetail:
    'Private: Google stores nothing of this session. Every request carries the whole conversation, which costs more tokens.',
  privateKept:
    'Private from here on. {0} earlier interactions of this session are still stored by Google: delete them in the Privacy view.',
  storedDetail:
    'Stored: Google keeps what is said here for {0} days, so that a request carries only what is new. Press to make the session private.',
  tier: 'Service tier',
  tierDetail: 'How soon and at what price Google answers',
  tierDefault: 'Tier: default',
  tierFlex: 'Flex: cheaper, may wait',
  tierStandard: 'Standard',
  tierPriority: 'Priority: first in line, dearer',
  whatWasSent: 'What was sent',
  meterName: '{0} tokens used in this session; the window is filled to {1}',
  meterSession: 'This session',
  meterTurn: 'This turn',
  meterInput: 'Input',
  meterCached: 'of it from the cache',
  meterOutput: 'Output',
  meterThought: 'Thoughts',
  meterToolUse: 'Google\u2019s tools',
  meterTotal: 'All tokens',
  meterMoney: 'About',
  meterSilent: '{0} interactions ended without saying what they used.',
  meterPartial: 'Not all of it has a known price. You can add prices in the settings.',
  meterContext: 'The conversation fills about {0} of the {1} tokens that the model takes.',
  meterContextUnknown: 'The conversation is about {0} tokens long.',
  moneyUnknown: 'no known price',
  secretReplaced: '1 secret kept back',
  secretsReplaced: '{0} secrets kept back',
  secretsDetail: 'Keys, tokens or passwords went out as placeholders. They are put back when Gemini changes a file.',
} as const;
