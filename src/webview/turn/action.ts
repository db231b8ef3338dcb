// What every action at the end of a turn gets, and what one that is rarely used says of itself.

import type { Command } from '../../shared/messages.ts';
import type { Turn } from '../../shared/transcript.ts';
import type { IconName } from '../Icon.tsx';
import type { Word } from '../words.ts';

export interface ActionProps {
  readonly turn: Turn;
  readonly newest: boolean;
  readonly post: (command: Command) => void;
}

/** An entry of the menu behind the last button of a turn. */
export interface Rare {
  readonly label: Word;
  readonly icon: IconName;
  /** Not while a turn runs. */
  readonly atRest: boolean;
  /** False: makes no sense there. */
  readonly fits: (given: Omit<ActionProps, 'post'>) => boolean;
  /** What the page asks of the host. */
  readonly asks: (turn: Turn) => readonly Command[];
}
