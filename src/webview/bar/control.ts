// What every control of the prompt box gets, and what one that is rarely used says of itself.

import type { FunctionComponent } from 'preact';
import type { Command, HostState } from '../../shared/messages.ts';
import type { SessionOptions } from '../../shared/options.ts';
import type { IconName } from '../Icon.tsx';
import type { Word } from '../words.ts';

export interface ControlProps {
  readonly state: HostState;
  /** Of the session that is shown. */
  readonly options: SessionOptions;
  readonly post: (command: Command) => void;
}

/** How wide the prompt box must be for a control to stand in the bar: 384 px, 500 px. */
export type Room = 'wide' | 'wider';

/** A control that stands behind the button Options, where the bar has no room for it or it is rarely used. */
export interface Rare {
  readonly label: Word;
  readonly Control: FunctionComponent<ControlProps>;
  /** From that width on it is in the bar instead. */
  readonly room?: Room;
  /** Its icon in a chip above the bar while it is not as it is by default. */
  readonly icon: IconName;
  readonly chosen: (given: Omit<ControlProps, 'post'>) => Chosen | undefined;
}

export interface Chosen {
  readonly name: string;
  /** Takes it back to what is so by default. */
  readonly off: Command;
}
