import type { Redis } from '../../../services/redis/client.ts';

/** A client whose process dies after so many commands. */
export const dyingAfter = (client: Redis, commands: number): Redis => {
  let left = commands;
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (left <= 0) throw new Error('killed');
        left -= 1;
        return value.apply(target, args);
      };
    },
  });
};
