// "Open diff" on an approval in, the editor's diff out.

import { Review } from '../review.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function review(chat: ChatPorts): Feature<'open_diff'> {
  const documents = new Review((call) => chat.session()?.changesOf(call) ?? []);
  return {
    commands: { open_diff: ({ call, path }) => documents.open(call, path) },
    dispose: () => documents.dispose(),
  };
}
