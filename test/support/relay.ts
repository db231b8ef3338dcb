// A port in, a way to it that can be cut and mended like a network out.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Relay {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** Where it leads: a port of this machine. */
  to: number;
  /** True: all connections are lost, and none is made. */
  cut(is: boolean): void;
  close(): void;
}

export async function openRelay(): Promise<Relay> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((socket) => {
    if (isCut) {
      socket.destroy();
      return;
    }
    const onward = keep(connect(relay.to, '127.0.0.1'));
    keep(socket).pipe(onward).pipe(socket);
    socket.on('close', () => onward.destroy());
    onward.on('close', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const lose = () => {
    for (const socket of sockets) socket.destroy();
  };
  const relay: Relay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    to: 0,
    cut(is) {
      isCut = is;
      if (is) lose();
    },
    close() {
      server.close();
      lose();
    },
  };
  return relay;
}
