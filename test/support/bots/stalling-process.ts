import { pino } from 'pino';
import { connectRedis, type Redis, type RedisConnection } from '../../../services/redis/client.ts';
import { startBot } from './running-bot.ts';

/**
 * A process that is a bot whose next act never comes to its end: it hangs `before` its script is sent, or `after` it was
 * run. It says the address that it listens on and its tenant; told when to hang, it hangs from then on.
 */
const connection: RedisConnection = JSON.parse(process.argv[2] ?? '');
const forever = new Promise<never>(() => undefined);
let hangs: 'before' | 'after' | undefined;

/** The same client, which hangs over the script of an act. */
const stalling = (client: Redis): Redis =>
  new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const run = value.bind(target);
      if (name !== 'evalSha' && name !== 'eval') return run;
      return async (script: string, call: { readonly keys: string[] }) => {
        if (!hangs || !call.keys.some((key) => key.includes(':operation:'))) return run(script, call);
        if (hangs === 'after') await run(script, call);
        return forever;
      };
    },
  });

const redis = await connectRedis({ ...connection, log: pino({ level: 'silent' }) });
const bot = await startBot(stalling(redis), undefined, undefined, { isHurried: true });
const { tenantId, userId, now } = bot.contoso;
process.on('message', (when: typeof hangs) => {
  hangs = when;
  process.send?.('hangs');
});
process.send?.({ url: bot.url, tenantId, megan: userId('Megan'), now: now() });
process.once('disconnect', () => process.exit());
