// What a person is offered of the tools that Google runs: a name, words, what can be set, and why it cannot be on.

/** A tool that Google runs, which a session may switch on. */
export interface ToolOffer {
  readonly name: string;
  readonly label: string;
  /** What it does, and what leaves the machine by it. */
  readonly detail: string;
  /** What can be set for it. */
  readonly action?: string;
  /** It cannot be switched on as it is; `detail` says why. */
  readonly blocked?: true;
}
