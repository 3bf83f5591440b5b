import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { auditWords } from '../../../bot/features/audit/audit-words.ts';
import { startProblem } from '../../../bot/start/process.ts';
import { localizerFor } from '../../../locales/index.ts';
import { BackupRefused, openDraft, restoreBackup, takeBackup } from '../../../services/backup/index.ts';
import { CommerceError } from '../../../services/commerce/api/errors.ts';
import type { SubscriptionRef, TenantId } from '../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../services/commerce/index.ts';
import { SCHEMA_VERSION, schemaOf } from '../../../services/commerce/migrations/schema.ts';
import { createPreferences } from '../../../services/conversations/preferences.ts';
import type { Notifier } from '../../../services/notices/ports.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { actAtRandom } from '../../model/run.ts';
import { keptLog } from '../../support/kept-log.ts';
import { deliverAll, installBot, noticesFor } from '../../support/notices/notified-tenant.ts';
import { dyingAfter } from '../../support/redis/dying.ts';
import { FIRST_VERSION, writeRecorded } from '../../support/redis/recorded.ts';
import { recount } from '../../support/redis/recount.ts';
import { freshTenantId, startRedis, type TestRedis, temporaryDirectory } from '../../support/redis/redis.ts';
import { actorIn, BLOCKED, DAY, PLAIN, START, userId, writeSmallTenant } from '../../support/tenants/small-tenant.ts';
import { answersOf, contentsOf, takeTrace } from './everything.ts';

const SOURCE = 'S-1001' as SubscriptionRef;
const TARGET = 'C-2001' as SubscriptionRef;

/** A channel that takes every card. */
const TAKES_ALL: Notifier = { send: async () => ({ ok: true, activityId: 'sent' }) };

describe('A backup of a tenant', () => {
  let server: TestRedis;
  let other: TestRedis;
  let redis: Redis;
  let elsewhere: Redis;
  let folder: string;
  let files = 0;
  before(async () => {
    [server, other] = await Promise.all([startRedis(), startRedis()]);
    [redis, elsewhere] = [server.redis, other.redis];
    for (const each of [redis, elsewhere]) await each.configSet('appendfsync', 'no');
    folder = await temporaryDirectory();
  });
  after(() => Promise.all([server.stop(), other.stop()]));
  beforeEach(() => Promise.all([redis.flushAll(), elsewhere.flushAll()]));

  const newFile = () => `${folder}/${++files}.backup`;
  const backupOf = async (tenantId: TenantId, from = redis): Promise<string> => {
    const file = newFile();
    const draft = await openDraft(folder);
    await writeFile(file, await takeBackup(from, tenantId, () => START, draft));
    await draft.close();
    return file;
  };
  const restore = async (file: string, { into = elsewhere, replace = false } = {}) => {
    const { tenantId } = await restoreBackup({
      redis: into,
      file,
      replace,
      now: START,
      operator: 'root',
      log: keptLog,
    });
    return takeTrace(into, tenantId);
  };
  const intent = (() => {
    let operations = 0;
    return () => ({ operationId: `operation-${++operations}` });
  })();

  /** A tenant with something of each kind; S-1001 is being moved. */
  const busyTenant = async (): Promise<TenantId> => {
    const tenantId = await writeSmallTenant(redis, {
      people: 8,
      admins: 2,
      subscriptions: [
        { ref: SOURCE, holders: [2, 3, 4] },
        { ref: TARGET, quantity: 10, holders: [3] },
        { ref: 'S-1003', holders: [5], purchaserId: userId(6) },
      ],
    });
    const commerce = createCommerce({ redis, now: () => START });
    const [admin, purchaser] = [actorIn(tenantId, 0), actorIn(tenantId, 1)];
    const message = '"Quoted", Ünïcode \u{1f600}';
    await commerce.requestLicense(actorIn(tenantId, 4), { productId: BLOCKED, message } as never, intent());
    await commerce.askToCancel(admin, PLAIN, intent());
    await commerce.buy(purchaser, { productId: PLAIN, quantity: 2, kind: 'purchase', term: 'P1M' }, intent());
    await createPreferences(redis).setLanguage({ tenantId, userId: userId(3) }, 'sv');
    await redis.set(tenantKeys(tenantId).welcomed(userId(3)), 'two\u2028lines');
    const notices = noticesFor(redis, { notifier: TAKES_ALL });
    await installBot(redis, notices, tenantId, 0);
    await deliverAll(notices, tenantId);
    await commerce.moveUsers(admin, { source: SOURCE, target: TARGET }, intent());
    return tenantId;
  };

  it('brings back all that random acts of a year have made: every key, and every answer', async () => {
    for (const seed of [1, 2, 3]) {
      const { tenantId, now } = await actAtRandom(redis, seed, 400);
      await restore(await backupOf(tenantId));
      assert.deepEqual(await contentsOf(elsewhere, tenantId), await contentsOf(redis, tenantId));
      assert.deepEqual(await answersOf(elsewhere, tenantId, now), await answersOf(redis, tenantId, now));
      assert.deepEqual(await recount(elsewhere, tenantId), []);
      assert.ok(now > START + 30 * DAY, `${(now - START) / DAY} days with seed ${seed}`);
    }
  });

  it('holds requests, choices, chats, notices to come and who was asked to cancel; a move goes on from it', async () => {
    const tenantId = await busyTenant();
    await restore(await backupOf(tenantId));
    assert.deepEqual(await contentsOf(elsewhere, tenantId), await contentsOf(redis, tenantId));
    assert.deepEqual(await answersOf(elsewhere, tenantId, START), await answersOf(redis, tenantId, START));
    const commerce = createCommerce({ redis: elsewhere, now: () => START });
    const [work] = await commerce.listWork(tenantId);
    assert.ok(work);
    await commerce.continueWork(work);
    assert.deepEqual(await commerce.listWork(tenantId), []);
    assert.deepEqual(await recount(elsewhere, tenantId), []);
    const notices = noticesFor(elsewhere, { notifier: TAKES_ALL });
    await installBot(elsewhere, notices, tenantId, 3);
    await deliverAll(notices, tenantId);
    const { deliveries } = await notices.listDeliveries(tenantId, {});
    assert.ok(deliveries.some(({ kind, to }) => kind === 'license-moved' || ('user' in to && to.user === userId(3))));
  });

  it('leaves a trace where it is brought back: when it was taken, who did it, and which file it was', async () => {
    const tenantId = await busyTenant();
    const file = await backupOf(tenantId);
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    assert.deepEqual(await restore(file), { takenAt: START, digest, operator: 'root' });
    await restoreBackup({ redis: elsewhere, file, replace: true, now: START + DAY, operator: 'kim', log: keptLog });
    const commerce = createCommerce({ redis: elsewhere, now: () => START + DAY });
    const { lines } = await commerce.listAudit(actorIn(tenantId, 0), {}, { limit: 1 });
    const [line] = lines;
    assert.ok(line);
    const words = auditWords(line, { people: new Map(), products: new Map(), most: 2 }, localizerFor(['sv']));
    assert.deepEqual([words.act, words.who], ['Återställt från en säkerhetskopia', 'Skedde av sig självt']);
    const told = words.changes.map(({ label, after }) => `${label}: ${after}`);
    assert.match(told.join('\n'), /^Säkerhetskopian togs: 1 nov. 2026.*\nFilens kontrollsumma .*\nUtfört av: kim$/);
  });

  it('has what is done while it is taken, and shows one instant', async () => {
    const tenantId = await busyTenant();
    const draft = await openDraft(folder);
    let changed = false;
    const write = async (piece: string) => {
      await draft.write(piece);
      if (changed) return;
      changed = true;
      const commerce = createCommerce({ redis, now: () => START });
      await commerce.assignLicenses(actorIn(tenantId, 0), TARGET, [userId(7)], intent());
    };
    const file = newFile();
    await writeFile(file, await takeBackup(redis, tenantId, () => START, { ...draft, write }));
    await draft.close();
    await restore(file);
    assert.deepEqual(await contentsOf(elsewhere, tenantId), await contentsOf(redis, tenantId));
  });

  it('does not take the place of a tenant unless asked to, and tells what would be lost', async () => {
    const tenantId = await busyTenant();
    const file = await backupOf(tenantId);
    const commerce = createCommerce({ redis, now: () => START });
    await commerce.assignLicenses(actorIn(tenantId, 0), TARGET, [userId(7)], intent());
    await redis.hSet(tenantKeys(tenantId).payments, 'a refund', '{"kind":"refund"}');
    const before = await contentsOf(redis, tenantId);
    await assert.rejects(restore(file, { into: redis }), (error: Error) => {
      assert.ok(error instanceof BackupRefused);
      assert.match(error.message, /^Small has data already.*Nothing was changed\.\n {2}1 changes were made since/);
      assert.match(error.message, /Users are being moved \(from S-1001\)/);
      assert.match(error.message, /Money is on its way \(1 open.*--replace/s);
      return true;
    });
    assert.deepEqual(await contentsOf(redis, tenantId), before);
  });

  it('takes the place of a tenant when asked to, with nothing of what was there but money on its way', async () => {
    const tenantId = await busyTenant();
    const file = await backupOf(tenantId);
    const was = await contentsOf(redis, tenantId);
    const commerce = createCommerce({ redis, now: () => START });
    await commerce.assignLicenses(actorIn(tenantId, 0), TARGET, [userId(7)], intent());
    await createPreferences(redis).setLanguage({ tenantId, userId: userId(7) }, 'sv');
    await redis.hSet(tenantKeys(tenantId).payments, 'a refund', '{"kind":"refund"}');
    await restore(file, { into: redis, replace: true });
    const open = await redis.hGetAll(tenantKeys(tenantId).payments);
    assert.deepEqual({ ...open }, { 'a refund': '{"kind":"refund"}' });
    await redis.del(tenantKeys(tenantId).payments);
    assert.deepEqual(await contentsOf(redis, tenantId), was);
  });

  it('is refused whole where a part of it is missing, changed or unknown', async () => {
    const tenantId = await busyTenant();
    const file = await backupOf(tenantId);
    const lines = (await readFile(file, 'utf8')).split('\n');
    const spoilt: [string, string[]][] = [
      ['', []],
      ['cut off', lines.slice(0, -3)],
      ['a line less', lines.toSpliced(4, 1)],
      ['a figure changed', lines.map((line) => line.replace('"quantity":"10"', '"quantity":"11"'))],
      ['two lines in each other’s place', [...lines.slice(0, 2), lines[3] ?? '', lines[2] ?? '', ...lines.slice(4)]],
      [
        'another number of lines told',
        lines.map((line) => line.replace(/^\{"lines":(\d+)/, (_, told: string) => `{"lines":${Number(told) + 1}`)),
      ],
      ['something behind the end', [...lines.slice(0, -1), lines[1] ?? '', '']],
      ['no backup at all', ['{"format":"self-service-purchases/tenant@2"}', '']],
      ['an unknown key', lines.map((line) => line.replace('"key":"seats:', '"key":"chairs:'))],
    ];
    for (const [name, parts] of spoilt) {
      await writeFile(file, parts.join('\n'));
      await assert.rejects(restore(file), /is no whole backup: line \d+ /, name);
    }
    assert.equal(await elsewhere.dbSize(), 0);
  });

  it('of a newer version is refused, and one of an older version is brought up', async () => {
    const tenantId = await writeRecorded(redis, FIRST_VERSION);
    const file = await backupOf(tenantId);
    await restore(file);
    assert.equal(await schemaOf(elsewhere, tenantId), SCHEMA_VERSION);
    assert.deepEqual(await recount(elsewhere, tenantId), []);
    const newer = (await readFile(file, 'utf8')).replace('"schema":1', `"schema":${SCHEMA_VERSION + 1}`);
    await writeFile(file, newer);
    await elsewhere.flushAll();
    await assert.rejects(restore(file), /taken by a newer version of the bot/);
    assert.equal(await elsewhere.dbSize(), 0);
  });

  it('is brought back whole after a restore that was killed at any command', async () => {
    const tenantId = await busyTenant();
    const file = await backupOf(tenantId);
    const whole = await contentsOf(redis, tenantId);
    await createPreferences(redis).setLanguage({ tenantId, userId: userId(7) }, 'sv');
    const stale = await contentsOf(redis, tenantId);
    const { generation } = tenantKeys(tenantId);
    const killedAfter = (commands: number) =>
      restore(file, { into: dyingAfter(redis, commands), replace: true }).then(
        () => false,
        () => true,
      );
    let [untouched, closed] = [0, 0];
    for (let left = 1; await killedAfter(left); left += 1) {
      const isClosed = (await redis.exists(generation)) === 0;
      closed += isClosed ? 1 : 0;
      if (!isClosed && closed === 0) {
        untouched += 1;
        assert.deepEqual(withoutStaged(await contentsOf(redis, tenantId)), stale);
      }
      await redis.del(await leasesOf(redis, tenantId));
    }
    assert.deepEqual(await contentsOf(redis, tenantId), whole);
    assert.ok(untouched > 10 && closed > 5, `${untouched} times untouched, ${closed} times closed`);
  });

  it('changes nothing where the memory of Redis is full, which is said in one line, and works once there is room', async () => {
    const tenantId = await busyTenant();
    const file = await backupOf(tenantId);
    await createPreferences(redis).setLanguage({ tenantId, userId: userId(7) }, 'sv');
    const before = await contentsOf(redis, tenantId);
    await redis.configSet('maxmemory', '1mb');
    const problem = await restore(file, { into: redis, replace: true }).then(() => undefined, startProblem);
    await redis.configSet('maxmemory', '0');
    assert.match(problem ?? '', /^Redis takes nothing more: its memory is full/);
    assert.deepEqual(withoutStaged(await contentsOf(redis, tenantId)), before);
    await restore(file, { into: redis, replace: true });
    const { language } = await createPreferences(redis).choices({ tenantId, userId: userId(7) });
    assert.equal(language, undefined);
  });

  it('of a tenant that is not there is none', async () => {
    const draft = await openDraft(folder);
    await assert.rejects(
      takeBackup(redis, freshTenantId(), () => START, draft),
      CommerceError,
    );
    await draft.close();
  });
});

const withoutStaged = (contents: ReadonlyMap<string, unknown>) =>
  new Map([...contents].filter(([key]) => !/^(restoring|importing):/.test(key)));

const leasesOf = async (redis: Redis, tenantId: TenantId): Promise<string[]> => {
  const leases: string[] = ['none'];
  for await (const keys of redis.scanIterator({ MATCH: `${tenantKeys(tenantId).importing('')}*` }))
    leases.push(...keys);
  return leases;
};
