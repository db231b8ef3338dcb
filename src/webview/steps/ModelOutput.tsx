// A model_output step in, its texts as markdown, its sources and its error out.

import type { JSX } from 'preact';
import type { Annotation, Content, ModelOutput as Output } from '../../shared/step.ts';
import type { StreamText } from '../../shared/text.ts';
import { destination } from '../markdown/links.ts';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';
import { Markdown } from './Markdown.tsx';
import type { StepProps } from './step.ts';

export function ModelOutput({ state }: StepProps): JSX.Element {
  const { content = [], error } = state.step as Output<StreamText>;
  return (
    <div class="output">
      {content.map((part, i) => (
        <Part key={`${i}`} part={part} open={state.open && i === content.length - 1} />
      ))}
      {error && <p class="note">{word('outputError', visible(error.message ?? error.code ?? '?'))}</p>}
    </div>
  );
}

function Part({ part, open }: { readonly part: Content<StreamText>; readonly open: boolean }): JSX.Element {
  if (part.type !== 'text') return <p class="note">{word('media', part.mime_type ?? part.type)}</p>;
  return (
    <>
      <Markdown text={part.text} open={open} />
      {!open && <Sources annotations={part.annotations ?? []} />}
    </>
  );
}

function Sources({ annotations }: { readonly annotations: readonly Annotation[] }): JSX.Element | null {
  const sources = new Map(
    annotations.flatMap(({ url, title }) =>
      url && destination(url).kind === 'url' ? [[url, title || url] as const] : [],
    ),
  );
  if (sources.size === 0) return null;
  return (
    <details class="sources">
      <summary>{word('sources', sources.size)}</summary>
      <ol>
        {[...sources].map(([url, title]) => (
          <li key={url}>
            {/* biome-ignore lint/a11y/useValidAnchor: the host opens it, after showing the whole address */}
            <a role="link" tabIndex={0} data-url={url} title={url}>
              {visible(title)}
            </a>
          </li>
        ))}
      </ol>
    </details>
  );
}
