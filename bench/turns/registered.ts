/**
 * The bot as it is with a registration, which asks each request for a token, with an issuer of tokens of its own. What it
 * answers in the response needs no token of Microsoft's.
 */
import { pino } from 'pino';
import { multipliedLimits } from '../../services/limits/limits.ts';
import { connectRedis } from '../../services/redis/client.ts';
import { startBot } from '../../test/support/bots/running-bot.ts';
import { CREDENTIALS, startTokenIssuer } from '../../test/support/stand-ins/token-issuer.ts';

const [url = '', serviceUrl = ''] = process.argv.slice(2);
const log = pino({ level: 'error' });
const issuer = await startTokenIssuer();
const registration = { credentials: CREDENTIALS, authority: issuer.authority, log };
const limits = multipliedLimits(10_000);
const bot = await startBot(await connectRedis({ url, log }), registration, undefined, { limits });
process.stdout.write(`${JSON.stringify({ port: bot.server.port, token: await issuer.sign(serviceUrl) })}\n`);
process.once('SIGTERM', async () => {
  await bot.close();
  process.exit();
});
