// The button that attaches files to the next prompt.

import type { JSX } from 'preact';
import { Tool } from '../Tool.tsx';
import { word } from '../words.ts';
import type { ControlProps } from './control.ts';

export function AttachButton({ post }: ControlProps): JSX.Element {
  return <Tool icon="clip" label={word('attach')} onClick={() => post({ type: 'attach' })} />;
}
