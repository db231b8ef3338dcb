// What a person can do with an ended turn at once, from the left: one file, one line. What is done more rarely is in `rarer.ts`.

import type { FunctionComponent } from 'preact';
import { AskAgain } from './AskAgain.tsx';
import type { ActionProps } from './action.ts';
import { CopyAnswer } from './CopyAnswer.tsx';
import { More } from './More.tsx';
import { Restore, Restored } from './Restore.tsx';
import { SideQuestions } from './SideQuestions.tsx';

export const actions: readonly FunctionComponent<ActionProps>[] = [
  CopyAnswer,
  AskAgain,
  Restore,
  More,
  Restored,
  SideQuestions,
];
