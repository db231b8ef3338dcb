// The button that begins another session.

import type { JSX } from 'preact';
import { Tool } from '../Tool.tsx';
import { word } from '../words.ts';
import type { HeadProps } from './button.ts';

export function NewSession({ post }: HeadProps): JSX.Element {
  return <Tool icon="add" label={word('newSession')} onClick={() => post({ type: 'new_session' })} />;
}
