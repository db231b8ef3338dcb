// The tools that Google runs and which are on in, a button that says what is on and opens the switches out.

import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { ToolOffer } from '../../shared/messages.ts';
import { Icon } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';
import type { ControlProps } from './control.ts';

export function ToolsChoice({
  state: { tools = [], outsideTools = [], trusted, hasFolder },
  options,
  post,
}: ControlProps): JSX.Element | null {
  const list = useRef<HTMLFieldSetElement>(null);
  if (tools.length === 0) return null;
  const chosen = options.tools ?? [];
  const on = tools.filter(({ name }) => chosen.includes(name));
  const names = [...on.map(({ label }) => visible(label)), ...outsideTools.map(visible)].join(', ');
  const count = on.length + outsideTools.length;
  // Closes the list and nothing else: it must not stop the turn as well.
  const onEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && list.current?.matches(':popover-open')) event.stopPropagation();
  };
  const configure = (tool: string) => {
    list.current?.hidePopover();
    post({ type: 'configure_tool', tool });
  };
  const toggle = (name: string) => {
    const kept = chosen.filter((one) => one !== name);
    post({ type: 'set_options', options: { tools: kept.length < chosen.length ? kept : [...chosen, name] } });
  };
  return (
    <>
      <button
        type="button"
        class={`tool tools ${count > 0 ? 'on' : ''}`}
        aria-label={count > 0 ? word(outsideTools.length > 0 ? 'toolsAllOn' : 'toolsOn', names) : word('tools')}
        aria-haspopup="dialog"
        title={count > 0 ? word(outsideTools.length > 0 ? 'toolsAllOn' : 'toolsOn', names) : word('tools')}
        onKeyDown={onEscape}
        // Beside the button, in the browser's top layer.
        onClick={({ currentTarget }) => list.current?.togglePopover({ source: currentTarget })}
      >
        <Icon name="globe" />
        {count > 0 && <span>{count}</span>}
      </button>
      <fieldset ref={list} popover="auto" class="tools-list" aria-label={word('tools')} onKeyDown={onEscape}>
        <legend>{word('toolsLegend')}</legend>
        {tools.map((tool) => (
          <Switch key={tool.name} tool={tool} on={chosen.includes(tool.name)} toggle={toggle} configure={configure} />
        ))}
        {trusted && hasFolder && (
          <button
            type="button"
            class="link outside-tools"
            onClick={() => {
              list.current?.hidePopover();
              post({ type: 'choose_tools' });
            }}
          >
            {outsideTools.length > 0
              ? word('outsideToolsOn', outsideTools.map(visible).join(', '))
              : word('outsideTools')}
          </button>
        )}
      </fieldset>
    </>
  );
}

interface SwitchProps {
  readonly tool: ToolOffer;
  readonly on: boolean;
  readonly toggle: (name: string) => void;
  readonly configure: (name: string) => void;
}

function Switch({ tool: { name, label, detail, action }, on, toggle, configure }: SwitchProps): JSX.Element {
  return (
    <div class="tool-switch">
      <label>
        <input
          type="checkbox"
          role="switch"
          checked={on}
          aria-checked={on}
          aria-describedby={`tool-${name}`}
          onChange={() => toggle(name)}
        />
        <span translate={name === 'google_maps' ? false : undefined}>{label}</span>
      </label>
      <p id={`tool-${name}`}>{detail}</p>
      {action && (
        <button type="button" class="link" onClick={() => configure(name)}>
          {action}
        </button>
      )}
    </div>
  );
}
