// What the person clicks in an answer in, an editor, a browser or the clipboard out.

import { env } from 'vscode';
import { openFile, openLink } from '../answer/links.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function links(chat: ChatPorts): Feature<'open_file' | 'open_link' | 'copy'> {
  const secrets = () => {
    const key = chat.key();
    return key ? [key.value] : [];
  };
  return {
    commands: {
      open_file: ({ path, line }) => openFile(path, line, chat.parts.facts),
      open_link: ({ url }) => openLink(url, secrets()),
      copy: ({ text }) => env.clipboard.writeText(text),
    },
  };
}
