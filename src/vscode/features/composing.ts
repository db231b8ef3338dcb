// What the person does in the prompt box in: its draft, its attachments, its completions.

import type { ChatPorts, Feature } from './feature.ts';

export function composing({
  box,
}: ChatPorts): Feature<
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
      detach: ({ id }) => box.pending.remove(id),
      open_attachment: ({ id }) => box.open(id),
      complete: ({ request, trigger, query }) => box.complete(request, trigger, query),
      choose: ({ item }) => box.choose(item),
      drop: ({ uris }) => box.drop(uris),
      paste_text: ({ text }) => box.pasteText(text),
      paste_file: (file) => box.pasteFile(file),
      toggle_selection: () => box.toggleSelection(),
      draft: ({ text }) => box.pending.setDraft(text),
    },
  };
}
