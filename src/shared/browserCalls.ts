// A call that drove a browser in, what it showed out: words that host and page share.

import type { FunctionResult } from './step.ts';
import type { Call, Transcript, Turn } from './transcript.ts';
import { allTurns } from './transcript.ts';

/** Text of a page is in the shown conversation. */
export function sawPages(transcript: Transcript): boolean {
  return allTurns(transcript).some(hasPages);
}

/** The turn showed the model a page. */
export function hasPages({ interactions }: Turn): boolean {
  return interactions.some(({ calls }) => calls.some((call) => pageOf(call) !== undefined));
}

/** What the model was told of the page it saw; undefined for any other call. */
export function pageOf({ effect, result }: Pick<Call, 'effect' | 'result'>): Said | undefined {
  const said = effect === 'web' ? saidOf(result) : undefined;
  return typeof said?.url === 'string' ? said : undefined;
}

/** What a step's result says beside its picture. */
export interface Said {
  readonly url?: string;
  readonly title?: string;
  readonly element?: {
    readonly role?: string;
    readonly name?: string;
    readonly css?: string;
    readonly frames?: readonly string[];
  };
  readonly notes?: readonly string[];
  readonly problems?: readonly string[];
}

/** Undefined where no page was shown. */
export function saidOf(result: FunctionResult | undefined): Said | undefined {
  if (!result || result.is_error || typeof result.result === 'string') return undefined;
  const text = result.result.find(({ type }) => type === 'text') as { readonly text: string } | undefined;
  try {
    return text && (JSON.parse(text.text) as Said);
  } catch {
    return undefined;
  }
}

/** Where a step was made, in thousandths of the picture; a drag has two places. */
export function spotsOf(
  args: Readonly<Record<string, unknown>>,
): readonly { readonly x: number; readonly y: number }[] {
  const pairs = [
    [args.x ?? args.start_x, args.y ?? args.start_y],
    [args.end_x ?? args.destination_x, args.end_y ?? args.destination_y],
  ];
  return pairs.flatMap(([x, y]) => (typeof x === 'number' && typeof y === 'number' ? [{ x, y }] : []));
}

/** The open browser that the model drives. */
export interface BrowserState {
  /** Address of the page. */
  readonly page: string;
  /** The person can see and use its window. */
  readonly visible: boolean;
  /** Steps of the model wait. */
  readonly paused: boolean;
}
