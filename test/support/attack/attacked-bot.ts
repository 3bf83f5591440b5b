import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Redis } from '../../../services/redis/client.ts';
import { probeKeys, SHARED_SECURITY_LOG_KEY } from '../../../services/redis/keys.ts';
import { startRedis } from '../redis/redis.ts';

/** A bot in a process of its own, on a Redis of its own. */
export interface AttackedBot {
  readonly port: number;
  /** A message of an admin, as Teams sends it. */
  readonly activity: Readonly<Record<string, unknown>>;
  /** Whether the process that was started still runs. */
  isAlive(): boolean;
  /** Of everything that is stored, but for the log of such attacks and what a look at `/ready` leaves for a moment. */
  digest(): Promise<string>;
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./attacked-process.ts', import.meta.url));

/** Starts one; with the address of an issuer's metadata it is registered with that issuer. */
export const startAttackedBot = async (metadataUrl = ''): Promise<AttackedBot> => {
  const server = await startRedis();
  const child = fork(PROGRAM, [JSON.stringify(server.connection), metadataUrl], { execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit');
  const [{ port, activity }] = (await once(child, 'message')) as [Pick<AttackedBot, 'port' | 'activity'>];
  return {
    port,
    activity,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    digest: () => digestOf(server.redis),
    stop: async () => {
      child.kill();
      await ended;
      await server.stop();
    },
  };
};

const DIGEST = `
local keys = redis.call('KEYS', '*')
table.sort(keys)
local digest = ''
for _, key in ipairs(keys) do
  if key ~= ARGV[1] and key ~= ARGV[2] then digest = redis.sha1hex(digest .. key .. redis.call('DUMP', key)) end
end
return digest .. ' ' .. #keys`;

const digestOf = async (redis: Redis): Promise<string> =>
  String(await redis.eval(DIGEST, { arguments: [SHARED_SECURITY_LOG_KEY, probeKeys.written] })).replace(/ .*/, '');
