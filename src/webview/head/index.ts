// The buttons in the head of the page, from the left: one file, one line.

import type { FunctionComponent } from 'preact';
import type { HeadProps } from './button.ts';
import { NewSession } from './NewSession.tsx';
import { SessionMeter } from './SessionMeter.tsx';
import { ShowSessions } from './ShowSessions.tsx';

export const buttons: readonly FunctionComponent<HeadProps>[] = [SessionMeter, ShowSessions, NewSession];
