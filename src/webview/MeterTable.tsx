// A meter in, a small table of what was used out: tokens by kind and modality, searches, money.

import type { JSX } from 'preact';
import { cacheRate, type Meter } from '../shared/meter.ts';
import { money } from './format.ts';
import { counted, word } from './words.ts';

export function MeterTable({ meter, caption }: { readonly meter: Meter; readonly caption: string }): JSX.Element {
  const rate = cacheRate(meter);
  const rows: readonly (readonly [string, string])[] = [
    [word('meterInput'), number(meter.input)],
    [word('meterCached'), `${number(meter.cached)}${rate === undefined ? '' : ` (${Math.round(rate * 100)} %)`}`],
    [word('meterOutput'), number(meter.output)],
    [word('meterThought'), number(meter.thought)],
    [word('meterToolUse'), number(meter.toolUse)],
    [word('meterTotal'), number(meter.total)],
    ...meter.modalities
      .filter(({ modality }) => modality !== 'text')
      .map(({ modality, input, output }) => [named(modality), `${number(input)} / ${number(output)}`] as const),
    ...meter.grounding.map(({ type, count }) => [named(type), number(count)] as const),
    [word('meterMoney'), money(meter.money)],
  ];
  return (
    <>
      <table class="meter">
        <caption>{caption}</caption>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {meter.silent > 0 && <p class="meter-note">{counted('meterSilent', meter.silent)}</p>}
      {meter.money.partial && <p class="meter-note">{word('meterPartial')}</p>}
    </>
  );
}

/** A word of the API, as the first of a line. */
function named(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1).replaceAll('_', ' ');
}

function number(count: number): string {
  return count.toLocaleString();
}
