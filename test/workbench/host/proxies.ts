// A proxy in the person's settings in, whether the wire goes through it, and what it says when the proxy is dead, out.

import assert from 'node:assert/strict';
import { ConfigurationTarget, workspace } from 'vscode';
import { type LocalProxy, startProxy } from './proxy.ts';
import { all, asking, emulatorUrl, textIn, wireTo } from './wire.ts';
import { never, until } from './world.ts';

async function useProxy(url: string | undefined): Promise<void> {
  const http = workspace.getConfiguration('http');
  await http.update('proxySupport', url && 'override', ConfigurationTarget.Global);
  await http.update('proxy', url, ConfigurationTarget.Global);
  await until('the setting counts', () => (workspace.getConfiguration('http').get('proxy') || undefined) === url);
}

export function proxies(): void {
  describe('the wire behind a proxy of the settings', () => {
    let proxy: LocalProxy;
    before(async () => {
      proxy = await startProxy(emulatorUrl());
      await useProxy(proxy.url);
    });
    after(async () => {
      await useProxy(undefined);
      await proxy.close();
    });

    it('goes through it to a host that only the proxy knows', async () => {
      const gemini = wireTo('http://castor.test');
      const events = await all(gemini.open(asking('host: words'), never));
      const end = events.at(-1)!;
      assert.ok(end.type === 'completed', JSON.stringify(end));
      assert.equal(textIn(events), 'one two three four five six seven eight nine ten');
      assert.ok(
        proxy.seen.some((line) => /^CONNECT castor\.test:80$|^POST http:\/\/castor\.test\//.test(line)),
        JSON.stringify(proxy.seen),
      );
      console.log(`proxy saw: ${proxy.seen.join(', ')}`);
    });

    it('ends at once when it is aborted behind it', async () => {
      const abort = new AbortController();
      let aborted = 0;
      let last = '';
      for await (const event of wireTo('http://castor.test').open(asking('host: hang'), abort.signal)) {
        last = event.type;
        if (event.type !== 'step.delta') continue;
        aborted = performance.now();
        abort.abort(new Error('stopped'));
      }
      assert.equal(last, 'aborted');
      assert.ok(aborted > 0 && performance.now() - aborted < 200);
    });

    it('names the connection when the proxy is dead', async () => {
      const dead = await startProxy(emulatorUrl());
      await dead.close();
      await useProxy(dead.url);
      try {
        const events = await all(wireTo('http://castor.test').open(asking('x'), never));
        const end = events.at(-1)!;
        assert.ok(end.type === 'failed', JSON.stringify(end));
        assert.equal(end.failure.kind, 'offline', JSON.stringify(end));
        assert.match(end.failure.text, /castor\.test cannot be reached\. .*proxy/);
        console.log(`dead proxy: ${JSON.stringify(end.failure)}`);
      } finally {
        await useProxy(proxy.url);
      }
    });
  });
}
