// What the person does in the prompt box in: its draft, its attachments, its completions.

import type { ChatPorts, Feature } from './feature.ts';

export function composing(
  chat: ChatPorts,
): Feature<
  | 'detach'
  | 'open_attachment'
  | 'complete'
  | 'choose'
  | 'drop'
  | 'paste_text'
  | 'paste_file'
  | 'toggle_selection'
  | 'draft'
> {
  return {
    commands: {
      detach: ({ id }) => chat.box.pending.remove(id),
      open_attachment: ({ id }) => chat.box.open(id),
      complete: ({ request, trigger, query }) => chat.box.complete(request, trigger, query),
      choose: ({ item }) => chat.box.choose(item),
      drop: ({ uris }) => chat.box.drop(uris),
      paste_text: ({ text }) => chat.box.pasteText(text),
      paste_file: (file) => chat.box.pasteFile(file),
      toggle_selection: () => chat.box.toggleSelection(),
      draft: ({ text }) => chat.box.pending.setDraft(text),
    },
  };
}
