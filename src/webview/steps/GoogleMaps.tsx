// A google_maps_call step and its result in, a card with the places that were looked up out, marked with the unaltered name of the service.

import type { JSX } from 'preact';
import { destination } from '../markdown/links.ts';
import { visible } from '../markdown/visible.ts';
import { counted, word } from '../words.ts';
import { fields, listed } from './fields.ts';
import type { StepProps } from './step.ts';
import { ToolCard } from './ToolCard.tsx';

export function GoogleMaps({ state, result, running }: StepProps): JSX.Element {
  const queries = listed(fields(fields(state).arguments).queries).map(String);
  const places = listed(fields(result).result).flatMap((one) => listed(fields(one).places).map(fields));
  return (
    <div translate={false}>
      <ToolCard
        icon="pin"
        title="Google Maps"
        about={queries.join(' · ') || (running && !result ? word('searching') : counted('mapsFound', places.length))}
      >
        {places.length > 0 && (
          <ul class="outcomes">
            {places.map(({ name, url }, i) => (
              <li key={`${i}`}>
                <Place name={String(name ?? url ?? '')} url={String(url ?? '')} />
              </li>
            ))}
          </ul>
        )}
      </ToolCard>
    </div>
  );
}

function Place({ name, url }: { readonly name: string; readonly url: string }): JSX.Element {
  if (destination(url).kind !== 'url') return <span>{visible(name)}</span>;
  return (
    // biome-ignore lint/a11y/useValidAnchor: the host opens it, after showing the whole address
    <a role="link" tabIndex={0} data-url={url} title={url}>
      {visible(name)}
    </a>
  );
}
