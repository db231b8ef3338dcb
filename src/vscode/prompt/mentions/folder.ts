// `@folder` and a path in, the names of what is in that folder out.

import type { Mention } from './mention.ts';
import { rank } from './rank.ts';

const mostOffered = 30;
const mostListed = 1_000;

export const folderMention: Mention = {
  kind: 'folder',
  detail: ({ t }) => t('The names of what is in a folder'),
  async items(query, editor) {
    const folders = new Set((await editor.files(query)).flatMap(foldersAbove));
    return rank([...folders], query.replace(/\/$/, ''), (path) => path, mostOffered).map((path) => ({
      value: path,
      label: path,
    }));
  },
  async attach(value, editor) {
    const folder = await editor.list(value);
    if (!folder) return undefined;
    const names = folder.entries.map(({ name, kind }) => (kind === 'directory' ? `${name}/` : name)).sort();
    const more = names.length > mostListed ? `\n… ${names.length - mostListed} more` : '';
    const path = folder.path || '.';
    return {
      id: editor.id(),
      kind: 'folder',
      label: path === '.' ? path : `${path}/`,
      path,
      text: names.slice(0, mostListed).join('\n') + more,
    };
  },
};

function foldersAbove(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, at) => names.slice(0, at + 1).join('/'));
}
