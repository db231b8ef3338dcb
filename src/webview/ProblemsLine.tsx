// What became of the problems of the files a turn changed in, a line for each file out.

import type { JSX } from 'preact';
import type { ProblemsChange } from '../shared/transcript.ts';
import { visible } from './markdown/visible.ts';
import { word } from './words.ts';

export function ProblemsLines({ problems }: { readonly problems: readonly ProblemsChange[] }): JSX.Element {
  return (
    <>
      {problems.map(({ path, fixed, added }) => (
        <p class="note problems" key={path}>
          {fixed === 1
            ? word('problemFixed', visible(path), added)
            : word('problemsFixed', visible(path), fixed, added)}
        </p>
      ))}
    </>
  );
}
