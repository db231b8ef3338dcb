// The page's state in, the whole page out.

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isResearch } from '../shared/research.ts';
import type { Transcript } from '../shared/transcript.ts';
import { Composer } from './Composer.tsx';
import { isComposing } from './composing.ts';
import { start } from './format.ts';
import type { HeadProps } from './head/button.ts';
import { buttons } from './head/index.ts';
import type { Host } from './host.ts';
import { visible } from './markdown/visible.ts';
import { Player } from './Player.tsx';
import { Queue } from './Queue.tsx';
import { announcement, type PageState, promptsOf } from './state.ts';
import { TranscriptView } from './Transcript.tsx';
import { Notices, Welcome } from './Welcome.tsx';
import { word } from './words.ts';

export function App({ state, host }: { readonly state: PageState; readonly host: Host }): JSX.Element {
  const { transcript, earlier, host: facts, heard, focus } = state;
  const busy = facts?.busy ?? false;
  const stoppable = busy && !(transcript.last && isResearch(transcript.last));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // What takes an hour and costs dollars is cancelled by its own button.
      if (event.key === 'Escape' && stoppable && !isComposing(event)) host.post({ type: 'stop' });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [stoppable]);
  if (!facts) return <main class="page" aria-busy="true" aria-label={word('loading')} />;
  const empty = transcript.last === undefined;
  return (
    <main class="page">
      <Head transcript={transcript} state={facts} post={host.post} />
      <TranscriptView
        key={transcript.session}
        transcript={transcript}
        earlier={earlier}
        heard={heard}
        keyless={!facts.key}
        busy={busy}
        welcome={empty ? <Welcome state={facts} post={host.post} /> : null}
        post={host.post}
      />
      <Notices state={facts} empty={empty} post={host.post} />
      <Player reading={facts.reading} sound={state.sound} post={host.post} />
      <Queue state={facts} post={host.post} />
      <Composer
        completions={state.completions}
        options={transcript.options}
        state={facts}
        host={host}
        focus={focus}
        earlier={() => promptsOf(transcript)}
      />
      <Announcer transcript={transcript} queued={facts.queue?.length ?? 0} />
    </main>
  );
}

function Head({ transcript, state, post }: HeadProps): JSX.Element {
  // The only prompt is on the screen already.
  const title = transcript.label.title ?? transcript.turns[0]?.prompt.text;
  return (
    <header class="head">
      {transcript.last ? (
        <h1 class="head-title">{title ? visible(start(title)) : <span class="hidden">{word('welcomeTitle')}</span>}</h1>
      ) : (
        <span class="head-title" />
      )}
      {state.server && (
        <span class="server" title={word('serverDetail', state.server)}>
          {word('server', state.server)}
        </span>
      )}
      {buttons.map((Button) => (
        <Button key={Button.name} transcript={transcript} state={state} post={post} />
      ))}
    </header>
  );
}

/** Whole sentences for screen readers, politely, when something ends or waits. */
function Announcer({ transcript, queued }: { readonly transcript: Transcript; readonly queued: number }): JSX.Element {
  const before = useRef(transcript);
  const [text, setText] = useState('');
  useEffect(() => {
    const said = announcement(before.current, transcript);
    before.current = transcript;
    if (said?.kind === 'approval') setText(word('approvalNeeded', visible(said.detail)));
    else if (said) setText(word(said.kind));
  }, [transcript]);
  const known = useRef(queued);
  useEffect(() => {
    if (queued > known.current) setText(word('queued', queued));
    known.current = queued;
  }, [queued]);
  return (
    <div class="hidden" role="status">
      {text}
    </div>
  );
}
