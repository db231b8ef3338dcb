// The sources of one answer in, the lists that its service asks to be shown with it out.

import type { JSX } from 'preact';
import { Icon } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';
import type { Source } from './citations.ts';

interface Props {
  readonly sources: readonly Source[];
}

/** Pages and files, folded. */
export function Sources({ sources }: Props): JSX.Element | null {
  const listed = sources.filter(({ kind }) => kind !== 'place');
  if (listed.length === 0) return null;
  return (
    <details class="sources">
      <summary class="step-line">
        <Icon name="chevron" />
        {word('sources', listed.length)}
      </summary>
      <ul>
        {listed.map((source) => (
          <li key={source.number}>
            <span class="cite-number">{source.number}</span>
            <SourceLink source={source} />
            {source.page && <small>{word('page', source.page)}</small>}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Places stand open right after the text, by title, marked with the unaltered name of the service (contract section 14). */
export function Places({ sources }: Props): JSX.Element | null {
  const places = sources.filter(({ kind }) => kind === 'place');
  if (places.length === 0) return null;
  return (
    <section class="places" aria-label={word('places')}>
      <ul>
        {places.map((source) => (
          <li key={source.number}>
            <span class="cite-number">{source.number}</span>
            <SourceLink source={source} />
            <small class="maps" translate={false}>
              Google Maps
            </small>
            {source.reviews.length > 0 && (
              <ul class="reviews" aria-label={word('reviews', visible(source.title))}>
                {source.reviews.map(({ title, url }) => (
                  <li key={url}>
                    <Link url={url} text={title} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function SourceLink({ source: { title, url, kind, page } }: { readonly source: Source }): JSX.Element {
  if (url) return <Link url={url} text={title} />;
  if (kind !== 'file') return <span>{visible(title)}</span>;
  return (
    // biome-ignore lint/a11y/useValidAnchor: the host opens it
    <a role="link" tabIndex={0} data-source={title} data-page={page} title={title}>
      {visible(title)}
    </a>
  );
}

function Link({ url, text }: { readonly url: string; readonly text: string }): JSX.Element {
  return (
    // biome-ignore lint/a11y/useValidAnchor: the host opens it, after showing the whole address
    <a role="link" tabIndex={0} data-url={url} title={url}>
      {visible(text)}
    </a>
  );
}
