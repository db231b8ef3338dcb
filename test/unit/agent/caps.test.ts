// Caps over transcripts: a turn and a session that used too much stop with a question, once, and again after as much once more.

import assert from 'node:assert/strict';
import { type Caps, CapWatch } from '../../../src/agent/caps.ts';
import { emptyTranscript, type Interaction, type Transcript, type Turn } from '../../../src/shared/transcript.ts';

const none: Caps = { turnTokens: 0, sessionTokens: 0, turnMoney: 0, sessionMoney: 0 };
const prices = { m: [{ input: 1, output: 1 }] };
const t = (text: string, ...args: readonly (string | number)[]) =>
  text.replace(/\{(\d)\}/g, (_, at) => String(args[at]));

const interaction = (tokens: number): Interaction => ({
  key: `k${tokens}`,
  id: '',
  model: 'm',
  stored: true,
  input: [],
  status: 'completed',
  usage: { total_tokens: tokens, total_input_tokens: tokens },
  steps: [],
  calls: [],
  unknown: [],
});
const turn = (id: string, ...used: readonly number[]): Turn => ({
  id,
  parent: '',
  order: Number(id.slice(1)),
  prompt: { text: '', attachments: [], at: 0 },
  model: 'm',
  interactions: used.map(interaction),
});
const session = (...turns: readonly Turn[]): Transcript => ({
  ...emptyTranscript,
  session: 's',
  createdAt: 0,
  turns: turns.slice(0, -1),
  last: turns.at(-1),
});

function asker(caps: Partial<Caps>) {
  const watch = new CapWatch();
  return (transcript: Transcript, since = 0) =>
    watch.question(transcript, since, { prices, caps: { ...none, ...caps } }, 0, t);
}

describe('caps', () => {
  it('ask when a turn has used its tokens, counted since the person said go on', () => {
    const ask = asker({ turnTokens: 100 });
    assert.equal(ask(session(turn('t1', 60))), undefined);
    assert.deepEqual(ask(session(turn('t1', 60, 40))), {
      kind: 'turn_cap',
      text: 'This turn has used 100 tokens. Go on?',
    });
    assert.equal(ask(session(turn('t1', 60, 40, 99)), 2), undefined);
    assert.equal(ask(session(turn('t1', 60, 40, 99, 1)), 2)?.kind, 'turn_cap');
  });

  it('ask when a turn has cost its money', () => {
    const ask = asker({ turnMoney: 2 });
    assert.equal(ask(session(turn('t1', 1_999_999))), undefined);
    assert.equal(ask(session(turn('t1', 2_500_000)))?.text, 'This turn has cost about $2.50. Go on?');
  });

  it('ask of a session once for each time its cap is passed, whichever turn passes it', () => {
    const ask = asker({ sessionTokens: 100 });
    assert.equal(ask(session(turn('t1', 99), turn('t2'))), undefined);
    assert.equal(ask(session(turn('t1', 99), turn('t2', 1)))?.kind, 'session_cap');
    assert.equal(ask(session(turn('t1', 99), turn('t2', 1, 50))), undefined);
    assert.equal(ask(session(turn('t1', 99), turn('t2', 1, 50), turn('t3')))?.kind, undefined);
    assert.equal(ask(session(turn('t1', 99), turn('t2', 1, 50), turn('t3', 60)))?.kind, 'session_cap');
  });

  it('ask of a session that had passed its cap before this window knew of it', () => {
    const ask = asker({ sessionMoney: 1 });
    assert.equal(ask(session(turn('t1', 3_000_000), turn('t2')))?.text, 'This session has cost about $3.00. Go on?');
    assert.equal(ask(session(turn('t1', 3_000_000), turn('t2'))), undefined);
  });

  it('are off at 0', () => {
    assert.equal(asker({})(session(turn('t1', 1e12), turn('t2', 1e12))), undefined);
  });
});
