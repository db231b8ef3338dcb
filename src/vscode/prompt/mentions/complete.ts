// What stands after `@` or `/` in the prompt in, what could be meant out; and a choice in, the attachment it names out.

import type { Attachment } from '../../../shared/attachment.ts';
import type { Completion } from '../../../shared/messages.ts';
import { slashCommands } from '../slashCommands.ts';
import { mentions } from './index.ts';
import type { Editor, Item, Mention } from './mention.ts';
import { scoreOf } from './rank.ts';

/** Never rejects by itself; an editor that fails makes an empty list of that mention. */
export async function complete(trigger: '@' | '/', query: string, editor: Editor): Promise<readonly Completion[]> {
  if (trigger === '/') return commandsFor(query, editor);
  const mention = mentions.find(({ kind, items }) => items && query.startsWith(`${kind}:`));
  if (mention) return itemsOf(mention, query.slice(mention.kind.length + 1), editor);
  const kinds = mentions.filter(({ kind }) => query === '' || kind.startsWith(query.toLowerCase()));
  const files = await itemsOf(mentions[0]!, query, editor);
  return [...kinds.map((kind) => kindItem(kind, editor)), ...files];
}

/** `item`: the id of a completion. It comes from the page, so its path is judged like any other. Undefined for an unknown one and for a no. */
export async function chosen(item: string, editor: Editor): Promise<Attachment | undefined> {
  const mention = mentions.find(({ kind }) => item === kind || item.startsWith(`${kind}:`));
  return mention?.attach(item.slice(mention.kind.length + 1), editor);
}

async function itemsOf(mention: Mention, query: string, editor: Editor): Promise<readonly Completion[]> {
  const items = await (mention.items?.(query, editor) ?? Promise.resolve<readonly Item[]>([])).catch(() => []);
  return items.map(({ value, label, detail }) => ({
    id: `${mention.kind}:${value}`,
    kind: mention.kind,
    label,
    ...(detail ? { detail } : {}),
    insert: mention.kind === 'file' || mention.kind === 'folder' ? `@${value} ` : `@${mention.kind} `,
  }));
}

function kindItem(mention: Mention, editor: Editor): Completion {
  const { kind, items } = mention;
  const detail = mention.detail(editor);
  const rest = items ? { insert: `@${kind}:`, more: true as const } : { insert: `@${kind} ` };
  return { id: kind, kind, label: `@${kind}`, detail, ...rest };
}

function commandsFor(query: string, { t }: Editor): readonly Completion[] {
  return slashCommands
    .filter(({ name }) => query === '' || scoreOf(name, query.toLowerCase()) > 0)
    .map(({ name, detail }) => ({
      id: `/${name}`,
      kind: 'command' as const,
      label: `/${name}`,
      detail: detail(t),
      insert: `/${name} `,
    }));
}
