// The rehearsal of a request: it runs to its end with nobody, and says nothing.

import assert from 'node:assert/strict';
import { rehearse } from '../../../src/gemini/rehearse.ts';
import { systemClock as clock } from '../../../src/vscode/clock.ts';
import { startEmulator } from '../../emulator/server.ts';

const log = { error: assert.fail, warn: assert.fail, info: assert.fail, debug: assert.fail };

describe('rehearse', () => {
  it('sends nothing, logs nothing, and ends', async () => {
    const emulator = await startEmulator({});
    const { fetch } = globalThis;
    globalThis.fetch = () => assert.fail('a request went out');
    try {
      await rehearse({ apiKey: 'k', baseUrl: emulator.url, clock, log });
      assert.equal(emulator.requests.length, 0);
    } finally {
      globalThis.fetch = fetch;
      await emulator.close();
    }
  });
});
