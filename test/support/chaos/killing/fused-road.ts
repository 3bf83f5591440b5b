import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { commandReader, type SentCommand } from './commands.ts';
import type { EffectOf } from './effects.ts';
import type { Fuse } from './fuse.ts';

/** The road between a process and Redis, on which a fuse sees every command. */
export interface FusedRoad {
  readonly url: string;
  stop(): Promise<void>;
}

interface RoadOptions {
  readonly port: number;
  readonly effectOf: EffectOf;
  readonly fuse: Fuse;
  /** Ends the process, and resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

/**
 * Builds one on a free port. When the fuse blows, nothing is carried any more in either direction; the last command is
 * done by Redis, and the process is gone before it could hear of that.
 */
export const buildFusedRoad = async ({ port, effectOf, fuse, kill }: RoadOptions): Promise<FusedRoad> => {
  const sockets = new Set<Socket>();
  let carries = true;
  const blow = async (redis: Socket) => {
    carries = false;
    if (!redis.closed) {
      const done = once(redis, 'close');
      redis.end();
      redis.resume();
      await done;
    }
    await kill();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    carries = true;
    fuse.over();
  };
  const carry = (redis: Socket, command: SentCommand) => {
    if (!carries) return;
    const effect = effectOf(command);
    const verdict = effect === undefined ? 'pass' : fuse.judge(effect, command.words.join(' '));
    if (verdict !== 'stop') redis.write(command.bytes);
    if (verdict !== 'pass') void blow(redis);
  };
  const server = createServer((client) => {
    const redis = createConnection(port, '127.0.0.1');
    const read = commandReader();
    for (const socket of [client, redis]) sockets.add(socket.on('error', () => undefined).setNoDelay());
    client.on('data', (piece) => {
      for (const command of read(piece)) carry(redis, command);
    });
    redis.on('data', (reply) => carries && client.write(reply));
    client.on('close', () => redis.end());
    redis.on('close', () => carries && client.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
};
