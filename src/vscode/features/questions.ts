// The person's answer to a question of the model in.

import type { ChatPorts, Feature } from './feature.ts';

export function questions(chat: ChatPorts): Feature<'answer'> {
  return { commands: { answer: ({ call, text }) => chat.session()?.answer(call, text) } };
}
