// What every button in the head of the page gets.

import type { Command, HostState } from '../../shared/messages.ts';
import type { Transcript } from '../../shared/transcript.ts';

export interface HeadProps {
  readonly transcript: Transcript;
  readonly state: HostState;
  readonly post: (command: Command) => void;
}
