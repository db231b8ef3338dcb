// The tools that Google runs and which are on in, a button that says what is on and opens the switches out.

import type { JSX } from 'preact';
import { Icon } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { Popup } from '../Popup.tsx';
import { Switch } from '../Switch.tsx';
import { word } from '../words.ts';
import type { ControlProps } from './control.ts';

export function ToolsChoice({ state, options, post }: ControlProps): JSX.Element | null {
  const { tools = [], outsideTools = [] } = state;
  if (tools.length === 0) return null;
  const chosen = options.tools ?? [];
  const on = tools.filter(({ name }) => chosen.includes(name));
  const names = [...on.map(({ label }) => visible(label)), ...outsideTools.map(visible)].join(', ');
  const count = on.length + outsideTools.length;
  return (
    <Popup
      name={count > 0 ? word(outsideTools.length > 0 ? 'toolsAllOn' : 'toolsOn', names) : word('tools')}
      label={word('tools')}
      kind="dialog"
      buttonClass={count > 0 ? 'on' : ''}
      // Drawn by the style: a text in the button would have to be in its name, which lists them instead.
      face={
        <span class="count" data-count={count > 0 ? count : undefined}>
          <Icon name="globe" />
        </span>
      }
    >
      {(close) => <Tools state={state} options={options} post={post} close={close} />}
    </Popup>
  );
}

function Tools({ state, options, post, close }: ControlProps & { readonly close: () => void }): JSX.Element {
  const { tools = [], outsideTools = [], trusted, hasFolder } = state;
  const chosen = options.tools ?? [];
  const leave = (command: Parameters<typeof post>[0]) => {
    close();
    post(command);
  };
  return (
    <>
      <p class="popup-head">{word('toolsLegend')}</p>
      {tools.map(({ name, label, detail, action, blocked = false }) => (
        <Switch
          key={name}
          label={label}
          detail={detail}
          on={chosen.includes(name)}
          // What is on can always be switched off.
          disabled={blocked && !chosen.includes(name)}
          translate={name === 'google_maps' ? false : undefined}
          toggle={() => post({ type: 'switch_tool', tool: name, on: !chosen.includes(name) })}
        >
          {action && (
            <button type="button" class="link" onClick={() => leave({ type: 'configure_tool', tool: name })}>
              {action}
            </button>
          )}
        </Switch>
      ))}
      {trusted && hasFolder && (
        <button type="button" class="link outside-tools" onClick={() => leave({ type: 'choose_tools' })}>
          {outsideTools.length > 0
            ? word('outsideToolsOn', outsideTools.map(visible).join(', '))
            : word('outsideTools')}
        </button>
      )}
    </>
  );
}
