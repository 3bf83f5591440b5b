import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import type { RedisConnection } from '../../../services/redis/client.ts';

/** Stands between a client and Redis, and breaks the connection at the worst moment. */
export interface ReplyDroppingProxy {
  readonly connection: { readonly url: string };
  /**
   * Breaks the connection of the next client that runs a script: `before` it reaches Redis, or `after` Redis has run
   * it and answered, so that only the reply is lost. Resolves once that has happened.
   */
  breakNext(when: 'before' | 'after'): Promise<void>;
  stop(): Promise<void>;
}

const SCRIPT = /\r\nEVAL(SHA)?\r\n/i;
/** Redis does not have the script yet; the client sends it whole. */
const UNKNOWN_SCRIPT = '-NOSCRIPT';

interface Breakage {
  readonly when: 'before' | 'after';
  readonly done: () => void;
}

/** Starts a proxy before a Redis server, on a free port of this machine. */
export const startReplyDroppingProxy = async (target: RedisConnection): Promise<ReplyDroppingProxy> => {
  const sockets = new Set<Socket>();
  let breakage: Breakage | undefined;
  const server = createServer((client) => {
    const redis = connect(target);
    let awaitsReply = false;
    for (const socket of [client, redis]) sockets.add(socket.on('error', () => undefined));
    const breakOff = () => {
      client.destroy();
      redis.end();
      breakage?.done();
      breakage = undefined;
    };
    client.on('data', (data) => {
      const isScript = breakage !== undefined && SCRIPT.test(data.toString('latin1'));
      if (isScript && breakage?.when === 'before') return breakOff();
      awaitsReply ||= isScript;
      redis.write(data);
    });
    redis.on('data', (data) => {
      const runs = !data.toString('latin1').startsWith(UNKNOWN_SCRIPT);
      if (awaitsReply && runs && breakage) return breakOff();
      awaitsReply = false;
      client.write(data);
    });
    client.on('close', () => redis.end());
    redis.on('close', () => client.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    connection: { url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}` },
    breakNext: (when) =>
      new Promise((done) => {
        breakage = { when, done };
      }),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
};

const connect = (target: RedisConnection): Socket => {
  if ('path' in target) return createConnection(target.path);
  const { hostname, port } = new URL(target.url);
  return createConnection(Number(port), hostname);
};
