// The workspace at this moment in, prompts to begin with out, while the session is empty.

import { Starters } from '../prompt/starters.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function starters(chat: ChatPorts): Feature {
  const empty = () => chat.session()?.transcript.last === undefined;
  const offered = new Starters(() => {
    if (empty()) chat.stateChanged();
  });
  return {
    commands: {},
    state: () => (empty() ? { starters: offered.list } : {}),
    dispose: () => offered.dispose(),
  };
}
