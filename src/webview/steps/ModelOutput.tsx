// A model_output step in, its texts as markdown with numbered sources, its pictures, the list of sources and its error out.

import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Content, ModelOutput as Output } from '../../shared/step.ts';
import type { StreamText } from '../../shared/text.ts';
import { CiteCard } from '../citations/CiteCard.tsx';
import { type Citations, citationsOf, type Mark } from '../citations/citations.ts';
import { Places, Sources } from '../citations/Sources.tsx';
import { visible } from '../markdown/visible.ts';
import { Sound } from '../Sound.tsx';
import { word } from '../words.ts';
import { Markdown } from './Markdown.tsx';
import { type MediaPlace, PictureCard } from './PictureCard.tsx';
import type { StepProps } from './step.ts';

const uncited: Citations = { sources: [], marks: new Map() };

export function ModelOutput({ state, interaction, post }: StepProps): JSX.Element {
  const { content = [], error } = state.step as Output<StreamText>;
  // Counted once, when the text is whole: a streaming answer is not searched for places at each frame.
  const { sources, marks } = useMemo(() => (state.open ? uncited : citationsOf(content)), [state.open, content]);
  const parts = content.map((part, i) => (
    <Part
      key={`${i}`}
      place={{ interaction, index: state.index, part: i }}
      post={post}
      part={part}
      open={state.open && i === content.length - 1}
      marks={marks.get(i)}
    />
  ));
  return (
    <div class="output">
      <CiteCard sources={sources}>{parts}</CiteCard>
      <Places sources={sources} />
      <Sources sources={sources} />
      {error && <p class="note">{word('outputError', visible(error.message ?? error.code ?? '?'))}</p>}
    </div>
  );
}

interface PartProps {
  readonly place: MediaPlace;
  readonly post: StepProps['post'];
  readonly part: Content<StreamText>;
  readonly open: boolean;
  readonly marks: readonly Mark[] | undefined;
}

function Part({ place, post, part, open, marks }: PartProps): JSX.Element {
  if (part.type === 'text') return <Markdown text={part.text} open={open} marks={marks} />;
  if (part.type === 'image' && part.data) {
    return <PictureCard mimeType={part.mime_type} data={part.data} place={place} post={post} />;
  }
  if (part.type === 'audio' && part.data) {
    return <Sound mimeType={part.mime_type ?? ''} data={part.data} label={word('sound')} />;
  }
  return <p class="note">{word('media', part.mime_type ?? part.type)}</p>;
}
