// The controls in the bar under the prompt box, from the left: one file, one line.

import type { FunctionComponent } from 'preact';
import { AttachButton } from './AttachButton.tsx';
import { BackgroundSwitch } from './BackgroundSwitch.tsx';
import type { ControlProps } from './control.ts';
import { ModeChoice } from './ModeChoice.tsx';
import { ModelChoice } from './ModelChoice.tsx';
import { PrivateSwitch } from './PrivateSwitch.tsx';
import { ThinkingChoice } from './ThinkingChoice.tsx';
import { TierChoice } from './TierChoice.tsx';
import { ToolsChoice } from './ToolsChoice.tsx';

export const controls: readonly FunctionComponent<ControlProps>[] = [
  AttachButton,
  ToolsChoice,
  BackgroundSwitch,
  ModeChoice,
  ModelChoice,
  ThinkingChoice,
  TierChoice,
  PrivateSwitch,
];
