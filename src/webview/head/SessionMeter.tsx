// What the session used in, how full the model's window is and what it cost out; all of it in a table when one asks.

import type { JSX } from 'preact';
import { count, money } from '../format.ts';
import { MeterTable } from '../MeterTable.tsx';
import { Popup } from '../Popup.tsx';
import { word } from '../words.ts';
import type { HeadProps } from './button.ts';

export function SessionMeter({ state: { meter } }: HeadProps): JSX.Element | null {
  if (!meter || meter.session.total === 0) return null;
  const { session, context } = meter;
  const full = context.window ? Math.min(1, context.tokens / context.window) : undefined;
  const short = full === undefined ? count(context.tokens) : `${Math.round(full * 100)} %`;
  const used = session.money.usd > 0 ? money(session.money) : count(session.total);
  const name = word('meterName', count(session.total), short);
  return (
    <Popup
      name={session.money.usd > 0 ? `${name}; ${used}` : name}
      label={word('meterSession')}
      kind="dialog"
      buttonClass="session-meter"
      listClass="below"
      face={
        <>
          <Ring full={full ?? 0} />
          <span>{used}</span>
        </>
      }
    >
      {() => (
        <>
          <MeterTable meter={session} caption={word('meterSession')} />
          <p class="meter-note">
            {context.window
              ? word('meterContext', context.tokens.toLocaleString(), context.window.toLocaleString())
              : word('meterContextUnknown', context.tokens.toLocaleString())}
          </p>
        </>
      )}
    </Popup>
  );
}

/** `full`: 0 to 1. */
function Ring({ full }: { readonly full: number }): JSX.Element {
  return (
    <svg class="ring" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <circle cx="8" cy="8" r="6" class="ring-all" />
      <circle cx="8" cy="8" r="6" class="ring-full" pathLength="100" stroke-dasharray={`${full * 100} 100`} />
    </svg>
  );
}
