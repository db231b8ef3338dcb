// A name in, a 16 px line drawing out, coloured like the text around it.

import type { JSX } from 'preact';

const paths = {
  add: 'M8 3.5v9M3.5 8h9',
  again: 'M12.5 5.5A5.2 5.2 0 1 0 13.2 9M12.8 2.8v3h-3',
  alert: 'M8 2.5 14 13.5H2zM8 6.5v3.2M8 11.5v.2',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  check: 'm3.5 8.5 3 3 6-7',
  chevron: 'm6 3.5 4.5 4.5L6 12.5',
  clip: 'M12.5 7.5 8 12a3 3 0 0 1-4.2-4.2l5-5a2 2 0 0 1 2.8 2.8l-4.8 4.8a1 1 0 0 1-1.4-1.4L9.5 5',
  close: 'm4.5 4.5 7 7m0-7-7 7',
  copy: 'M6 6h7v7.5H6zM10.5 6V3H3.5v7.5H6',
  down: 'M8 3v10m-4-4 4 4 4-4',
  edit: 'm3 13 .7-2.9 7.3-7.3 2.2 2.2-7.3 7.3zM9.5 4.3l2.2 2.2',
  eye: 'M1.5 8S4 4 8 4s6.5 4 6.5 4-2.5 4-6.5 4-6.5-4-6.5-4zM8 6.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  gauge: 'M3.2 12.5a6 6 0 1 1 9.6 0M8 9.5l2.8-3.2M8 8.7a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8z',
  fork: 'M4.5 5.5v5M4.5 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zm0 8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zm7-8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zm0 0c0 3-3 3-7 5',
  globe: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM2 8h12M8 2c2.2 2 2.2 10 0 12M8 2c-2.2 2-2.2 10 0 12',
  cloud: 'M4.5 12.5a3 3 0 0 1-.3-6A4 4 0 0 1 12 7.2a2.7 2.7 0 0 1-.5 5.3z',
  history: 'M8 4.5V8l2.5 1.5M3 8a5 5 0 1 0 1.6-3.7M3 3v2.5h2.5',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  key: 'M10.5 3a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM8.7 7.3 3 13m2-2 1.5 1.5',
  open: 'M9.5 3H13v3.5M13 3 7.5 8.5M11 9.5V13H3V5h3.5',
  save: 'M8 2.5v7m-3-3 3 3 3-3M3 12.5h10',
  pin: 'M8 14s4.5-4.3 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.7 8 14 8 14zM8 5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  plug: 'M6 2.5v3M10 2.5v3M4.5 5.5h7V8a3.5 3.5 0 0 1-7 0zM8 11.5v2.5',
  more: 'M3.5 7.8v.4M8 7.8v.4M12.5 7.8v.4',
  mic: 'M8 2.5a2 2 0 0 1 2 2V8a2 2 0 0 1-4 0V4.5a2 2 0 0 1 2-2zM3.5 8a4.5 4.5 0 0 0 9 0M8 12.5v2',
  models: 'M11 5.2A4.4 4.4 0 1 0 11.6 8M11.2 2.8v2.6H8.6M10.5 12.5h4m-2-2v4',
  restore: 'M3 3v3.5h3.5M3.4 6.2A5 5 0 1 1 3 9M8 5.5V8.2l2 1.3',
  rewind: 'M5.5 3 2.5 6l3 3M2.5 6h6.5a3.5 3.5 0 0 1 0 7H5',
  run: 'm3.5 4.5 3.5 3.5-3.5 3.5M8.5 12h4.5',
  search: 'M7 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8zm3 7 3.5 3.5',
  speak: 'M3 6.5v3h2L8 12V4L5 6.5zM10.5 6a3 3 0 0 1 0 4M12 4a5.5 5.5 0 0 1 0 8',
  send: 'M8 13V3.5M4 7l4-4 4 4',
  shield: 'M8 2.5 13 4v4c0 3-2.5 5-5 6-2.5-1-5-3-5-6V4z',
  sliders:
    'M2.5 5h6m3 0h2M10 3.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zM2.5 11h2m3 0h6M6 9.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  spark: 'M8 2c.5 3.8 2.2 5.5 6 6-3.8.5-5.5 2.2-6 6-.5-3.8-2.2-5.5-6-6 3.8-.5 5.5-2.2 6-6z',
  tool: 'M9.5 6.5 3.5 12.5M8.5 5a3 3 0 0 1 4-2.3L10.7 4.5l.8.8 1.8-1.8A3 3 0 0 1 9.5 7.5',
} as const;

export type IconName = keyof typeof paths | 'stop';

/** Decorative: hidden from screen readers; the button around it carries the name. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {name === 'stop' ? <rect x="4" y="4" width="8" height="8" rx="1.5" class="filled" /> : <path d={paths[name]} />}
    </svg>
  );
}
