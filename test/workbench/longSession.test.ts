// A stored session of 200 turns in a real VS Code: opened at its end, read back to its first prompt, and gone on with.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSessionLog } from '../../src/node/sessionLog.ts';
import { sessionFile } from '../../src/node/sessionLogList.ts';
import { longSession } from '../support/longSession.ts';
import { on, until, useCastor } from './castor.ts';

describe('a long session', () => {
  const castor = useCastor();
  /** A session is stored once: each try has one of its own, of another length, so that it is found in the list. */
  let tries = 0;

  /** Where Castor keeps the sessions of the open workspace: it has stored one by now. */
  function folder(): string {
    const all = readdirSync(castor().served.data, { recursive: true, encoding: 'utf8' });
    const found = all.find((name) => /castor[^/\\]*[/\\]sessions$/i.test(name));
    assert.ok(found, 'a folder of sessions');
    return join(castor().served.data, found);
  }

  it('opens at its end, is read back to its first prompt, and goes on', async () => {
    castor().emulator.use([
      on('anything', { do: 'say', text: 'Fine.' }),
      on('and now', { do: 'say', text: 'Still here.' }),
    ]);
    await castor().asked('anything at all');
    const many = 200 + ++tries;
    const { log } = await openSessionLog(sessionFile(folder(), `long-session-${tries}`));
    // So much that the host reads of it only what is looked at, and not so much that the window is full.
    const more = 'More of it, word after word. '.repeat(375);
    await log.append(
      longSession(many, (at) => `Answer ${at}.\n\n${more}`, `long-session-${tries}`),
      true,
    );
    await log.close();
    await castor().workbench.runCommand('Castor: Sessions…');
    const box = castor().page.locator('.quick-input-widget input[type=text]').first();
    await box.fill('Question 1 of');
    await castor()
      .page.locator('.quick-input-list .monaco-list-row', { hasText: `Question 1 of ${many}` })
      .first()
      .click();
    const turns = await castor().turns();
    const last = turns.last().getByRole('heading').first();
    await until('the newest turn', async () => (await last.textContent())?.startsWith(`Question ${many} of`) ?? false);
    assert.ok((await turns.count()) < 100);
    const log2 = (await castor().chat()).getByRole('log', { name: 'Transcript' });
    const first = turns.first().getByRole('heading').first();
    await until(
      'the first prompt',
      async () => {
        await log2.evaluate((element) => {
          element.scrollTop = 0;
        });
        return (await first.textContent())?.startsWith('Question 1 of') ?? false;
      },
      40_000,
    );
    await castor().sees('Answer 1.');
    await castor().workbench.screenshot('long-session-first');
    const turn = await castor().asked('and now');
    // The service knows none of it: all is sent once more.
    await turn.getByText('Still here.').waitFor({ timeout: 30_000 });
  });
});
