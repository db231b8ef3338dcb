// What a person can do with an ended turn, from the left: one file, one line.

import type { FunctionComponent } from 'preact';
import { AskAgain } from './AskAgain.tsx';
import type { ActionProps } from './action.ts';
import { CopyAnswer } from './CopyAnswer.tsx';
import { ForkHere, SideQuestions } from './ForkHere.tsx';
import { Restore, Restored } from './Restore.tsx';
import { WhatWasSent } from './WhatWasSent.tsx';

export const actions: readonly FunctionComponent<ActionProps>[] = [
  CopyAnswer,
  AskAgain,
  ForkHere,
  Restore,
  Restored,
  SideQuestions,
  WhatWasSent,
];
