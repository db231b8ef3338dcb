// Anything at all to the command parser and the link judge: known commands pass unchanged, everything else is dropped, nothing throws.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { limits, parseCommand } from '../../../src/gate/command.ts';
import { judgeFileLink, judgeLink } from '../../../src/gate/link.ts';
import type { Command } from '../../../src/shared/messages.ts';

/** One of each variant; a variant that is missing here does not compile. */
const examples: { readonly [T in Command['type']]: Extract<Command, { type: T }> } = {
  ready: { type: 'ready' },
  focus: { type: 'focus' },
  edit_queued: { type: 'edit_queued', id: 'q', text: 'better' },
  remove_queued: { type: 'remove_queued', id: 'q' },
  send_queued: { type: 'send_queued', id: 'q' },
  send: { type: 'send', text: 'hello' },
  stop: { type: 'stop' },
  earlier: { type: 'earlier', turn: 't31' },
  new_session: { type: 'new_session' },
  decide: { type: 'decide', call: 'c', decision: 'deny', words: 'no' },
  answer: { type: 'answer', call: 'c', text: 'the first' },
  show_terminal: { type: 'show_terminal', call: 'c' },
  choose_tools: { type: 'choose_tools' },
  browser: { type: 'browser', wish: 'pause' },
  browser_test: { type: 'browser_test', turn: 't1' },
  open_plan: { type: 'open_plan', call: 'c' },
  research: { type: 'research', act: 'run', turn: 't1' },
  accept_plan: { type: 'accept_plan', call: 'c' },
  open_changes: { type: 'open_changes', turn: 't1' },
  decide_hunk: { type: 'decide_hunk', call: 'c', path: 'a.ts', hunk: 1, verdict: 'rejected' },
  review_files: { type: 'review_files', verdict: 'accepted', path: 'a.ts' },
  open_diff: { type: 'open_diff', call: 'c', path: 'a' },
  open_file: { type: 'open_file', path: 'a', line: 3 },
  open_link: { type: 'open_link', url: 'https://a.test' },
  open_source: { type: 'open_source', name: 'docs/guide.pdf', page: 3 },
  copy: { type: 'copy', text: 'x' },
  insert_code: { type: 'insert_code', text: 'x', language: 'ts' },
  open_code: { type: 'open_code', text: 'x', language: '' },
  apply_code: { type: 'apply_code', text: 'x', language: 'ts' },
  code_to_notebook: { type: 'code_to_notebook', text: 'print(1)', output: '1' },
  attach: { type: 'attach' },
  detach: { type: 'detach', id: 'a' },
  open_attachment: { type: 'open_attachment', id: 'a' },
  complete: { type: 'complete', request: 3, trigger: '@', query: 'src' },
  choose: { type: 'choose', item: 'file:a' },
  drop: { type: 'drop', uris: 'file:///a' },
  paste_text: { type: 'paste_text', text: 'long' },
  paste_file: { type: 'paste_file', name: 'a.png', mimeType: 'image/png', data: 'iVBORw==' },
  read_aloud: { type: 'read_aloud', turn: 't1', text: 'a' },
  stop_reading: { type: 'stop_reading' },
  save_reading: { type: 'save_reading' },
  choose_voices: { type: 'choose_voices' },
  fetch_sound: { type: 'fetch_sound', id: 'r1' },
  transcribe: { type: 'transcribe', id: 'a1' },
  tune_attachment: { type: 'tune_attachment', id: 'a1' },
  toggle_selection: { type: 'toggle_selection' },
  draft: { type: 'draft', text: '' },
  choose_model: { type: 'choose_model', model: 'm' },
  choose_thinking: { type: 'choose_thinking', level: 'low' },
  set_options: { type: 'set_options', options: { mode: 'allow' } },
  switch_tool: { type: 'switch_tool', tool: 'google_maps', on: true },
  configure_tool: { type: 'configure_tool', tool: 'google_maps' },
  drop_tool: { type: 'drop_tool', turn: 't', tool: 'google_maps' },
  save_media: { type: 'save_media', interaction: 't1.1', index: 2, part: 3 },
  open_media: { type: 'open_media', interaction: 't1.1', index: 2, part: 3 },
  edit_picture: { type: 'edit_picture', interaction: 't1.1', index: 2, part: 3 },
  show_sessions: { type: 'show_sessions' },
  what_was_sent: { type: 'what_was_sent', interaction: 't1.1' },
  compact: { type: 'compact', turn: 't' },
  edit_summary: {
    type: 'edit_summary',
    compaction: 'c1',
    summary: { goal: 'g', done: ['d'], inProgress: [], files: ['a.ts: read'], next: [] },
  },
  undo_compaction: { type: 'undo_compaction', compaction: 'c1', undone: true },
  set_key: { type: 'set_key' },
  retry: { type: 'retry', turn: 't' },
  continue: { type: 'continue', turn: 't' },
  open_settings: { type: 'open_settings' },
  show_log: { type: 'show_log' },
  edit_prompt: { type: 'edit_prompt', turn: 't1', text: 'better' },
  regenerate: { type: 'regenerate', turn: 't1' },
  regenerate_with: { type: 'regenerate_with', turn: 't1' },
  fork_here: { type: 'fork_here', turn: 't1' },
  rewind: { type: 'rewind', turn: 't1' },
  restore: { type: 'restore', turn: 't1' },
  undo_restore: { type: 'undo_restore', restore: 'r1' },
  choose_branch: { type: 'choose_branch', turn: 't1' },
  resync: { type: 'resync' },
};

describe('parseCommand', () => {
  it('takes each command, and each without its optional fields', () => {
    for (const command of Object.values(examples)) assert.deepEqual(parseCommand(command), command);
    for (const bare of [
      { type: 'decide', call: 'c', decision: 'allow_session' },
      { type: 'open_file', path: 'a' },
      { type: 'choose_thinking' },
      { type: 'edit_queued', id: 'q' },
      { type: 'compact' },
    ]) {
      assert.deepEqual(parseCommand(bare), bare);
    }
    assert.deepEqual(parseCommand({ type: 'send', text: '\ud800' }), { type: 'send', text: '\ufffd' });
  });

  it('drops each command with an unknown field, a field missing, or a field of another type', () => {
    for (const command of Object.values(examples)) {
      assert.equal(parseCommand({ ...command, mode: 'auto' }), undefined);
      assert.equal(parseCommand({ ...command, [Symbol.iterator]: 1 }), undefined);
      assert.equal(parseCommand(JSON.parse(`{"__proto__":{},${JSON.stringify(command).slice(1)}`)), undefined);
      for (const field of Object.keys(command).filter((key) => key !== 'type')) {
        for (const value of [null, {}, [], true, { toString: 1 }, Number.NaN, -1, 0, 1.5]) {
          // Indexes count from 0.
          if (value === 0 && (field === 'index' || field === 'part')) continue;
          if (value === true && (field === 'undone' || field === 'on')) continue;
          assert.equal(parseCommand({ ...command, [field]: value }), undefined, `${command.type}.${field}`);
        }
        const { [field as 'type']: _, ...rest } = command;
        const isOptional =
          ['words', 'line', 'level', 'page'].includes(field) ||
          (command.type === 'edit_queued' && field === 'text') ||
          (command.type === 'compact' && field === 'turn') ||
          (command.type === 'read_aloud' && field === 'text') ||
          (command.type === 'review_files' && field === 'path');
        ['words', 'line', 'level', 'page'].includes(field) || (command.type === 'edit_queued' && field === 'text');
        assert.equal(parseCommand(rest) === undefined, !isOptional, `${command.type} without ${field}`);
      }
    }
    assert.equal(parseCommand({ type: 'send', text: 'a'.repeat(limits.prompt + 1) }), undefined);
    for (const image of [
      { mimeType: 'm'.repeat(limits.id + 1) },
      { data: 'a b' },
      { data: 'A'.repeat(limits.image + 1) },
    ])
      assert.equal(parseCommand({ ...examples.paste_file, ...image }), undefined);
    assert.equal(parseCommand({ type: 'open_file', path: 'a'.repeat(limits.path + 1) }), undefined);
    assert.equal(parseCommand({ type: 'decide', call: 'c', decision: 'allow_always' }), undefined);
    assert.equal(parseCommand(Object.create(examples.stop)), undefined);
    assert.equal(parseCommand(new Map([['type', 'stop']])), undefined);
    for (const type of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'READY']) {
      assert.equal(parseCommand({ type }), undefined);
    }
  });

  it('never throws, and what it takes survives JSON', () => {
    const anything = fc.oneof(
      fc.anything({ withNullPrototype: true, withMap: true, withSet: true, withTypedArray: true }),
      fc.record(
        { type: fc.constantFrom(...Object.keys(examples)), text: fc.anything(), call: fc.anything() },
        { requiredKeys: ['type'] },
      ),
      fc.record({ type: fc.constant('send'), text: fc.string({ unit: 'binary' }) }),
    );
    let taken = 0;
    fc.assert(
      fc.property(anything, (value) => {
        const command = parseCommand(value);
        if (!command) return;
        taken += 1;
        assert.deepEqual(parseCommand(JSON.parse(JSON.stringify(command))), command);
      }),
      { numRuns: 20_000, seed: 5 },
    );
    assert.ok(taken > 1000);
  });
});

describe('judgeLink', () => {
  it('opens the canonical address only, and says what is odd about it', () => {
    const opened = (url: string) => {
      const judged = judgeLink(url);
      return 'open' in judged ? ([judged.open, ...judged.warnings] as const) : judged.refused;
    };
    assert.deepEqual(opened('HTTPS://Example.com/a b'.replace(' ', '%20')), ['https://example.com/a%20b']);
    assert.equal(opened('https://\u0435xample.com/')[0], 'https://xn--xample-2of.com/');
    assert.match(String(opened('https://\u0435xample.com/')[1]), /xn--/);
    assert.deepEqual(opened('http://2130706433/'), [
      'http://127.0.0.1/',
      'It leads to this machine or the local network.',
    ]);
    assert.match(String(opened(`https://a.test/?k=ghp_${'a1'.repeat(18)}`)[1]), /key or token/);
    assert.deepEqual(opened('https://docs.example.com/a-long-title-made-of-many-words-joined-by-dashes-2024'), [
      'https://docs.example.com/a-long-title-made-of-many-words-joined-by-dashes-2024',
    ]);
  });

  it('refuses a link that carries a secret in any form', () => {
    const secret = 'S3cret/Value+1';
    const bytes = Buffer.from(secret);
    for (const form of [
      secret,
      encodeURIComponent(secret),
      bytes.toString('base64'),
      bytes.toString('base64url'),
      bytes.toString('hex'),
      Buffer.from(`xy${secret}z`).toString('base64'),
      encodeURIComponent(encodeURIComponent(secret)),
    ]) {
      assert.ok('refused' in judgeLink(`https://a.test/?q=${form}`, [secret]), form);
    }
    assert.ok('open' in judgeLink('https://a.test/?q=other', [secret]));
  });

  it('never throws, and opens http and https without a user name only', () => {
    const url = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string({ unit: 'binary' }),
      fc.string().map((rest) => `https://${rest}`),
    );
    fc.assert(
      fc.property(url, (text) => {
        const judged = judgeLink(text, ['secret']);
        judgeFileLink(text);
        if (!('open' in judged)) return;
        const { protocol, username, href } = new URL(judged.open);
        assert.ok(/^https?:$/.test(protocol) && username === '' && href === judged.open);
      }),
      { numRuns: 10_000, seed: 9 },
    );
  });

  it('reads the position off a file mention', () => {
    for (const [text, expected] of [
      ['src/a.ts', { path: 'src/a.ts' }],
      ['src/a.ts:12', { path: 'src/a.ts', line: 12 }],
      ['src/a.ts:12:3', { path: 'src/a.ts', line: 12, column: 3 }],
      ['a.ts:3-9', { path: 'a.ts', line: 3 }],
      ['a.ts#L7-L9', { path: 'a.ts', line: 7 }],
      ['a.ts#L7C2', { path: 'a.ts', line: 7, column: 2 }],
      ['a.ts(4,5)', { path: 'a.ts', line: 4, column: 5 }],
      ['a.ts:0', { path: 'a.ts' }],
      ['', undefined],
    ] as const) {
      assert.deepEqual(judgeFileLink(text), expected);
    }
  });
});
