// A growing text in, rendered markdown out; only what is new since the last render is given to the stream.

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { StreamText } from '../../shared/text.ts';
import type { Mark } from '../citations/citations.ts';
import { placeMarks } from '../citations/place.ts';
import { Feed } from '../markdown/feed.ts';
import { paint } from '../markdown/paint.ts';
import { MarkdownStream } from '../markdown/stream.ts';
import { visible } from '../markdown/visible.ts';

interface Props {
  readonly text: StreamText;
  /** More may come. */
  readonly open: boolean;
  /** Numbers of sources to put into the text once it is whole. */
  readonly marks?: readonly Mark[] | undefined;
}

interface Streamed {
  readonly feed: Feed;
  taken: number;
  marked?: true;
}

export function Markdown({ text, open, marks }: Props): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const stream = useRef<Streamed>(undefined);
  useLayoutEffect(() => {
    if (!root.current) return;
    if (!stream.current || text.length < stream.current.taken) {
      stream.current?.feed.stop();
      root.current.replaceChildren();
      stream.current = { feed: new Feed(new MarkdownStream(root.current, paint)), taken: 0 };
    }
    const streamed = stream.current;
    streamed.feed.push(text.since(streamed.taken));
    streamed.taken = text.length;
    if (open) return;
    streamed.feed.end(() => {
      if (!root.current || !marks?.length || streamed.marked) return;
      streamed.marked = true;
      placeMarks(root.current, visible(String(text).replace(/\r\n?/g, '\n')), marks);
    });
  }, [text, open, marks]);
  useEffect(
    () => () => {
      stream.current?.feed.stop();
      root.current?.replaceChildren();
    },
    [],
  );
  return <div class="markdown" ref={root} />;
}
