// What a session is called and where it stands in lists, as events.

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
      /** What it names counts from here on; what it does not name stays. */
      readonly type: 'session.marked';
      readonly pinned?: boolean;
      readonly archived?: boolean;
    };
