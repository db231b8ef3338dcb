// The browser of the session in: pause, take over, go on, close; and its steps as a Playwright test, by the way every file is made.

import { l10n, window } from 'vscode';
import { allTurns } from '../../shared/transcript.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function browser(chat: ChatPorts): Feature<'browser' | 'browser_test'> {
  const { browsers } = chat.parts;
  browsers.onChange(() => chat.stateChanged());
  return {
    commands: {
      browser({ wish }) {
        const session = chat.session();
        if (session) browsers[wish](session.id);
      },
      browser_test: ({ turn }) => writeTest(chat, turn),
    },
    state() {
      const session = chat.session();
      return { browser: session && browsers.state(session.id) };
    },
    happenedIn({ id, transcript }, event) {
      const isOn = transcript.options.tools?.includes('computer_use');
      if (event.type === 'options.changed' && !isOn) browsers.close(id, true);
      if (event.type === 'turn.completed' && event.outcome === 'stopped') browsers.close(id);
    },
    // A window that nobody looks at must not stay open.
    left({ id }) {
      browsers.close(id);
    },
  };
}

/** A prompt, so that the file comes as a call with its diff, its approval and its undo. */
async function writeTest(chat: ChatPorts, id: string): Promise<void> {
  const session = chat.session();
  const turn = session && allTurns(session.transcript).find((one) => one.id === id);
  const { playwrightTest } = await import('../../browser/browser.ts');
  const test = turn && playwrightTest(turn);
  if (!test) {
    void window.showInformationMessage(l10n.t('There is no step in the browser that a test could begin with.'));
    return;
  }
  const request = l10n.t(
    'Create the file {0} with create_file, with exactly this content. Change nothing else.',
    `\`${test.path}\``,
  );
  chat.send({ text: `${request}\n\n${test.fenced}`, attachments: [] });
}
