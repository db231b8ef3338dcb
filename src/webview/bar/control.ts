// What every control in the bar under the prompt box gets.

import type { Command, HostState } from '../../shared/messages.ts';
import type { SessionOptions } from '../../shared/options.ts';

export interface ControlProps {
  readonly state: HostState;
  /** Of the session that is shown. */
  readonly options: SessionOptions;
  readonly post: (command: Command) => void;
}
