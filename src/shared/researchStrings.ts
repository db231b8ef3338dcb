// The words about research that page and host share, in English, by key.

/** Part of `strings`. */
export const researchStrings = {
  research: 'Deep Research',
  research_starting: 'Starting',
  research_queued: 'Queued at Google',
  research_reconnecting: 'Reconnecting',
  research_planning: 'Planning',
  research_thinking: 'Thinking',
  research_searching: 'Searching the web',
  research_reading: 'Reading pages',
  research_analysing: 'Calculating',
  research_writing: 'Writing',
  researchSearches: '{0} searches',
  researchPages: '{0} pages',
  researchUsed: '{0} tokens so far',
  researchFast: 'usually $1 to $3 in all',
  researchMax: 'usually $3 to $7 in all',
  researchAway: 'It goes on at Google while VS Code is closed.',
  researchCancel: 'Cancel research',
  researchPlanReady: 'The plan is ready. Change it, or let the research begin.',
  researchRun: 'Approve and run',
  researchEdit: 'Edit plan',
  researchChange: 'Change…',
  researchOpen: 'Open report',
  researchSave: 'Save report…',
  researchFollow: 'Ask about the report below, or start another research that builds on it.',
} as const;
