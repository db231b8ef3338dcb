// The door of the driven browser: allowed hosts alone, directly or through the proxy of the person's network, with name and password.

import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Door, openDoor } from '../../../src/browser/door.ts';
import { proxyFor } from '../../../src/browser/proxy.ts';

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listening = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

describe('the proxy of the network', () => {
  const at = 'http://anna:s%3Acret@proxy.corp:8080';
  const through = (host: string, ...except: string[]) => proxyFor(host, { proxy: at, except })?.host;

  it('is used for other machines, but for those that are excepted', () => {
    assert.equal(through('shop.example'), 'proxy.corp:8080');
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'app.localhost']) assert.equal(through(host), undefined);
    assert.equal(through('wiki.corp', '.corp'), undefined);
    assert.equal(through('a.wiki.corp', '*.wiki.corp'), undefined);
    assert.equal(through('corp', 'corp'), undefined);
    assert.equal(through('otherwiki.corp', 'wiki.corp'), 'proxy.corp:8080');
    assert.equal(through('shop.example', '*'), undefined);
    for (const proxy of ['', 'proxy.corp:8080', 'socks5://proxy.corp'])
      assert.equal(proxyFor('shop.example', { proxy, except: [] }), undefined, proxy);
  });
});

describe('the door of the driven browser', () => {
  let proxy: Server;
  let site: Server;
  let door: Door;
  const asked: string[] = [];
  const refused: string[] = [];

  before(async () => {
    const note = ({ method, url, headers }: IncomingMessage) =>
      asked.push(`${method} ${url} ${headers['proxy-authorization']}`);
    proxy = createServer((incoming, response) => {
      note(incoming);
      response.end('by the proxy');
    });
    proxy.on('connect', (incoming: IncomingMessage, socket: Socket) => {
      note(incoming);
      if (incoming.url?.startsWith('closed.example')) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
        return;
      }
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.on('data', (piece) => socket.write(`echo ${piece}`));
    });
    site = createServer((_, response) => response.end('from here'));
    await Promise.all([listening(proxy), listening(site)]);
    const network = { proxy: `http://anna:s%3Acret@127.0.0.1:${portOf(proxy)}`, except: [] };
    door = await openDoor({
      allows: (host) => !host.startsWith('evil'),
      refused: (host) => refused.push(host),
      proxy: (host) => proxyFor(host, network),
    });
  });
  beforeEach(() => {
    asked.length = 0;
    refused.length = 0;
  });
  after(() => {
    door.close();
    for (const server of [proxy, site]) {
      server.close();
      server.closeAllConnections();
    }
  });

  const who = `Basic ${Buffer.from('anna:s:cret').toString('base64')}`;
  const get = async (path: string) => {
    const { hostname, port } = new URL(door.url);
    const answer = await new Promise<IncomingMessage>((resolve, reject) =>
      request({ hostname, port, path, agent: false }, resolve).on('error', reject).end(),
    );
    return [answer.statusCode, await text(answer)] as const;
  };
  /** What comes back of a tunnel, once it says so much. */
  const tunnel = (host: string, wanted: RegExp) =>
    new Promise<string>((resolve, reject) => {
      let said = '';
      const socket = connect(Number(new URL(door.url).port), '127.0.0.1', () =>
        socket.write(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
      );
      socket.on('error', reject);
      socket.on('close', () => resolve(said));
      socket.on('data', (piece) => {
        said += piece;
        if (/200[^\n]*\r\n\r\n$/.test(said)) socket.write('hello');
        if (wanted.test(said)) socket.destroy();
      });
    });

  it('goes through it for another machine, and straight to this one', async () => {
    assert.deepEqual(await get('http://shop.example/a?b=1'), [200, 'by the proxy']);
    assert.deepEqual(asked, [`GET http://shop.example/a?b=1 ${who}`]);
    assert.deepEqual(await get(`http://127.0.0.1:${portOf(site)}/`), [200, 'from here']);
    assert.equal(asked.length, 1);
  });

  it('tunnels through it, and says so where the proxy does not let it', async () => {
    assert.match(await tunnel('shop.example:443', /echo hello/), /^HTTP\/1\.1 200 .*\r\n\r\necho hello$/s);
    assert.deepEqual(asked, [`CONNECT shop.example:443 ${who}`]);
    assert.match(await tunnel('closed.example:443', /502/), /^HTTP\/1\.1 502/);
  });

  it('asks it nothing about a host that is not allowed', async () => {
    assert.equal((await get('http://evil.example/'))[0], 403);
    assert.match(await tunnel('evil.example:443', /403/), /^HTTP\/1\.1 403/);
    assert.deepEqual([asked, refused], [[], ['evil.example', 'evil.example']]);
  });
});
