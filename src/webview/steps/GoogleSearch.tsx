// A google_search_call step and its result in, one line with its queries out.

import type { JSX } from 'preact';
import { word } from '../words.ts';
import { fields, listed } from './fields.ts';
import type { StepProps } from './step.ts';
import { ToolCard } from './ToolCard.tsx';

export function GoogleSearch({ state, result, running }: StepProps): JSX.Element {
  const { arguments: args, search_type: type } = fields(state);
  const queries = listed(fields(args).queries).map(String).join(' · ');
  const failed = fields(result).is_error === true;
  const going = running && !result;
  const title = type === 'image_search' ? 'searchedImages' : going || state.open ? 'searching' : 'searched';
  return <ToolCard icon="search" title={word(failed ? 'searchFailed' : title)} about={queries} failed={failed} />;
}
