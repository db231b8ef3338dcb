// Every connection of the browser in, only those to allowed hosts out: a proxy on this machine, so that no redirect, frame or script gets around it.

import { type ClientRequest, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { request as secureRequest } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Door {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  close(): void;
}

export interface DoorOptions {
  /** `host`: without port, lower case. */
  allows(host: string): boolean;
  refused(host: string): void;
  /** The proxy of the person's network that connections to the host go through. */
  proxy?(host: string): URL | undefined;
}

/** Headers that are about one connection alone. */
const ofTheHop = ['proxy-connection', 'proxy-authorization', 'connection', 'keep-alive', 'te', 'trailer', 'upgrade'];

export async function openDoor(options: DoorOptions): Promise<Door> {
  const sockets = new Set<Duplex>();
  const server = createServer((incoming, response) => pass(options, incoming, response));
  server.on('connect', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    tunnel(options, incoming, socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function pass({ allows, refused, proxy }: DoorOptions, incoming: IncomingMessage, response: ServerResponse): void {
  const url = URL.canParse(incoming.url ?? '') ? new URL(incoming.url!) : undefined;
  if (url?.protocol !== 'http:') {
    refuse(response, 400, 'This is no proxy for anything but a browser of Castor.');
    return;
  }
  if (!allows(url.hostname)) {
    refused(url.hostname);
    refuse(
      response,
      403,
      `Castor did not let the browser reach ${url.hostname}: you have not allowed this host in this session.`,
    );
    return;
  }
  const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !ofTheHop.includes(name)));
  const { method = 'GET' } = incoming;
  const through = proxy?.(url.hostname);
  const outgoing = through
    ? asked(through, method, url.href, headers)
    : request({ host: bare(url.hostname), port: url.port || 80, method, path: url.pathname + url.search, headers });
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', ({ message }) => {
    if (response.headersSent) response.destroy();
    else refuse(response, 502, `${url.host} cannot be reached: ${message}`);
  });
  response.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

function tunnel(
  { allows, refused, proxy }: DoorOptions,
  incoming: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  const [, host = '', port = '443'] = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(incoming.url ?? '') ?? [];
  socket.on('error', () => socket.destroy());
  if (host === '' || !allows(host.toLowerCase())) {
    refused(host.toLowerCase());
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  const through = proxy?.(host.toLowerCase());
  if (through) {
    onward(asked(through, 'CONNECT', `${host}:${port}`, { host: `${host}:${port}` }), socket, head);
    return;
  }
  const outside = connect(Number(port), bare(host), () => joined(socket, outside, head));
  outside.on('error', () => socket.destroy());
  socket.on('close', () => outside.destroy());
}

/** A tunnel through another proxy. */
function onward(asking: ClientRequest, socket: Socket, head: Buffer): void {
  asking.on('connect', ({ statusCode }, outside, rest) => {
    outside.on('error', () => socket.destroy());
    socket.on('close', () => outside.destroy());
    if (statusCode !== 200) {
      outside.destroy();
      socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    joined(socket, outside, head);
    socket.write(rest);
  });
  asking.on('response', (answer) => {
    answer.destroy();
    socket.destroy();
  });
  asking.on('error', () => socket.destroy());
  socket.on('close', () => asking.destroy());
  asking.end();
}

function joined(socket: Socket, outside: Duplex, head: Buffer): void {
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  outside.write(head);
  outside.pipe(socket);
  socket.pipe(outside);
}

/** Of a proxy: the whole address in place of a path, and who asks. */
function asked(
  { protocol, hostname, port, username, password }: URL,
  method: string,
  path: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): ClientRequest {
  const isSecure = protocol === 'https:';
  const who = [username, password].map(decodeURIComponent).join(':');
  const known = username ? { 'proxy-authorization': `Basic ${Buffer.from(who).toString('base64')}` } : {};
  return (isSecure ? secureRequest : request)({
    host: bare(hostname),
    port: port || (isSecure ? 443 : 80),
    method,
    path,
    headers: { ...headers, ...known },
    agent: false,
  });
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

/** An IPv6 address without its brackets. */
function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
