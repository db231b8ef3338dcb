// The tools of Google that are on in, a chip for each out, so that nothing reaches outside unseen.

import type { JSX } from 'preact';
import type { Command, HostState } from '../../shared/messages.ts';
import type { SessionOptions } from '../../shared/options.ts';
import { Icon } from '../Icon.tsx';
import { word } from '../words.ts';

interface Props {
  readonly state: HostState;
  readonly options: SessionOptions;
  readonly post: (command: Command) => void;
}

export function ToolsOn({ state: { tools = [] }, options, post }: Props): JSX.Element | null {
  const chosen = options.tools ?? [];
  const on = tools.filter(({ name }) => chosen.includes(name));
  if (on.length === 0) return null;
  return (
    <ul class="chips" aria-label={word('tools')}>
      {on.map(({ name, label }) => (
        <li class="chip tool-chip" key={name} translate={name === 'google_maps' ? false : undefined}>
          <Icon name="globe" />
          <span>{label}</span>
          <button
            type="button"
            class="tool small"
            aria-label={word('toolOff', label)}
            title={word('toolOff', label)}
            onClick={() => post({ type: 'set_options', options: { tools: chosen.filter((one) => one !== name) } })}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
