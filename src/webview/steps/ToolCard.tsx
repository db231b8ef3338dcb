// What a tool of the service did in, a line that opens to its details out.

import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';

interface Props {
  readonly icon: IconName;
  readonly title: string;
  /** What there is room for in the line: queries, addresses. */
  readonly about?: string;
  /** How it ended, of which the line always has room for the beginning; instead of `about`. */
  readonly ended?: string;
  readonly failed?: boolean;
  /** Absent: there is nothing to open. */
  readonly children?: ComponentChildren;
}

export function ToolCard({ icon, title, about = '', ended, failed = false, children }: Props): JSX.Element {
  const line = (
    <>
      <Icon name={icon} />
      <span class="step-title">{visible(title)}</span>
      <span class={`step-state ${ended ? '' : 'about'}`}>{visible(ended ?? about)}</span>
    </>
  );
  if (!children) return <p class="step-line search">{line}</p>;
  return (
    <details class="call" data-state={failed ? 'failed' : undefined}>
      <summary class="step-line">{line}</summary>
      <div class="call-body">{children}</div>
    </details>
  );
}

/** A part of a card under its name, as it came. */
export function Preformatted({ label, text }: { readonly label: string; readonly text: string }): JSX.Element {
  return (
    <section class="labelled">
      <h4>{label}</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0}>{visible(text.replace(/\r\n?/g, '\n'))}</pre>
    </section>
  );
}
