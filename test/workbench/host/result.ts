// What one test inside the extension host came to, as a line of JSON from there to the run outside.

export interface HostResult {
  /** Titles of the suites around it, outermost first. */
  readonly suites: readonly string[];
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** What went wrong, with its stack. */
  readonly error?: string;
  readonly ms: number;
}

/** Variables by which the run outside tells the tests inside where things are. */
export const variables = {
  /** File to which results are added, a line each. */
  results: 'CASTOR_HOST_RESULTS',
  /** `http://127.0.0.1:PORT` of the emulator. */
  emulator: 'CASTOR_HOST_EMULATOR',
} as const;
