// The states that a person meets most: what a screen reader finds in each, axe in every theme at 240 px, zoom, and no motion where none is wanted.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionEvent } from '../../src/shared/events.ts';
import type { HostState } from '../../src/shared/messages.ts';
import { findings } from './axe.ts';
import { closeAll, type Opened, type Options, open } from './page.ts';
import { answer, approval, facts, turn } from './sessions.ts';
import type { Theme } from './themes.ts';

const themes: readonly Theme[] = ['dark', 'light', 'hc', 'hc-light'];
const snapshots = join(import.meta.dirname, 'snapshots');

const one = turn('t1', 'Why does the test fail?');
const two = turn('t2', 'Fix it');
const done = [
  ...one.prompt(),
  ...one.thought(0, 'Looking'),
  ...one.output(1),
  ...one.text(1, answer.replace('`src/math.ts`', '`src/math.ts:3`')),
  ...one.stop(1),
  ...one.done(),
];
const reads = [0, 1, 2, 3].flatMap((i) => [
  ...two.call(i, `r${i}`, 'read_file', `Read src/${i}.ts`),
  ...two.result(`r${i}`, 'read_file', 'x', '24 lines'),
]);
const ask = [...two.call(4, 'c1', 'apply_edit', 'Edit src/math.ts', 'edit'), ...two.ask('c1', approval())];
const asked: readonly SessionEvent[] = [
  ...two.call(0, 'q1', 'ask_user', 'Ask: Which runner?'),
  {
    type: 'question.asked',
    call: 'q1',
    question: { text: 'Which runner shall the tests use?', choices: ['The one of Node', 'Mocha'], freeText: true },
  },
];
const command: readonly SessionEvent[] = [
  ...two.call(0, 'r1', 'run_command', 'Run npm test', 'run'),
  { type: 'call.started', call: 'r1', at: Date.now() + 60_000 },
  { type: 'call.output', call: 'r1', text: '> cart@1.0.0 test\n> node --test\n\n1 passing\n' },
];
const doing = (kind: 'calling' | 'retrying', more = {}): SessionEvent => ({
  type: 'activity.updated',
  turn: 't2',
  activity: { kind, since: Date.now() + 60_000, ...more },
});
const queue = [
  { id: 'q1', text: 'Then run the tests and say which of them fail', attachments: [] },
  { id: 'q2', text: 'And write the changelog', attachments: ['CHANGELOG.md'] },
];
const starters = [
  'Explain cart.ts',
  'Fix the 3 problems',
  'Review my changes in 2 files',
  'Write tests for cart.ts',
].map((label) => ({ label, prompt: label }));
const retrying = doing('retrying', { until: 1, detail: 'Too many requests.' });

const states: Readonly<Record<string, readonly [readonly SessionEvent[], Partial<HostState>]>> = {
  empty: [[], { starters }],
  'no-key': [[], { key: undefined }],
  answered: [done, {}],
  retrying: [[...done, ...two.prompt(), ...reads, retrying], { busy: true }],
  approval: [[...two.prompt(), ...reads, ...ask, doing('calling')], { busy: true }],
  queue: [[...two.prompt(), ...reads, doing('calling')], { busy: true, queue }],
  asked: [[...two.prompt(), ...asked, doing('calling')], { busy: true }],
  command: [[...two.prompt(), ...command, doing('calling')], { busy: true }],
  stopped: [[...two.prompt(), ...reads, ...two.done('stopped')], { queue, queueHeld: true }],
  failed: [
    [...two.prompt(), ...two.fail({ kind: 'offline', text: 'There is no network.', remedies: [{ do: 'retry' }] })],
    {},
  ],
};

async function show(name: string, options: Options): Promise<Opened> {
  const view = await open(options);
  await view.command('ready');
  const [events, state] = states[name]!;
  const created = { type: 'session.created', id: 's', at: 1 } as const;
  await view.send({ type: 'transcript', session: 's', events: [created, ...events], state: { ...facts, ...state } });
  await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  await view.page.waitForTimeout(600);
  return view;
}

/** Transcript and queue as a screen reader finds them; how long something took is another at each run. */
async function treeOf({ page }: Opened): Promise<string> {
  const parts = await page.locator('[role=log], .queue').all();
  const trees = await Promise.all(parts.map((part) => part.ariaSnapshot()));
  return `${trees
    .join('\n')
    .replace(/\b(?:\d+ min )?\d+ s\b/g, '0 s')
    .replace(/(?<=Working|npm test) 0 s/g, '')}\n`;
}

describe('states', () => {
  after(closeAll);

  for (const name of Object.keys(states)) {
    it(`reads as it was agreed: ${name} (SNAPSHOT_WRITE=1 agrees anew)`, async () => {
      const view = await show(name, {});
      const found = await treeOf(view);
      const file = join(snapshots, `${name}.yml`);
      if (process.env.SNAPSHOT_WRITE) writeFileSync(file, found);
      assert.ok(existsSync(file), `no snapshot ${name}: run once with SNAPSHOT_WRITE=1 and read what it says`);
      assert.equal(found, readFileSync(file, 'utf8'));
      await view.close();
    });

    it(`gives axe nothing to find at 240 px, in any theme: ${name}`, async () => {
      for (const theme of themes) {
        const view = await show(name, { theme, width: 240 });
        assert.deepEqual(await findings(view), [], theme);
        await view.close();
      }
    });
  }

  it('fits at a zoom of 200 %: 400 px of screen are 200 px of page, and the prompt box stays usable', async () => {
    for (const name of Object.keys(states)) {
      const view = await show(name, { width: 200, height: 360 });
      const { over, box } = await view.page.evaluate(() => ({
        over: document.documentElement.scrollWidth - innerWidth,
        box: document.querySelector('.composer textarea')!.getBoundingClientRect().toJSON() as DOMRect,
      }));
      assert.equal(over, 0, name);
      assert.ok(box.bottom <= 360 && box.width > 120, `${name}: ${JSON.stringify(box)}`);
      await view.close();
    }
  });

  it('moves nothing where motion is not wanted', async () => {
    for (const name of ['retrying', 'approval', 'queue']) {
      const view = await show(name, {});
      assert.equal(await view.page.evaluate(() => document.getAnimations().length), 0, name);
      await view.close();
    }
  });
});
