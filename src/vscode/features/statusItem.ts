// What the chat does in, its item in the status bar out.

import { StatusBar } from '../view/statusBar.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function statusItem(chat: ChatPorts): Feature {
  const bar = new StatusBar();
  return {
    commands: {},
    told: (state) =>
      bar.show(
        state,
        chat.sessions.running.reduce((sum, { waiting }) => sum + waiting, 0),
      ),
    dispose: () => bar.dispose(),
  };
}
