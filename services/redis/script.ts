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
