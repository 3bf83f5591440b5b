import type { Redis } from '../../services/redis/client.ts';

/** What a script is run with. */
interface ScriptCall {
  readonly keys: string[];
  readonly arguments: string[];
}

/** A client through which a test slips something in between the planning of an act and its script. */
export interface InterruptingRedis {
  readonly redis: Redis;
  /** Runs this once, just before the next script. */
  beforeNextScript(interruption: () => Promise<unknown>): void;
}

/** The same client, with a place to interrupt. */
export const interrupting = (client: Redis): InterruptingRedis => {
  let pending: (() => Promise<unknown>) | undefined;
  const redis = around(client, async (run, call) => {
    const interruption = pending;
    pending = undefined;
    await interruption?.();
    return run(call);
  });
  return {
    redis,
    beforeNextScript(interruption) {
      pending = interruption;
    },
  };
};

/** The first script of an act, planned and not yet run. */
export interface PlannedScript {
  readonly call: ScriptCall;
  /** Runs it, with other keys or arguments if they are given, and returns its answer. */
  run(call?: ScriptCall): Promise<string>;
}

/** Ends an act before its first script. */
class Intercepted extends Error {}

/** Plans an act, but does not do it. */
export const firstScript = async (client: Redis, act: (redis: Redis) => Promise<unknown>): Promise<PlannedScript> => {
  const planned: PlannedScript[] = [];
  const redis = around(client, (run, call) => {
    planned.push({ call, run: async (other = call) => String(await run(other)) });
    throw new Intercepted();
  });
  await act(redis).catch((error: unknown) => {
    if (!(error instanceof Intercepted)) throw error;
  });
  const [first] = planned;
  if (!first) throw new Error('The act runs no script');
  return first;
};

type Run = (call: ScriptCall) => Promise<unknown>;

/** The same client, with something in the place of running a script. */
const around = (client: Redis, wrapped: (run: Run, call: ScriptCall) => Promise<unknown>): Redis =>
  new Proxy(client, {
    get(target, name) {
      if (name === 'evalSha')
        return (sha1: string, call: ScriptCall) => wrapped((given) => target.evalSha(sha1, given), call);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
