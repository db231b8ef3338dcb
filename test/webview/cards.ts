// The cards, chips and menus that a session can bring in, as events and host state, each with the way to open it.

import type { SessionEvent } from '../../src/shared/events.ts';
import type { HostState } from '../../src/shared/messages.ts';
import { emptyMeter } from '../../src/shared/meter.ts';
import type { SessionOptions } from '../../src/shared/options.ts';
import type { Opened } from './page.ts';
import { answer, turn } from './sessions.ts';

export interface Card {
  readonly events: readonly SessionEvent[];
  readonly state?: Partial<HostState>;
  readonly open?: (view: Opened) => Promise<void>;
}

const [one, two, three] = [
  turn('t1', 'Fix the cart'),
  turn('t2', 'Then the tax'),
  turn('t3', 'Then the tax, in words'),
];
const said = (which: typeof one, text: string) => [...which.output(9), ...which.text(9, text), ...which.stop(9)];
const answered = [...one.prompt(), ...said(one, answer), ...one.done()];

const reviewed = (path: string, more: object): SessionEvent => ({
  type: 'file.reviewed',
  turn: 't1',
  file: { path, kind: 'edit', added: 0, removed: 0, pending: 0, accepted: 0, rejected: 0, ...more },
});
const changes: readonly SessionEvent[] = [
  ...one.prompt(),
  ...said(one, 'Three files are changed.'),
  { type: 'files.changed', turn: 't1', at: 0, files: [{ root: '', path: 'src/cart.ts' }] },
  reviewed('src/a/rather/long/path/to/the/cart.ts', { added: 12, removed: 3, pending: 2 }),
  reviewed('docs/cart.md', { kind: 'create', added: 40, accepted: 1 }),
  reviewed('src/old.ts', { kind: 'rename', to: 'src/new.ts', added: 1, removed: 1, rejected: 1 }),
  { type: 'problems.changed', turn: 't1', path: 'src/cart.ts', fixed: 3, added: 0 },
  ...one.done(),
  { type: 'restore.completed', turn: 't1', restore: 'r', undone: false, at: 0, files: 2, left: [] },
];
const branched: readonly SessionEvent[] = [
  ...answered,
  ...[...two.prompt(), ...said(two, 'Nineteen percent.'), ...two.done()],
  ...three.prompt().map((event) => (event.type === 'prompt.sent' ? { ...event, parent: 't1' } : event)),
  ...said(three, 'Nineteen of a hundred.'),
  ...three.done(),
];
const plan = {
  type: 'function_call',
  id: 'p1',
  name: 'present_plan',
  arguments: { title: 'Fix the subtotal', plan: '1. Multiply by the quantity.\n2. Test it with `npm test`.' },
} as const;
const planned: readonly SessionEvent[] = [
  ...one.prompt(),
  { type: 'step.started', interaction: 't1', index: 0, step: plan, at: 1 },
  { type: 'step.stopped', interaction: 't1', index: 0, at: 1 },
  { type: 'call.received', interaction: 't1', call: plan, title: 'Plan: Fix the subtotal', effect: 'read' },
  ...one.result('p1', 'present_plan', 'Shown.'),
  ...one.done(),
];
const compacted: readonly SessionEvent[] = [
  ...answered,
  {
    type: 'conversation.compacted',
    turn: 't1',
    compaction: {
      id: 'k1',
      at: 1,
      through: 1,
      summary: {
        goal: 'Mend the cart, whose total is too low',
        done: ['Found `subtotal` in src/a/rather/long/path/to/the/cart.ts'],
        inProgress: ['The discount'],
        files: ['src/cart.ts: the sums'],
        next: ['Test it'],
      },
      edited: 1,
      model: 'gemini-3.8-flash',
    },
  },
];
const browser: HostState['browser'] = {
  page: 'https://example.com/a/long/path?of=a-page',
  visible: true,
  paused: false,
};

const options = (chosen: SessionOptions): SessionEvent => ({ type: 'options.changed', options: chosen });
const tools: HostState['tools'] = [
  { name: 'google_search', label: 'Google Search', detail: 'Searches the web. What is searched for goes to Google.' },
  { name: 'google_maps', label: 'Google Maps', detail: 'Looks up places.', action: 'Set location…' },
  { name: 'code_execution', label: 'Code execution', detail: 'Runs Python at Google, without your files.' },
];
const meter: HostState['meter'] = {
  session: {
    ...emptyMeter,
    total: 41_800,
    input: 38_000,
    cached: 21_000,
    output: 2_600,
    thought: 1_200,
    money: { ...emptyMeter.money, usd: 0.0312 },
  },
  context: { tokens: 126_000, window: 1_048_576 },
};

const press = (name: string | RegExp) => async (view: Opened) => {
  await view.page.getByRole('button', { name }).last().click();
  await view.page.locator(':popover-open, dialog[open]').waitFor();
};

/** By the name of what is seen. */
export const cards: Readonly<Record<string, Card>> = {
  changes: { events: changes },
  branches: { events: branched },
  compare: { events: branched, open: press('Compare') },
  plan: { events: [options({ mode: 'plan' }), ...planned], state: { tools } },
  chosen: {
    events: [
      ...answered,
      options({ private: true, tier: 'flex', mode: 'allow', tools: ['google_search', 'code_execution'] }),
    ],
    state: { tools, outsideTools: ['fetch'], storage: { private: false, stored: 2, days: 55 } },
  },
  options: { events: answered, state: { tools }, open: press('Options') },
  'options, private': {
    events: [...answered, options({ private: true })],
    state: { tools, storage: { private: false, stored: 2, days: 55 } },
    open: press('Options'),
  },
  tools: { events: answered, state: { tools }, open: press(/^Tools of Google/) },
  more: { events: branched, open: press('More actions') },
  summary: { events: compacted, open: (view) => view.page.getByText('A summary stands for everything').click() },
  'summary, edited': {
    events: compacted,
    open: (view) => view.page.getByRole('button', { name: 'Edit summary' }).click(),
  },
  browser: { events: answered, state: { browser } },
  'browser, taken over': { events: answered, state: { browser: { ...browser, paused: true } } },
  meters: { events: answered, state: { meter }, open: press(/tokens used in this session/) },
};
