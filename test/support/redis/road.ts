import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The road between a client and Redis servers: an address that can come to mean another one, be slow, or swallow all. */
export interface Road {
  readonly url: string;
  /** New connections lead there; those that are there stay. */
  leadTo(port: number): void;
  /** Milliseconds that each answer is on the road. */
  delay(milliseconds: number): void;
  /** From now on the connections that are there carry nothing any more, and stay open. */
  abandon(): void;
  /** Whether new connections carry nothing either. */
  swallow(all: boolean): void;
  stop(): Promise<void>;
}

/** Builds one on a free port of this machine. */
export const buildRoad = async (to: number): Promise<Road> => {
  const sockets = new Set<Socket>();
  const open = new Set<{ carries: boolean }>();
  let [port, wait, swallows] = [to, 0, false];
  const server = createServer((client) => {
    const road = { carries: !swallows };
    const redis = createConnection(port, '127.0.0.1');
    open.add(road);
    for (const socket of [client, redis]) sockets.add(socket.on('error', () => undefined));
    client.on('data', (data) => road.carries && redis.write(data));
    redis.on('data', async (data) => {
      if (wait > 0) await sleep(wait);
      if (road.carries) client.write(data);
    });
    // Nobody hears of an end either where nothing is carried.
    client.on('close', () => redis.destroy());
    redis.on('close', () => road.carries && client.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (next) => {
      port = next;
    },
    delay: (milliseconds) => {
      wait = milliseconds;
    },
    abandon: () => {
      for (const road of open) road.carries = false;
    },
    swallow: (all) => {
      swallows = all;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
};
