// The controls behind the button Options, from the top: one file, one line.

import { BackgroundSwitch, chosenBackground } from './BackgroundSwitch.tsx';
import type { Rare } from './control.ts';
import { chosenMode, ModeChoice } from './ModeChoice.tsx';
import { chosenPrivate, PrivateSwitch } from './PrivateSwitch.tsx';
import { chosenThinking, ThinkingChoice } from './ThinkingChoice.tsx';
import { chosenTier, TierChoice } from './TierChoice.tsx';

export const rarer: readonly Rare[] = [
  { label: 'mode', Control: ModeChoice, room: 'wide', icon: 'edit', chosen: chosenMode },
  { label: 'thinking', Control: ThinkingChoice, room: 'wider', icon: 'spark', chosen: chosenThinking },
  { label: 'tier', Control: TierChoice, icon: 'gauge', chosen: chosenTier },
  { label: 'background', Control: BackgroundSwitch, icon: 'cloud', chosen: chosenBackground },
  { label: 'private', Control: PrivateSwitch, icon: 'lock', chosen: chosenPrivate },
];
