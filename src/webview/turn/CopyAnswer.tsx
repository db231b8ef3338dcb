// The button that copies an answer as Markdown.

import type { JSX } from 'preact';
import { outputText } from '../../shared/transcript.ts';
import { CopyButton } from '../CopyButton.tsx';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';
import type { ActionProps } from './action.ts';

export function CopyAnswer({ turn, post }: ActionProps): JSX.Element | null {
  const answer = outputText(turn.interactions);
  if (!answer) return null;
  return <CopyButton label={word('copyAnswer')} onCopy={() => post({ type: 'copy', text: visible(answer) })} />;
}
