// What is on for the session beside what is so by default in, a chip for each out: nothing reaches outside, and nothing is changed unasked, unseen.

import type { JSX } from 'preact';
import type { Command } from '../../shared/messages.ts';
import type { ControlProps } from '../bar/control.ts';
import { rarer } from '../bar/rarer.ts';
import { Icon, type IconName } from '../Icon.tsx';
import { word } from '../words.ts';

interface Chip {
  readonly key: string;
  readonly icon: IconName;
  readonly name: string;
  readonly off: Command;
  readonly className: string;
}

export function ChosenChips({ state, options, post }: ControlProps): JSX.Element | null {
  const { tools = [] } = state;
  const on = options.tools ?? [];
  const chips: readonly Chip[] = [
    ...rarer.flatMap(({ label, icon, room, chosen }) => {
      const one = chosen({ state, options });
      return one ? [{ ...one, icon, key: label, className: room ? `not-${room}` : '' }] : [];
    }),
    ...tools
      .filter(({ name }) => on.includes(name))
      .map(({ name, label }) => ({
        key: name,
        icon: 'globe' as const,
        name: label,
        off: { type: 'switch_tool', tool: name, on: false } as const,
        className: '',
      })),
  ];
  if (chips.length === 0) return null;
  return (
    <ul class="chips chosen" aria-label={word('chosen')}>
      {chips.map(({ key, icon, name, off, className }) => (
        <li key={key} class={`chip ${className}`} translate={key === 'google_maps' ? false : undefined}>
          <Icon name={icon} />
          <span>{name}</span>
          <button
            type="button"
            class="tool"
            aria-label={word('toolOff', name)}
            title={word('toolOff', name)}
            onClick={() => post(off)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
