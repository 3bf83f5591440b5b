import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createRedisCommandExecutor, RedisServerState, Resp2Server } from 'js-redis-server/core';
import type { RedisServer } from './redis-server.ts';

/** The oldest server the project runs on; without it the newest Redis is imitated. */
const COMPATIBILITY = 'redis-7.0';

/**
 * A server in pure JavaScript inside this process, which forgets everything when it stops. Its port is open to every user
 * of this machine, so it asks for a password, which nobody else knows.
 */
export const startServerInProcess = async (): Promise<RedisServer> => {
  const password = randomBytes(32).toString('base64url');
  const state = new RedisServerState({ requirepass: password });
  const executor = createRedisCommandExecutor({ compatibility: COMPATIBILITY });
  const { server } = new Resp2Server({ server: state, executor });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket.once('close', () => sockets.delete(socket))));
  // Its own listen() would open the port to the network.
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const stop = async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    state.close();
  };
  return {
    connection: { url: `redis://:${password}@127.0.0.1:${(server.address() as AddressInfo).port}` },
    keepsData: false,
    description: 'js-redis-server inside this process',
    warnings: ['NOTHING IS KEPT after a stop: install redis-server or valkey-server, or set REDIS_URL.'],
    stop,
  };
};
