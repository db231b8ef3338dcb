// What one turn runs with: the settings and what was chosen for the session, as plain values.

import type { Tier } from '../shared/options.ts';
import type { Spending } from './caps.ts';
import type { InteractionRequest } from './ports.ts';

type GenerationConfig = NonNullable<InteractionRequest['generationConfig']>;

/** What one turn runs with; read anew at each turn. */
export interface RunSettings extends Pick<GenerationConfig, 'seed' | 'stopSequences' | 'toolChoice'> {
  readonly model: string;
  readonly thinkingLevel?: string;
  readonly thinkingSummaries: 'auto' | 'none';
  readonly maxOutputTokens?: number;
  readonly serviceTier?: Tier;
  readonly store: boolean;
  /** The service works on, whether or not anybody listens; only where it may store. */
  readonly background?: boolean;
  /** The model takes pictures, documents and sounds in results of functions. */
  readonly mediaResults?: boolean;
  /** The person wants changes made at once that may be allowed for a session. */
  readonly allowEdits?: boolean;
  /** The person wants a plan first: only tools that read are there. */
  readonly plan?: boolean;
  /** … and looks at them afterwards, hunk by hunk. */
  readonly reviewEdits?: boolean;
  /** Interactions of one turn after which the person is asked. */
  readonly maxInteractions: number;
  /** What a turn and a session may use before the person is asked. Absent: anything. */
  readonly spending?: Spending;
  /** Tokens that the model takes; absent: not known. */
  readonly window?: number;
  /** What happens when the conversation nears that: the person is asked (default), it is summed up at once, or nothing. */
  readonly compaction?: 'ask' | 'auto' | 'off';
  /** Secrets go out as they are. */
  readonly sendSecrets?: boolean;
}
