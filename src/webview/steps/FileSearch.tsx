// A file_search_call step and its result in, one line out; what was found is cited in the answer.

import type { JSX } from 'preact';
import { word } from '../words.ts';
import { fields, listed } from './fields.ts';
import type { StepProps } from './step.ts';
import { ToolCard } from './ToolCard.tsx';

export function FileSearch({ state, result, running }: StepProps): JSX.Element {
  const queries = listed(fields(fields(state).arguments).queries).map(String);
  const failed = fields(result).is_error === true;
  const title = failed ? 'filesSearchFailed' : running && !result ? 'filesSearching' : 'filesSearched';
  return <ToolCard icon="search" title={word(title)} about={queries.join(' · ')} failed={failed} />;
}
