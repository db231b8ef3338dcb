// An answer of 50 KB in the paces of real streams, through the outbox: bytes that go to the page, to the answer's own.

import type { SessionEvent } from '../../src/shared/events.ts';
import { fold, foldAll } from '../../src/shared/fold.ts';
import { packed } from '../../src/shared/growth.ts';
import { snapshot } from '../../src/shared/snapshot.ts';
import { Outbox } from '../../src/vscode/view/outbox.ts';
import { facts } from '../webview/sessions.ts';
import type { Row } from './row.ts';
import { answer } from './shapes.ts';

export const title = 'bytes posted to the page for one answer (L3)';

/** Characters of a delta and ms between two. */
const paces = [
  { name: 'as fast as it comes (20 characters a ms)', size: 20, ms: 1 },
  // The mean piece of the recorded answers is 202 characters long.
  { name: 'as recorded (200 characters, 60 ms)', size: 200, ms: 60 },
  { name: 'in small pieces (85 characters, 58 ms)', size: 85, ms: 58 },
] as const;

const started: readonly SessionEvent[] = [
  { type: 'session.created', id: 's', at: 0 },
  { type: 'prompt.sent', turn: 't1', at: 0, text: 'prompt', attachments: [], model: 'm' },
  { type: 'interaction.requested', turn: 't1', interaction: 't1.1', at: 0, model: 'm', stored: true, input: [] },
  { type: 'step.started', interaction: 't1.1', index: 0, step: { type: 'model_output' }, at: 0 },
];

export async function run(): Promise<readonly Row[]> {
  const text = answer('mixed', 50_000);
  return paces.flatMap(({ name, size, ms }) => {
    const { bytes, whole } = posted(text, size, ms);
    return [
      {
        name: `posted, ${name}`,
        value: bytes / 1000,
        unit: 'KB',
        peer: { name: 'the answer', value: text.length / 1000 },
        ratio: bytes / text.length,
      },
      {
        name: `the whole state each frame instead, ${name}`,
        value: whole / 1000,
        unit: 'KB',
        ratio: whole / text.length,
      },
    ];
  });
}

/** Time is told, not waited for. `whole`: what a host would post that sends the transcript anew each time. */
function posted(text: string, size: number, ms: number): { readonly bytes: number; readonly whole: number } {
  let transcript = foldAll(started);
  let now = 0;
  let timer: { readonly at: number; readonly run: () => void } | undefined;
  let bytes = 0;
  let whole = 0;
  const outbox = new Outbox({
    post(update) {
      bytes += JSON.stringify(packed(update)).length;
      whole += JSON.stringify(snapshot(transcript, 30)).length;
    },
    state: () => facts,
    before: () => undefined,
    transcript: () => ({ session: 's', events: snapshot(transcript, 30) }),
    now: () => now,
    later(run, wait) {
      const mine = { at: now + wait, run };
      timer = mine;
      return () => {
        if (timer === mine) timer = undefined;
      };
    },
  });
  const pass = (until: number) => {
    while (timer && timer.at <= until) {
      now = timer.at;
      const { run } = timer;
      timer = undefined;
      run();
    }
    now = until;
  };
  outbox.open();
  for (let at = 0; at < text.length; at += size) {
    const delta = { type: 'text', text: text.slice(at, at + size) } as const;
    const event: SessionEvent = { type: 'step.delta', interaction: 't1.1', index: 0, delta };
    transcript = fold(transcript, event);
    outbox.event(event);
    pass(now + ms);
  }
  pass(now + 1000);
  return { bytes, whole };
}
