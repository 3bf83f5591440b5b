import assert from 'node:assert/strict';
import { createPreferences } from '../../../../services/conversations/preferences.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { type RunningBot, startBot } from '../../../support/bots/running-bot.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { importCast } from '../../../support/tenants/imported-tenant.ts';

describe('Looking people up while typing', () => {
  let bot: RunningBot;
  let redis: Redis;
  before(async () => {
    redis = await testRedis();
    bot = await startBot(redis);
  });
  after(() => bot.close());

  const ask = async (who: string, value: unknown, extra: Record<string, unknown> = {}) => {
    const invoke = bot.activity(who, { type: 'invoke', name: 'application/search', value, ...extra });
    const { status, body } = await bot.post(invoke);
    assert.equal(status, 200);
    const { type, value: answer } = body as { type: string; value: { results: { title: string; value: string }[] } };
    assert.equal(type, 'application/vnd.microsoft.search.searchResponse');
    return answer.results;
  };
  const people = (queryText: unknown, top = 15) => ({ queryText, queryOptions: { skip: 0, top }, dataset: 'people' });

  it('finds people by the beginning of a name, a word of it or the address', async () => {
    const lee = { title: 'Lee Gu (leeg@contoso.example)', value: bot.contoso.userId('Lee Gu') };
    for (const text of ['lee', 'Gu', ' LEE G', 'leeg@contoso', 'Gu, L', 'gu lee', 'Ｌｅｅ'])
      assert.deepEqual((await ask('Megan', people(text)))[0], lee);
    for (const text of ['asa', 'Öberg, Å', 'A\u030asa', 'oberg'])
      assert.equal((await ask('Megan', people(text)))[0]?.title, 'Åsa Öberg (asao@contoso.example)', text);
  });

  it('offers at most fifteen, and fewer where fewer are asked for', async () => {
    const all = new Set<string>();
    for (const letter of 'abcdefghijklmnopqrstuvwxyzå') {
      const found = await ask('Megan', people(letter, 1000));
      assert.ok(found.length <= 15, letter);
      for (const { value } of found) all.add(value);
    }
    assert.ok(all.size > 15);
    assert.equal((await ask('Megan', people('a', 2))).length, 2);
  });

  it('finds nobody for an empty, overlong or broken question', async () => {
    for (const value of [
      people(''),
      people('   '),
      people('a'.repeat(101)),
      people({ $ne: 1 }),
      people(7),
      { queryText: 'lee' },
      { queryText: 'lee', dataset: 'graph.microsoft.com/users' },
      {},
      null,
      'lee',
      [],
    ])
      assert.deepEqual(await ask('Megan', value), [], JSON.stringify(value));
  });

  it('finds nobody for guests, disabled people, strangers and those of an unknown tenant', async () => {
    for (const who of ['Ben', 'Debra']) assert.deepEqual(await ask(who, people('lee')), [], who);
    const stranger = { from: { id: '29:x', aadObjectId: '00000000-0000-4000-8000-000000000000' } };
    assert.deepEqual(await ask('Megan', people('lee'), stranger), []);
    const elsewhere = freshTenantId();
    const nowhere = { conversation: { id: 'c', tenantId: elsewhere }, channelData: { tenant: { id: elsewhere } } };
    assert.deepEqual(await ask('Megan', people('lee'), nowhere), []);
    assert.deepEqual(await ask('Megan', people('lee'), { channelData: { tenant: { id: elsewhere } } }), []);
  });

  it('knows the people of the customer acted for, and of nobody else', async () => {
    const partner = await importCast(redis, 'fabrikam');
    const customer = await importCast(redis, 'contoso', freshTenantId(), partner.tenantId);
    const erik = { tenantId: partner.tenantId, userId: partner.userId('Erik') };
    const asErik = {
      from: { id: '29:erik', aadObjectId: erik.userId },
      conversation: { id: 'c', conversationType: 'personal', tenantId: partner.tenantId },
      channelData: { tenant: { id: partner.tenantId } },
    };
    const names = async (text: string, tenant?: string) => {
      const asked = tenant === undefined ? people(text) : { ...people(text), dataset: `people@${tenant}` };
      return (await ask('Megan', asked, asErik)).map(({ title }) => title);
    };
    const [home, alpha] = [partner.tenantId, customer.tenantId];
    const { setCustomer: actFor } = createPreferences(redis);
    assert.deepEqual([await names('lee'), (await names('maja')).length], [[], 1]);
    assert.deepEqual([await names('lee', alpha), (await names('maja', home)).length], [[], 1]);
    await actFor(erik, alpha);
    assert.deepEqual([(await names('lee', alpha)).length, await names('maja', alpha)], [1, []]);
    for (const ofAnother of [undefined, home]) assert.deepEqual(await names('maja', ofAnother), []);
    await actFor(erik, bot.contoso.tenantId);
    for (const any of [undefined, home, alpha, bot.contoso.tenantId])
      assert.deepEqual([await names('lee', any), await names('maja', any)], [[], []]);
  });
});
