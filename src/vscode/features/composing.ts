// What the person does in the prompt box in: its draft, its attachments, its completions.

import type { ChatPorts, Feature } from './feature.ts';

export function composing({
  box,
}: ChatPorts): Feature<
  | 'attach'
  | 'detach'
  | 'open_attachment'
  | 'complete'
  | 'choose'
  | 'drop'
  | 'paste_text'
  | 'paste_image'
  | 'toggle_selection'
  | 'draft'
> {
  return {
    commands: {
      attach: () => box.attach(),
      detach: ({ id }) => box.pending.remove(id),
      open_attachment: ({ id }) => box.open(id),
      complete: ({ request, trigger, query }) => box.complete(request, trigger, query),
      choose: ({ item }) => box.choose(item),
      drop: ({ uris }) => box.drop(uris),
      paste_text: ({ text }) => box.pasteText(text),
      paste_image: ({ mimeType, data }) => box.pasteImage(mimeType, data),
      toggle_selection: () => box.toggleSelection(),
      draft: ({ text }) => box.pending.setDraft(text),
    },
  };
}
