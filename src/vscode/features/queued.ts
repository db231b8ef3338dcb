// Prompts that wait in, what the person does with them out.

import type { ChatPorts, Feature } from './feature.ts';

export function queued(chat: ChatPorts): Feature<'edit_queued' | 'remove_queued' | 'send_queued'> {
  return {
    commands: {
      edit_queued: ({ id, text }) => chat.queue.edit(id, text),
      remove_queued: ({ id }) => chat.queue.remove(id),
      send_queued: ({ id }) => chat.queue.sendNow(id),
    },
    state: () => ({ queue: chat.queue.prompts, queueHeld: chat.queue.held }),
  };
}
