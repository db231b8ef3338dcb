// The steps of a turn in, the search suggestions that Google sent with them out: unmodified, in a frame that runs no script (contract section 14).

import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Command } from '../../shared/messages.ts';
import type { Interaction } from '../../shared/transcript.ts';
import { useBlob } from '../blob.ts';
import { word } from '../words.ts';
import { fields, listed } from './fields.ts';

interface Props {
  readonly interactions: readonly Interaction[];
  readonly post: (command: Command) => void;
}

/** Results repeat one and the same block for each query (recorded): each is shown once. */
export function SearchSuggestions({ interactions, post }: Props): JSX.Element | null {
  const blocks = new Set(
    interactions
      .flatMap(({ steps }) => steps)
      .filter(({ step, open }) => step.type === 'google_search_result' && !open)
      .flatMap(({ step }) => listed(fields(step).result))
      .map((one) => fields(one).search_suggestions)
      .filter((html) => typeof html === 'string' && html.trim() !== '') as string[],
  );
  if (blocks.size === 0) return null;
  return (
    <div class="suggestions">
      {[...blocks].map((html) => (
        <Frame key={html} html={html} post={post} />
      ))}
    </div>
  );
}

function Frame({ html, post }: { readonly html: string; readonly post: Props['post'] }): JSX.Element {
  const frame = useRef<HTMLIFrameElement>(null);
  const address = useBlob(html, 'text/html;charset=utf-8', 'text');
  // No `allow-scripts`: nothing in it runs. Its origin is ours so that the page can hear a click on a link and ask the host to open it.
  return (
    <iframe
      ref={frame}
      class="suggestions-frame"
      title={word('suggestions')}
      sandbox="allow-same-origin"
      src={address}
      height={56}
      onLoad={() => {
        const { current } = frame;
        const page = current?.contentDocument;
        if (!page) return;
        for (const kind of ['click', 'auxclick']) page.addEventListener(kind, (event) => follow(event, post));
        // The block itself stays as it came: a document of another scheme than its frame gets an opaque white ground.
        page.documentElement.style.colorScheme = getComputedStyle(current).colorScheme;
        const { scrollHeight } = page.documentElement;
        if (scrollHeight > 0) current.height = String(Math.min(scrollHeight, 200));
      }}
    />
  );
}

function follow(event: Event, post: Props['post']): void {
  event.preventDefault();
  const link = (event.target as Element | null)?.closest?.('a[href]');
  const url = link?.getAttribute('href') ?? '';
  if (/^https?:\/\//i.test(url)) post({ type: 'open_link', url });
}
