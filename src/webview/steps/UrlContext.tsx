// A url_context_call step and its result in, a card with each address and what became of it out.

import type { JSX } from 'preact';
import { destination } from '../markdown/links.ts';
import { visible } from '../markdown/visible.ts';
import { type Word, word } from '../words.ts';
import { fields, listed } from './fields.ts';
import type { StepProps } from './step.ts';
import { ToolCard } from './ToolCard.tsx';

const states: Readonly<Record<string, Word>> = {
  success: 'urlRead',
  error: 'urlError',
  paywall: 'urlPaywall',
  unsafe: 'urlUnsafe',
};

export function UrlContext({ state, result, running }: StepProps): JSX.Element {
  const asked = listed(fields(fields(state).arguments).urls).map(String);
  const read = listed(fields(result).result).map(fields);
  const outcome = new Map(read.map(({ url, status }) => [String(url), String(status)]));
  const urls = [...new Set([...asked, ...read.map(({ url }) => String(url))])];
  const failures = [...outcome.values()].filter((status) => status !== 'success');
  const failed = fields(result).is_error === true || failures.length > 0;
  const going = running && !result;
  return (
    <ToolCard
      icon="globe"
      title={word(going ? 'urlsReading' : failed && failures.length === outcome.size ? 'urlError' : 'urlsRead')}
      about={urls.map(hostOf).join(' · ')}
      failed={failed}
    >
      {urls.length > 0 && (
        <ul class="outcomes">
          {urls.map((url) => (
            <li key={url}>
              <Address url={url} />
              <span class={`step-state ${failures.includes(outcome.get(url) ?? 'success') ? 'failed' : ''}`}>
                {stateOf(outcome.get(url), going)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </ToolCard>
  );
}

function stateOf(status: string | undefined, going: boolean): string {
  if (status === undefined) return going ? '' : word('urlUnknown');
  return Object.hasOwn(states, status) ? word(states[status]!) : visible(status);
}

function Address({ url }: { readonly url: string }): JSX.Element {
  if (destination(url).kind !== 'url') return <span class="address">{visible(url)}</span>;
  return (
    // biome-ignore lint/a11y/useValidAnchor: the host opens it, after showing the whole address
    <a class="address" role="link" tabIndex={0} data-url={url} title={url}>
      {visible(url)}
    </a>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
