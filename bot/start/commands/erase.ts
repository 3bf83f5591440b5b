import { parseArgs } from 'node:util';
import { refusalReason } from '../../../services/commerce/api/errors.ts';
import type { TenantId, UserId } from '../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../services/commerce/index.ts';
import { createPrivacy, type Privacy } from '../../../services/privacy/index.ts';
import { findRedis } from '../../../services/redis/server.ts';
import { createSecurityLog } from '../../../services/security-log/security-log.ts';
import { readConfig } from '../config.ts';
import { openData } from '../open-data.ts';
import { openErasing } from '../open-erasing.ts';
import { type Closing, UsageError } from '../process.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run erase -- person TENANT-ID USER-ID|USER-NAME [--yes]
       npm run erase -- tenant TENANT-ID [--yes]
Without --yes it only tells what there is.`;

/** `npm run erase`: erases a person, or a whole tenant, from the Redis and the folder that the bot uses. */
const main = async (closing: Closing): Promise<void> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { yes: { type: 'boolean' } } });
  const [what, tenantId, wanted, ...more] = positionals;
  const isRight = more.length === 0 && (what === 'person' ? wanted : what === 'tenant' && !wanted);
  if (!tenantId || !isRight) throw new UsageError(USAGE);
  const privacy = await openPrivacy(closing);
  const act = wanted
    ? personEraser(privacy, tenantId.toLowerCase() as TenantId, wanted)
    : tenantEraser(privacy, tenantId as TenantId);
  await (values.yes ? act.erase() : act.count()).catch(explain);
};

const openPrivacy = async (closing: Closing): Promise<Privacy> => {
  const { queueRedisUrl, dataDir, childEnvironment } = readConfig();
  const { redis, connection, now, log } = await openData(closing);
  const path = childEnvironment.PATH;
  const { connection: queueConnection } = queueRedisUrl
    ? await findRedis({ redisUrl: queueRedisUrl, variable: 'QUEUE_REDIS_URL', dataDir, path, log })
    : { connection };
  const erasing = await openErasing({ redis, queueConnection, dataDir, log });
  closing.push(erasing.close);
  const securityLog = createSecurityLog({ redis, now, log });
  closing.push(securityLog.flush);
  const { settlePayments } = createCommerce({ redis, now });
  return createPrivacy({ redis, now, securityLog, settlePayments, ...erasing });
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const sayCounts = (counts: Readonly<Record<string, number>>): void => {
  const lines = Object.entries(counts).filter(([, count]) => count > 0);
  for (const [kind, count] of lines.sort()) say(`${String(count).padStart(8)}  ${kind}`);
  if (lines.length === 0) say('Nothing.');
};

/** Also where it is for the second time. */
const sayFound = (found: readonly string[]): void => {
  say(`Searched everywhere afterwards: ${found.length} found`);
  for (const place of found) say(`  ${place}`);
  if (found.length > 0) process.exitCode = 1;
};

const personEraser = (privacy: Privacy, tenantId: TenantId, wanted: string) => ({
  async count() {
    sayCounts(await privacy.count(tenantId, await privacy.userIdOf(tenantId, wanted)));
    say('Nothing was changed. With --yes all of it is removed, or given a pseudonym where books must be kept.');
  },
  async erase() {
    const user: UserId = await privacy.userIdOf(tenantId, wanted);
    const { counts, found, pseudonym } = await privacy.eraseByOperator(tenantId, user);
    sayCounts(counts);
    say(`What is kept stands under ${pseudonym}.`);
    sayFound(found);
  },
});

const tenantEraser = (privacy: Privacy, tenantId: TenantId) => ({
  async count() {
    sayCounts(await privacy.countTenant(tenantId));
    say('Nothing was changed. With --yes all of it is removed, and nothing is kept.');
  },
  async erase() {
    const { counts, found } = await privacy.eraseTenant(tenantId);
    sayCounts(counts);
    sayFound(found);
  },
});

const explain = (error: unknown): never => {
  const reason = refusalReason(error);
  if (reason.code === 'owns-subscriptions')
    throw new UsageError(`First take over or cancel what the person has bought: ${reason.refs.join(', ')}.`);
  if (reason.code === 'unknown-tenant') throw new UsageError('There is no such tenant.');
  if (reason.code === 'no-such-purchaser') throw new UsageError('There is no such person; an id is taken as it is.');
  throw new UsageError(`It is refused: ${reason.code}. Try again in a minute.`);
};

await runCommand(main, 'It');
