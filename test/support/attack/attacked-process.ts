import { pino } from 'pino';
import { connectRedis, type RedisConnection } from '../../../services/redis/client.ts';
import { startBot } from '../bots/running-bot.ts';
import { CREDENTIALS, testAuthority } from '../stand-ins/token-issuer.ts';

/**
 * A bot in a process of its own, which a test attacks. It is registered where it is given the address of an issuer's
 * metadata. It says where it listens, and what an activity of Adele's looks like.
 */
const connection: RedisConnection = JSON.parse(process.argv[2] ?? '');
const metadataUrl = process.argv[3];
const redis = await connectRedis({ ...connection, log: pino({ level: 'silent' }) });
const registration = metadataUrl ? { credentials: CREDENTIALS, authority: testAuthority(metadataUrl) } : {};
const bot = await startBot(redis, registration);
process.send?.({ port: bot.server.port, activity: bot.activity('Adele', { text: 'help' }) });
process.once('disconnect', () => process.exit());
