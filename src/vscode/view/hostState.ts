// What the host knows in, the small state beside the transcript that the page shows out; pure.

import { type ModelAbilities, modelTable } from '../../gemini/models.ts';
import type { HostState, ModelChoice } from '../../shared/messages.ts';

export type StateParts = Omit<HostState, 'models' | 'server'> & {
  /** Absent: the table. */
  readonly models?: readonly ModelChoice[];
  /** The setting; '' for the public server. */
  readonly baseUrl: string;
};

export function hostState({ baseUrl, ...rest }: StateParts): HostState {
  return {
    ...rest,
    models: modelChoices(rest.model, rest.models),
    ...(baseUrl ? { server: serverName(baseUrl) } : {}),
  };
}

/** A model that the table does not know is offered, too: the list must show what is in use. */
export function modelChoices(
  used: string,
  known: readonly ModelChoice[] = modelTable.map(choiceOf),
): readonly ModelChoice[] {
  return known.some(({ id }) => id === used) ? known : [...known, { id: used, label: used, thinkingLevels: [] }];
}

function choiceOf({ id, label, description, thinkingLevels }: ModelAbilities): ModelChoice {
  return { id, label, description, thinkingLevels };
}

/** Host and port alone: the rest of an address does not say whom one talks to. */
function serverName(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}
