// Nothing in, a small web site on this machine out: what the model's browser is tested against.

import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { repo } from './repo.ts';

export interface Site {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** Method and path of every request, in order. As a proxy it answers for any host by http, and to https it only notes `CONNECT host:port`. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const folder = join(repo, 'test', 'fixtures', 'site');
const pages = new Map(
  readdirSync(folder).map((name) => [`/${name.replace(/(?:index)?\.html$/, '')}`, readFileSync(join(folder, name))]),
);

export async function startSite(): Promise<Site> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    requests.push(`${request.method} ${url.pathname}`);
    const page = pages.get(url.pathname);
    if (page) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    else if (url.pathname === '/redirect')
      response.writeHead(302, { location: url.searchParams.get('to') ?? '/' }).end();
    else if (url.pathname === '/order' || url.pathname === '/favicon.ico') response.writeHead(204).end();
    else if (url.pathname === '/api/price') response.writeHead(500).end('no price');
    else if (url.pathname === '/file.zip') {
      response.writeHead(200, { 'content-type': 'application/zip', 'content-disposition': 'attachment' }).end('PK');
    } else if (url.pathname !== '/never.png') response.writeHead(404).end('nothing here');
  });
  server.on('connect', ({ url }, socket) => {
    requests.push(`CONNECT ${url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
