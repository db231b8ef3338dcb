// A growing text in, rendered markdown out; only what is new since the last render is given to the stream.

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { StreamText } from '../../shared/text.ts';
import { paint } from '../markdown/paint.ts';
import { MarkdownStream } from '../markdown/stream.ts';

interface Props {
  readonly text: StreamText;
  /** More may come. */
  readonly open: boolean;
}

export function Markdown({ text, open }: Props): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const stream = useRef<{ readonly markdown: MarkdownStream; taken: number }>(undefined);
  useLayoutEffect(() => {
    if (!root.current) return;
    if (!stream.current || text.length < stream.current.taken) {
      root.current.replaceChildren();
      stream.current = { markdown: new MarkdownStream(root.current, paint), taken: 0 };
    }
    const { markdown, taken } = stream.current;
    markdown.push(text.since(taken));
    stream.current.taken = text.length;
    if (!open) markdown.end();
  }, [text, open]);
  useEffect(() => () => root.current?.replaceChildren(), []);
  return <div class="markdown" ref={root} />;
}
