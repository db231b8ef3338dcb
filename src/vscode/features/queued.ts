// Prompts that wait in, what the person does with them out.

import type { ChatPorts, Feature } from './feature.ts';

export function queued({ queue }: ChatPorts): Feature<'edit_queued' | 'remove_queued' | 'send_queued'> {
  return {
    commands: {
      edit_queued: ({ id, text }) => queue.edit(id, text),
      remove_queued: ({ id }) => queue.remove(id),
      send_queued: ({ id }) => queue.sendNow(id),
    },
    state: () => ({ queue: queue.prompts, queueHeld: queue.held }),
  };
}
