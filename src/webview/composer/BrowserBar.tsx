// The browser that is open in, a line that says where it is with the ways to take it over and to close it out.

import type { JSX } from 'preact';
import type { BrowserState } from '../../shared/browserCalls.ts';
import type { Command } from '../../shared/messages.ts';
import { Icon } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';

interface Props {
  readonly browser: BrowserState | undefined;
  readonly post: (command: Command) => void;
}

export function BrowserBar({ browser, post }: Props): JSX.Element | null {
  if (!browser) return null;
  const { page, visible: isSeen, paused } = browser;
  const place = page === 'about:blank' ? word('browserEmpty') : visible(page.replace(/^https?:\/\//, ''));
  return (
    <section class="browser-bar" aria-label={word('browser')}>
      <Icon name="globe" />
      <span class="browser-page" title={visible(page)} role="status">
        {paused ? word(isSeen ? 'browserYours' : 'browserPaused') : word('browserOn', place)}
      </span>
      <button type="button" class="link" onClick={() => post({ type: 'browser', wish: paused ? 'resume' : 'pause' })}>
        {word(paused ? 'browserGoOn' : isSeen ? 'browserTakeOver' : 'browserPause')}
      </button>
      <button
        type="button"
        class="tool small"
        aria-label={word('browserClose')}
        title={word('browserClose')}
        onClick={() => post({ type: 'browser', wish: 'close' })}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
