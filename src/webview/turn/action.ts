// What every action at the end of a turn gets.

import type { Command } from '../../shared/messages.ts';
import type { Turn } from '../../shared/transcript.ts';

export interface ActionProps {
  readonly turn: Turn;
  readonly newest: boolean;
  readonly post: (command: Command) => void;
}
