// Research on the page: how far it is, what can be done with its plan and its report, in every theme and at 240 px.

import assert from 'node:assert/strict';
import type { SessionEvent } from '../../src/shared/events.ts';
import type { HostState } from '../../src/shared/messages.ts';
import { findings } from './axe.ts';
import { closeAll, type Opened, type Options, open } from './page.ts';
import { facts, turn } from './sessions.ts';
import type { Theme } from './themes.ts';

const themes: readonly Theme[] = ['dark', 'light', 'hc', 'hc-light'];
const model = 'deep-research-max-preview-04-2026';

const one = turn('t1', 'How round is cheese?');
const prompt = (plan = false): SessionEvent[] =>
  one.prompt().map((event) => {
    if (event.type === 'prompt.sent') return { ...event, model, output: { type: 'research', plan } as const };
    return event.type === 'interaction.requested' ? { ...event, model, background: true } : event;
  });
const search: SessionEvent = {
  type: 'step.started',
  interaction: 't1',
  index: 1,
  step: { type: 'google_search_call', id: 's1', arguments: { queries: ['round cheese', 'square cheese'] } },
  at: 1,
};
const thought = one.thought(0, '**Weighing the sources**\n\nTwo of them agree on roundness, and one does not.');
const used: SessionEvent = {
  type: 'activity.updated',
  turn: 't1',
  activity: { kind: 'thinking', since: Date.now(), usage: { total_tokens: 428_865, total_input_tokens: 400_000 } },
};
const said = (text: string) => [...one.output(2), ...one.text(2, text), ...one.stop(2)];
const question = { kind: 'overdue', text: 'Google has worked on this for more than 70 minutes. Wait on?' } as const;
const states: Readonly<Record<string, readonly SessionEvent[]>> = {
  thinking: [...prompt(), ...thought, used],
  searching: [...prompt(), ...thought, search, used],
  plan: [...prompt(true), ...said('1. Look.\n2. Compare.'), ...one.done()],
  report: [...prompt(), ...said('# Cheese\n\nIt is round.'), ...one.done()],
  overdue: [
    ...prompt(),
    ...thought,
    { type: 'turn.completed', turn: 't1', at: Date.now(), outcome: 'asking', question },
  ],
};

async function show(name: keyof typeof states, options: Options = {}): Promise<Opened> {
  const view = await open(options);
  await view.command('ready');
  const created = { type: 'session.created', id: 's', at: 1 } as const;
  const busy = name === 'thinking' || name === 'searching';
  const state: HostState = { ...facts, busy, prices: { [model]: [{ input: 2, output: 10 }] } };
  await view.send({ type: 'transcript', session: 's', events: [created, ...states[name]!], state });
  await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  return view;
}

describe('research on the page', () => {
  after(closeAll);

  it('says the phase, for how long, what was searched, used and spent, and what it thinks', async () => {
    const view = await show('searching');
    const card = view.page.getByRole('region', { name: 'Deep Research' });
    const text = await card.innerText();
    assert.match(text, /Searching the web\s+(?:\d+ min )?\d+ s/);
    assert.match(text, /Weighing the sources/);
    assert.match(text, /2 searches · 429k tokens so far · \$0\.80 · usually \$3 to \$7 in all/);
    assert.match(text, /goes on at Google while VS Code is closed/);
    await view.close();
    const thinking = await show('thinking');
    await thinking.page.getByText('Two of them agree on roundness').waitFor();
    await thinking.close();
  });

  it('is not ended by Escape, which ends an answer, but by its own button', async () => {
    const view = await show('searching');
    await view.page.keyboard.press('Escape');
    await view.page.getByRole('button', { name: 'Cancel research' }).click();
    assert.deepEqual(await view.command('research'), { type: 'research', act: 'cancel', turn: 't1' });
    assert.equal(
      (await view.commands()).some(({ type }) => type === 'stop'),
      false,
    );
    await view.close();
  });

  const deeds: readonly (readonly [keyof typeof states, string, string])[] = [
    ['plan', 'Approve and run', 'run'],
    ['plan', 'Edit plan', 'edit'],
    ['plan', 'Change…', 'change'],
    ['report', 'Open report', 'open'],
    ['report', 'Save report…', 'save'],
    ['overdue', 'Cancel research', 'cancel'],
  ];
  for (const [state, button, act] of deeds) {
    it(`offers with the keyboard alone: ${button} (${state})`, async () => {
      const view = await show(state);
      await view.page.getByRole('button', { name: button, exact: true }).focus();
      await view.page.keyboard.press('Enter');
      assert.deepEqual(await view.command('research'), { type: 'research', act, turn: 't1' });
      await view.close();
    });
  }

  for (const name of Object.keys(states)) {
    it(`gives axe nothing to find at 240 px, in any theme: ${name}`, async () => {
      for (const theme of themes) {
        const view = await show(name, { theme, width: 240 });
        assert.deepEqual(await findings(view), [], theme);
        const wide = await view.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.equal(wide, false, theme);
        await view.close();
      }
    });
  }
});
