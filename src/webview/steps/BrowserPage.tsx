// One step of the model in the browser in, the page as it then was with a mark where it was made, and what went wrong on it, out.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { pageOf, spotsOf } from '../../shared/browserCalls.ts';
import type { MediaContent } from '../../shared/step.ts';
import type { Call } from '../../shared/transcript.ts';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';
import { Picture } from './Picture.tsx';

/** Nothing for any other call. */
export function BrowserPage({ call }: { readonly call: Call }): JSX.Element | null {
  const [large, enlarge] = useState(false);
  const page = pageOf(call);
  if (!page) return null;
  const parts = call.result?.result as readonly MediaContent[];
  const picture = parts.find(({ type }) => type === 'image');
  const { notes = [], problems = [] } = page;
  const told = [...notes, ...problems];
  return (
    <>
      {picture && (
        <button
          type="button"
          class={`browser-shot ${large ? 'large' : ''}`}
          aria-pressed={large}
          title={word('browserLarger')}
          onClick={() => enlarge(!large)}
        >
          <Picture
            mimeType={picture.mime_type}
            data={picture.data ?? ''}
            label={word('browserPicture', visible(call.title))}
          />
          {spotsOf(call.call.arguments).map(({ x, y }) => (
            <span
              key={`${x} ${y}`}
              class="browser-mark"
              aria-hidden="true"
              style={{ left: `${x / 10}%`, top: `${y / 10}%` }}
            />
          ))}
        </button>
      )}
      {told.length > 0 && (
        <ul class="browser-problems" aria-label={word('browserProblems')}>
          {told.map((one, at) => (
            <li key={one} class={at < notes.length ? 'note' : undefined}>
              {visible(one)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
