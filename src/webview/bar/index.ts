// The controls in the bar under the prompt box, from the left: one file, one line.

import type { FunctionComponent } from 'preact';
import { AttachButton } from './AttachButton.tsx';
import type { ControlProps, Room } from './control.ts';
import { ModeChoice } from './ModeChoice.tsx';
import { ModelChoice } from './ModelChoice.tsx';
import { OptionsChoice } from './OptionsChoice.tsx';
import { mayRecord, RecordButton } from './RecordButton.tsx';
import { ThinkingChoice } from './ThinkingChoice.tsx';
import { ToolsChoice } from './ToolsChoice.tsx';

/** `room`: in a narrower prompt box it is behind Options instead (`rarer.ts`). */
export const controls: readonly { readonly Control: FunctionComponent<ControlProps>; readonly room?: Room }[] = [
  { Control: AttachButton },
  ...(mayRecord() ? [{ Control: RecordButton }] : []),
  { Control: ToolsChoice },
  { Control: OptionsChoice },
  { Control: ModeChoice, room: 'wide' },
  { Control: ModelChoice },
  { Control: ThinkingChoice, room: 'wider' },
];
