// The page's entry: updates of the host in, at most one render a frame out.

import { render } from 'preact';
import { App } from './App.tsx';
import { keepFocus } from './focus.ts';
import { connect } from './host.ts';
import { whenLexer } from './markdown/lex.ts';
import { forget } from './markdown/paint.ts';
import { knowPrices } from './prices.ts';
import { firstState, type PageState, receive } from './state.ts';
import { translate } from './words.ts';

const root = document.getElementById('castor');
if (root) {
  translate(root.dataset.strings);
  const host = connect();
  let state: PageState = firstState;
  let frame = 0;
  const draw = () => {
    frame = 0;
    render(<App state={state} host={host} />, root);
  };
  host.listen((update) => {
    const before = state;
    state = receive(before, update);
    knowPrices(state.host?.prices);
    if (state.lost && !before.lost) host.post({ type: 'resync' });
    const { session } = state.transcript;
    if (session !== before.transcript.session) {
      setTimeout(forget, 1000);
      host.save({ session });
    }
    if (frame === 0) frame = requestAnimationFrame(draw);
  });
  keepFocus(root);
  draw();
  whenLexer(() => host.post({ type: 'ready' }));
}
