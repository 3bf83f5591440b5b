import { pino } from 'pino';
import { connectRedis, type RedisConnection } from '../../../services/redis/client.ts';
import { startBot } from './running-bot.ts';

/** A process that is a bot with its jobs until it is killed. It says the address that it listens on. */
const connection: RedisConnection = JSON.parse(process.argv[2] ?? '');
const redis = await connectRedis({ ...connection, log: pino({ level: 'silent' }) });
const bot = await startBot(redis, undefined, { queueConnection: connection, stepsTake: Number(process.argv[3]) });
process.send?.(bot.url);
process.once('disconnect', () => process.exit());
