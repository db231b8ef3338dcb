// What the service answers to requests at the edge of the contract, refusals and failures most of all, a small check a line.

import { FailureError } from '../../src/agent/ports.ts';
import { readFile, said, shown } from './asks.ts';
import { begun } from './begun.ts';
import type { Check } from './check.ts';

/** Sends a body and shows what comes, whatever it is. */
function shows(name: string, mark: Check['mark'], claim: string, body: object, key?: string): Check {
  return { name, mark, claim, run: async ({ raw }) => shown(await raw(body, key)) };
}

/** Cannot be answered, and is found out late: nothing is at the picture's address. */
const broken = [
  said(
    { type: 'image', mime_type: 'image/png', uri: 'https://www.gstatic.com/webp/gallery/none-such.png' },
    { type: 'text', text: 'What is in it?' },
  ),
];

export const wireChecks: readonly Check[] = [
  shows('no-key', 'U', 'a request without a key is refused with 403', { input: 'Say ok.' }, ''),
  shows('labels', 'T', 'labels are taken', { input: 'ok', labels: { a: 'b' } }),
  shows('mixed-input', 'U', 'contents and steps in one list are refused', {
    input: [{ type: 'text', text: 'ok' }, said({ type: 'text', text: 'ok' })],
  }),
  shows('function-names', 'U', 'names of functions may hold . : and -', {
    input: 'ok',
    tools: [{ ...readFile, name: 'read.a:file-now' }],
  }),
  {
    name: 'failed-errors',
    claim: 'the record of an interaction that failed has errors',
    mark: 'T',
    run: async (asker) => {
      const started = await begun(asker, { input: broken });
      if (typeof started === 'string') return started;
      const { status, raw } = await started.ended();
      return `${status}, errors ${JSON.stringify(raw.errors) ?? 'none'}`;
    },
  },
  {
    name: 'error-then-done',
    claim: 'a stream that ends with an error has a done frame after it',
    mark: 'U',
    run: async ({ raw }) => {
      const reply = await raw({ input: broken, stream: true });
      const frames = [...reply.text.matchAll(/event: (\S+)/g)].map(([, event]) => event);
      return frames.length > 0 ? `… ${frames.slice(-3).join(' ')}` : shown(reply);
    },
  },
  {
    name: 'cancel-foreground',
    claim: 'what does not run in the background cannot be cancelled: 400 failed_precondition',
    mark: 'U',
    run: async ({ gemini, ask, signal }) => {
      const { id } = await ask('Say ok.');
      return gemini.cancel(id, signal).then(
        () => 'taken',
        (error: unknown) => {
          if (!(error instanceof FailureError)) throw error;
          return `${error.failure.kind}: ${error.failure.detail ?? error.failure.text}`;
        },
      );
    },
  },
  {
    name: 'foreign-id',
    claim: 'an interaction of another project cannot be continued: 403',
    mark: 'U',
    // The id of an interaction that a key of another project stored.
    needs: 'CASTOR_LIVE_OTHER_ID',
    run: async ({ raw }) =>
      shown(await raw({ input: 'Say ok.', previous_interaction_id: process.env.CASTOR_LIVE_OTHER_ID })),
  },
];
