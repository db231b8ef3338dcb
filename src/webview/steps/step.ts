// What every step component gets.

import type { Command } from '../../shared/messages.ts';
import type { Call, StepState } from '../../shared/transcript.ts';

export interface StepProps {
  /** Our key of the interaction it is part of. */
  readonly interaction: string;
  readonly state: StepState;
  /** Of a function_call: the call as the agent knows it, once its arguments are complete. */
  readonly call?: Call;
  /** Of a call of the service's own tool: the step that answers it, once it is there. */
  readonly result?: StepState;
  /** The turn still runs: what is open may go on. */
  readonly running: boolean;
  /** Of the newest turn. */
  readonly newest?: boolean;
  readonly post: (command: Command) => void;
}
