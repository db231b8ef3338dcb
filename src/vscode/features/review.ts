// "Open diff" on an approval in, the editor's diff out.

import { Review } from '../review.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function review(chat: ChatPorts): Feature<'open_diff'> {
  const documents = new Review((call) => chat.session()?.changeOf(call));
  return {
    commands: { open_diff: ({ call }) => documents.open(call) },
    dispose: () => documents.dispose(),
  };
}
