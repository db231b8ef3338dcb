// The claims of the contract that only the types make [T] or that nobody could verify [U]: which check looks at each, or why none can.

interface Claim {
  /** Words of the contract's line that holds the mark. */
  readonly at: string;
  /** Names of checks. */
  readonly checks?: readonly string[];
  /** Why no small request can tell. */
  readonly why?: string;
}

const pro = ['low', 'medium', 'high'].flatMap((level) => [
  `${level}-3.1-pro-preview`,
  `${level}-3.1-pro-preview-customtools`,
]);

/** In the order of the contract. Prices and dates carry no such mark: they are read, not asked for. */
export const claims: readonly Claim[] = [
  { at: 'SDK 3.x talks to', checks: ['v1'] },
  { at: '| delete |', checks: ['delete'] },
  { at: '`event_id` (resume cursor)', checks: ['background'] },
  { at: '| `labels` |', checks: ['labels'] },
  { at: 'Do not mix Content and Step', checks: ['mixed-input'] },
  { at: 'Source code and other text files', checks: ['plain-text-document'] },
  { at: 'Inline request size', why: 'Telling 50 MB from 51 MB takes two uploads of that size from the person.' },
  { at: 'Combination: Gemini 3 and later', checks: ['remote-mcp'] },
  { at: 'Function names: use', checks: ['function-names'] },
  { at: '- Antigravity:', checks: ['antigravity'] },
  { at: '- Code Mender and `dynamic`', checks: ['code-mender', 'dynamic-agent'] },
  { at: '| errors |', checks: ['failed-errors'] },
  { at: '`name` optional in types', checks: ['input-after-result'] },
  { at: '{"type":"file_search_call"', checks: ['file-search'] },
  { at: '- Streaming omits `search_type`', checks: ['search-type-on-replay'] },
  { at: '| parallel calls |', checks: ['parallel-calls'] },
  { at: '| error mid-stream |', checks: ['error-then-done'] },
  { at: '| cancelled (background) |', checks: ['cancel'] },
  { at: '| resume | GET', checks: ['background'] },
  { at: '`queued`, `in_progress`', why: 'No request shows that a set of states is open; each check prints its own.' },
  { at: '| 403 | permission_denied |', checks: ['foreign-id'] },
  { at: '- Cancel: only `background`', checks: ['cancel-foreground'] },
  { at: '| gemini-3.5-flash |', checks: ['minimal-3.5-flash'] },
  { at: '| gemini-3.1-pro-preview,', checks: pro },
  { at: '1. `x-goog-api-key` present', checks: ['no-key'] },
  { at: '"MCP + functions + built-ins not combinable"', checks: ['remote-mcp', 'mix'] },
];
