// What driving a browser needs of the outside: one window of one session, told what to do step by step.

/** Thousandths of the page's visible width and height, from its top left corner, as the API gives them. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** One step. `look` does nothing but look. */
export type Act =
  | { readonly do: 'look' | 'back' | 'forward' }
  /** `address`: judged. */
  | { readonly do: 'navigate'; readonly address: string }
  | { readonly do: 'wait'; readonly seconds: number }
  | { readonly do: 'click'; readonly at: Spot; readonly button: 'left' | 'middle' | 'right'; readonly count: number }
  | { readonly do: 'hold' | 'release' | 'hover'; readonly at: Spot }
  /** `clear`: what the field held goes first. Without `at` it goes where the focus is. */
  | { readonly do: 'type'; readonly text: string; readonly at?: Spot; readonly clear: boolean; readonly enter: boolean }
  | { readonly do: 'keys'; readonly keys: readonly string[]; readonly how: 'press' | 'down' | 'up' }
  /** Without `at`: the whole page, by most of its height. */
  | { readonly do: 'scroll'; readonly at?: Spot; readonly direction: Direction; readonly pixels?: number }
  | { readonly do: 'drag'; readonly from: Spot; readonly to: Spot };

/** What stood where a step was made, as a test would name it. */
export interface Pointed {
  readonly role?: string;
  readonly name?: string;
  /** A CSS selector where role and name are not enough. */
  readonly css?: string;
  /** Of the frame it is in, from the outermost. */
  readonly frames?: readonly string[];
}

/** The page after a step. */
export interface Look {
  readonly url: string;
  readonly title: string;
  /** PNG, base64; absent where the page could not be drawn. */
  readonly picture?: string;
  readonly pointed?: Pointed;
  /** What happened beside the page: a dialog, a tab, a download that was refused, a host that is not allowed. */
  readonly notes: readonly string[];
  /** Errors in the page's console and requests that failed since the last look. */
  readonly problems: readonly string[];
}

/** The browser of one session. It starts with the first step. */
export interface Browser {
  /** Rejects with a `ToolError` that tells the model what to do next, and with the signal's reason when aborted: then it is closed, too. */
  act(act: Act, signal: AbortSignal): Promise<Look>;
  /** Hosts that the person allowed in this session; this machine is allowed without. */
  readonly hosts: ReadonlySet<string>;
  /** The person said yes. */
  allow(host: string): void;
  /** Names of the API's functions that the person does not want. */
  readonly excluded: ReadonlySet<string>;
}
