// A model that drives a browser: what is sent, what is carried out and answered, what is asked for, and what pages may set off.

import assert from 'node:assert/strict';
import type { Act, Browser, Look } from '../../../src/agent/calls/browser.ts';
import { ToolError } from '../../../src/agent/workspace.ts';
import { browserTools } from '../../../src/browser/tools.ts';
import type { Decision } from '../../../src/shared/approval.ts';
import type { FunctionResult, MediaContent, TextContent } from '../../../src/shared/step.ts';
import { tools } from '../../../src/tools/index.ts';
import { calls, says } from '../../support/scriptedGemini.ts';
import { resultsOf, seenEvent, sessionOver } from './harness.ts';

const computerUse = { type: 'computer_use', environment: 'browser' };
const picture = 'iVBORw0KGgo=';

interface Fake extends Browser {
  readonly acts: Act[];
  look: Partial<Look>;
}

function fakeBrowser(excluded: readonly string[] = []): Fake {
  const hosts = new Set<string>();
  const fake: Fake = {
    acts: [],
    look: {},
    hosts,
    allow: (host) => void hosts.add(host),
    excluded: new Set(excluded),
    async act(act) {
      fake.acts.push(act);
      if (act.do === 'hover') throw new ToolError('There is no mouse.');
      return { url: 'http://localhost:3000/', title: 'Shop', picture, notes: [], problems: [], ...fake.look };
    },
  };
  return fake;
}

type Called = readonly [name: string, args: object];

/** One answer with these calls, then one that ends the turn. */
function turnOf(browser: Browser, called: readonly Called[], options: Parameters<typeof sessionOver>[1] = {}) {
  const made = called.map(([name, args], at) => ({ id: `c${at + 1}`, name, arguments: args }));
  return sessionOver([calls('v1_1', ...made), says('v1_2', 'Done.')], {
    builtIns: async () => [computerUse],
    tools: [...browserTools(browser), ...tools.filter(({ name }) => name !== 'move')],
    ...options,
    settings: { mediaResults: true, ...options.settings },
  });
}

const results = (over: ReturnType<typeof sessionOver>) => resultsOf(over.requests[1]!.input);
const said = ({ result }: FunctionResult) => JSON.parse((result as TextContent[])[0]!.text) as Record<string, unknown>;

async function decide(over: ReturnType<typeof sessionOver>, decision: Decision) {
  const { call, approval } = await seenEvent(over, 'approval.requested');
  over.session.decide(call, decision);
  return approval;
}

describe('the browser as the agent drives it', () => {
  it('declares the tool of the service and none of its functions', async () => {
    const over = turnOf(fakeBrowser(), []);
    await over.session.send({ text: 'Hello', attachments: [] });
    const { tools: declared } = over.requests[0]!;
    assert.deepEqual(declared.at(-1), computerUse);
    assert.ok(declared.some((tool) => tool.name === 'read_file'));
    assert.ok(!declared.some(({ name }) => ['click', 'navigate', 'type', 'move'].includes(String(name))));
  });

  it('carries out parallel calls in order and answers each with the page and its address', async () => {
    const browser = fakeBrowser();
    browser.look = { pointed: { role: 'textbox', name: 'Mail' }, problems: ['console: bad'] };
    const over = turnOf(browser, [
      ['navigate', { url: 'localhost:3000', intent: 'Open the shop' }],
      ['click', { x: 500, y: 250, intent: 'Focus the field' }],
      ['type', { text: 'anna', intent: 'Fill it in' }],
      ['move', { x: 1, y: 1 }],
      ['drag_and_drop', { start_x: 1, start_y: 2, end_x: 3, end_y: 4 }],
    ]);
    await over.session.send({ text: 'Try the form', attachments: [] });
    assert.deepEqual(browser.acts, [
      { do: 'navigate', address: 'http://localhost:3000/' },
      { do: 'click', at: { x: 500, y: 250 }, button: 'left', count: 1 },
      { do: 'type', text: 'anna', clear: false, enter: false },
      { do: 'hover', at: { x: 1, y: 1 } },
      { do: 'drag', from: { x: 1, y: 2 }, to: { x: 3, y: 4 } },
    ]);
    const [first, , , moved] = results(over);
    assert.deepEqual(said(first!), {
      url: 'http://localhost:3000/',
      title: 'Shop',
      element: { role: 'textbox', name: 'Mail' },
      problems: ['console: bad'],
    });
    assert.deepEqual((first!.result as readonly MediaContent[])[1], {
      type: 'image',
      mime_type: 'image/png',
      data: picture,
    });
    assert.equal(moved!.is_error, true);
    assert.equal(moved!.result, 'There is no mouse.');
    assert.ok(!over.seen.some(({ type }) => type === 'approval.requested'), 'the switch is the permission');
    const [received] = over.seen.filter(({ type }) => type === 'call.received') as { readonly title?: string }[];
    assert.equal(received!.title, 'Open localhost:3000: Open the shop');
  });

  it('asks for what the service’s check wants confirmed, and acknowledges a yes', async () => {
    const browser = fakeBrowser();
    const safety_decision = { decision: 'require_confirmation', explanation: 'It accepts the terms.' };
    const over = turnOf(browser, [['click', { x: 1, y: 2, safety_decision }]], { settings: { allowEdits: true } });
    const turn = over.session.send({ text: 'Accept', attachments: [] });
    const approval = await decide(over, 'allow');
    assert.match(approval.reason!, /It accepts the terms\./);
    assert.ok(approval.always && approval.session === undefined, 'no answer is remembered');
    await turn;
    assert.equal(said(results(over)[0]!).safety_acknowledgement, true);
    assert.equal(browser.acts.length, 1);
  });

  it('does nothing where the person says no, or the check does', async () => {
    const browser = fakeBrowser();
    const over = turnOf(browser, [
      ['click', { x: 1, y: 2, safety_decision: { decision: 'require_confirmation' } }],
      ['click', { x: 3, y: 4, safety_decision: { decision: 'BLOCKED' } }],
      ['click', { x: 5, y: 6, safety_decision: {} }],
    ]);
    const turn = over.session.send({ text: 'Accept', attachments: [] });
    await decide(over, 'deny');
    await turn;
    assert.deepEqual(browser.acts, []);
    const texts = results(over).map(({ result, is_error }) => [is_error, String(result)] as const);
    assert.match(texts[0]![1], /The person refused this call/);
    assert.match(texts[1]![1], /safety check of the service refused/);
    assert.match(texts[2]![1], /safety check of the service refused/);
    assert.ok(texts.every(([isError]) => isError));
  });

  it('asks for a host once, opens no file, and honours what is excluded', async () => {
    const browser = fakeBrowser(['hotkey']);
    const over = turnOf(browser, [
      ['navigate', { url: 'https://shop.example/a' }],
      ['navigate', { url: 'https://shop.example/b' }],
      ['navigate', { url: 'file:///etc/passwd' }],
      ['hotkey', { keys: ['Control', 'A'] }],
    ]);
    const turn = over.session.send({ text: 'Look', attachments: [] });
    const approval = await decide(over, 'allow');
    assert.match(approval.reason!, /shop\.example/);
    assert.deepEqual(approval.parameters, { url: 'https://shop.example/a' });
    await turn;
    assert.equal(over.seen.filter(({ type }) => type === 'approval.requested').length, 1);
    assert.deepEqual(
      browser.acts.map((act) => act.do === 'navigate' && act.address),
      ['https://shop.example/a', 'https://shop.example/b'],
    );
    assert.match(String(results(over)[2]!.result), /http and https addresses only/);
    assert.match(String(results(over)[3]!.result), /excluded hotkey/);
  });

  it('knows its own search, which opens a search engine once its host is allowed, from that of the workspace, which has a pattern', async () => {
    const browser = fakeBrowser();
    const safety_decision = { decision: 'require_confirmation', explanation: 'It leaves the site.' };
    const over = turnOf(
      browser,
      [
        ['search', { pattern: 'lamp' }],
        ['search', { intent: 'Look it up', safety_decision }],
        ['search', {}],
        ['search', { query: 'lamp' }],
      ],
      { files: { 'a.txt': 'a lamp' } },
    );
    const turn = over.session.send({ text: 'Look it up', attachments: [] });
    const approval = await decide(over, 'allow');
    assert.match(approval.reason!, /It leaves the site\. It opens www\.google\.com, which is outside of this machine/);
    await turn;
    assert.equal(over.seen.filter(({ type }) => type === 'approval.requested').length, 1);
    const opened = { do: 'navigate', address: 'https://www.google.com/' } as const;
    assert.deepEqual(browser.acts, [opened, opened]);
    const [ours, first, again, neither] = results(over);
    assert.match(String(ours!.result), /1 match in 1 file[\s\S]*a lamp/);
    assert.deepEqual([said(first!).safety_acknowledgement, said(again!).title], [true, 'Shop']);
    assert.match(String(neither!.result), /Invalid arguments for search/);
    const received = over.seen.filter(({ type }) => type === 'call.received') as readonly { readonly title?: string }[];
    assert.equal(received[1]!.title, 'Open www.google.com: Look it up');
    const names = over.requests[0]!.tools.map(({ name }) => name);
    assert.equal(names.filter((name) => name === 'search').length, 1, 'ours is declared, that of the service is not');
  });

  it('opens no search engine where search is excluded or the person says no', async () => {
    for (const [excluded, why] of [
      [['search'], /has excluded search/],
      [[], /The person refused this call/],
    ] as const) {
      const browser = fakeBrowser(excluded);
      const over = turnOf(browser, [['search', {}]]);
      const turn = over.session.send({ text: 'Look it up', attachments: [] });
      if (excluded.length === 0) await decide(over, 'deny');
      await turn;
      assert.match(String(results(over)[0]!.result), why);
      assert.deepEqual([browser.acts, [...browser.hosts]], [[], []]);
    }
  });

  it('lets nothing else happen unasked once a page was shown, in this turn and after a reload', async () => {
    const write = ['create_file', { path: 'evil.txt', content: 'x' }] as const;
    const over = turnOf(fakeBrowser(), [['navigate', { url: 'localhost' }], write], { settings: { allowEdits: true } });
    const turn = over.session.send({ text: 'Look', attachments: [] });
    const approval = await decide(over, 'deny');
    assert.equal(approval.tool, 'create_file');
    assert.equal(approval.always, true);
    await turn;
    assert.equal(over.memory.files.get('evil.txt'), undefined);

    const again = sessionOver(
      [calls('v1_3', { id: 'd1', name: write[0], arguments: write[1] }), says('v1_4', 'Done.')],
      {
        events: over.stored,
        settings: { allowEdits: true },
      },
    );
    const later = again.session.send({ text: 'And now?', attachments: [] });
    await decide(again, 'deny');
    await later;
    assert.equal(again.memory.files.get('evil.txt'), undefined);
  });

  it('has no browser for a side question', async () => {
    const over = sessionOver([says('v1_1', 'One.'), says('v1_2', 'Two.')], {
      builtIns: async () => [computerUse, { type: 'google_search' }],
      tools: browserTools(fakeBrowser()),
    });
    await over.session.send({ text: 'One', attachments: [] });
    await over.session.send({ text: 'Two', attachments: [], side: true });
    assert.deepEqual(
      over.requests.map(({ tools: declared }) => declared.map(({ type }) => type)),
      [['computer_use', 'google_search'], ['google_search']],
    );
  });

  it('says what is wrong with arguments that make no step', async () => {
    const browser = fakeBrowser();
    const over = turnOf(browser, [
      ['click', { x: 1200, y: 2 }],
      ['scroll', { x: 1, y: 2, direction: 'sideways' }],
      ['drag_and_drop', { x: 1, y: 2 }],
    ]);
    await over.session.send({ text: 'Look', attachments: [] });
    assert.deepEqual(browser.acts, []);
    assert.ok(results(over).every(({ is_error }) => is_error));
  });
});
