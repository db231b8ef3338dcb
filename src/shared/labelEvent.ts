// What a session is called, where it stands in lists, and what was used beside its turns, as events.

import type { Usage } from './step.ts';

export type LabelEvent =
  | {
      /** A person's title counts before the model's. */
      readonly type: 'session.titled';
      readonly title: string;
      readonly by: 'person' | 'model';
      /** What asking the model for it used. */
      readonly usage?: Usage;
      readonly model?: string;
    }
  | {
      /** A request that is no part of a turn (a text read aloud, a sound written down) used that. */
      readonly type: 'session.used';
      readonly model: string;
      readonly usage: Usage;
    }
  | {
      /** What it names counts from here on; what it does not name stays. */
      readonly type: 'session.marked';
      readonly pinned?: boolean;
      readonly archived?: boolean;
    };
