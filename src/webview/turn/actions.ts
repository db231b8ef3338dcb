// What a person can do with an ended turn, from the left: one file, one line.

import type { FunctionComponent } from 'preact';
import type { ActionProps } from './action.ts';
import { CopyAnswer } from './CopyAnswer.tsx';

export const actions: readonly FunctionComponent<ActionProps>[] = [CopyAnswer];
