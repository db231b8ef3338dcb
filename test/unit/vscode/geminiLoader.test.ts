// The Gemini port: none without a key, one for as long as key and settings stay, another when they change or making it failed.

import assert from 'node:assert/strict';
import { FailureError, type Gemini } from '../../../src/agent/ports.ts';
import { type GeminiOptions, geminiLoader } from '../../../src/vscode/geminiLoader.ts';

function world(first?: GeminiOptions) {
  const made: GeminiOptions[] = [];
  const it = { options: first, fail: false };
  const load = geminiLoader({
    options: async () => it.options,
    create: async (options) => {
      made.push(options);
      if (it.fail) throw new Error('no chunk');
      return { made: made.length } as unknown as Gemini;
    },
    t: (text) => text,
  });
  return { it, load, made };
}

describe('geminiLoader', () => {
  it('fails with a remedy when there is no key', async () => {
    await assert.rejects(world().load(), (error: unknown) => {
      assert.ok(error instanceof FailureError);
      assert.equal(error.failure.kind, 'no_key');
      assert.deepEqual(error.failure.remedies, [{ do: 'set_key' }, { do: 'retry' }]);
      return true;
    });
  });

  it('sends no key to a server that is neither https nor this machine', async () => {
    for (const baseUrl of [
      'http://example.com',
      'ftp://127.0.0.1',
      'nonsense',
      'https://user:pw@example.com',
      'http://127.0.0.1.evil.example',
    ]) {
      const { load, made } = world({ apiKey: 'a', baseUrl });
      await assert.rejects(
        load(),
        (error: unknown) => error instanceof FailureError && error.failure.kind === 'wrong_server',
      );
      assert.equal(made.length, 0);
    }
    for (const baseUrl of [
      'https://example.com/proxy',
      'http://127.0.0.1:80',
      'http://localhost:1',
      'http://[::1]:1',
    ]) {
      const { load, made } = world({ apiKey: 'a', baseUrl });
      await load();
      assert.equal(made.length, 1);
    }
  });

  it('makes one client for calls at the same time and after each other', async () => {
    const { load, made } = world({ apiKey: 'a' });
    const [one, two] = await Promise.all([load(), load()]);
    assert.equal(one, two);
    assert.equal(await load(), one);
    assert.equal(made.length, 1);
  });

  it('makes another when the key or the server changes', async () => {
    const { it, load, made } = world({ apiKey: 'a' });
    await load();
    it.options = { apiKey: 'b' };
    await load();
    it.options = { apiKey: 'b', baseUrl: 'http://127.0.0.1:1' };
    await load();
    assert.deepEqual(made, [{ apiKey: 'a' }, { apiKey: 'b' }, { apiKey: 'b', baseUrl: 'http://127.0.0.1:1' }]);
  });

  it('tries again after it failed', async () => {
    const { it, load, made } = world({ apiKey: 'a' });
    it.fail = true;
    await assert.rejects(load(), /no chunk/);
    it.fail = false;
    await load();
    assert.equal(made.length, 2);
  });
});
