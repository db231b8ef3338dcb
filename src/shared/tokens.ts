// A text in, about how many tokens it is out: for chips and limits that a person reads, not for billing.

const charactersPerToken = 4;

/** Rounded up; 0 for no text. One token is about four characters of English (ai.google.dev/gemini-api/docs/tokens); code and other scripts differ. */
export function estimatedTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}
