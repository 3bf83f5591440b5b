import { createHash } from 'node:crypto';
import { ErrorReply } from 'redis';
import type { Redis } from './client.ts';

/** A Lua script, and the name that the server knows it by once it has run. */
export interface RunnableScript {
  readonly source: string;
  readonly sha1: string;
}

export interface ScriptCall {
  /** Of one hash slot. */
  readonly keys: string[];
  readonly arguments: string[];
}

export const scriptOf = (source: string): RunnableScript => ({
  source,
  sha1: createHash('sha1').update(source).digest('hex'),
});

/** Runs a script, and sends its text only to a server that does not know it yet. */
export const runScript = async (redis: Redis, script: RunnableScript, call: ScriptCall): Promise<unknown> => {
  try {
    return await redis.evalSha(script.sha1, call);
  } catch (error) {
    if (!(error instanceof ErrorReply && error.message.startsWith('NOSCRIPT'))) throw error;
    return await redis.eval(script.source, call);
  }
};

/** What acts write with. */
const WRITES = ['DEL', 'HDEL', 'HINCRBY', 'HSET', 'RPUSH', 'SADD', 'SET', 'SREM', 'XADD', 'ZADD', 'ZINCRBY', 'ZREM'];

/**
 * Lua: `refusedWrites(key)` is what a script returns before its first write where its user may not write all that an act
 * does, because Redis does not roll back; else nil, as from an imitation of Redis that knows no rights.
 */
export const REFUSED_WRITES = `local function refusedWrites(key)
  if not redis.acl_check_cmd then return nil end
  for _, command in ipairs({ ${WRITES.map((name) => `'${name}'`).join(', ')} }) do
    if not redis.acl_check_cmd(command, key) then return redis.error_reply('NOPERM this user may not run ' .. command) end
  end
end`;
