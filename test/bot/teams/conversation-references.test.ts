import assert from 'node:assert/strict';
import type { Redis } from '../../../services/redis/client.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { type RunningBot, startBot } from '../../support/bots/running-bot.ts';
import { freshTenantId, testRedis } from '../../support/redis/redis.ts';

describe('Where people and channels are reached', () => {
  let redis: Redis;
  let bot: RunningBot;
  beforeEach(async () => {
    redis = await testRedis();
    bot = await startBot(redis);
  });
  afterEach(() => bot.close());

  const personal = (who: string) => bot.conversations.personal(bot.contoso.tenantId, bot.contoso.userId(who));
  const shared = (id: string) => bot.conversations.shared(bot.contoso.tenantId, id);
  const at = (id: string, conversationType: string) => ({
    conversation: { id, conversationType, isGroup: conversationType !== 'personal', tenantId: bot.contoso.tenantId },
  });

  it('is kept from a message, an installation and a press, without anything of that one activity', async () => {
    await bot.post(bot.activity('Adele', { text: 'help' }));
    const kept = await personal('Adele');
    assert.equal(kept?.conversationId, 'personal-Adele');
    assert.deepEqual(Object.keys(kept.reference).sort(), ['bot', 'channelId', 'conversation', 'serviceUrl']);
    assert.equal(kept.reference['serviceUrl'], bot.channel.url);
    await bot.post(bot.activity('Lee', { type: 'installationUpdate', action: 'add' }));
    assert.equal((await personal('Lee'))?.conversationId, 'personal-Lee');
  });

  it('follows a person to a new chat', async () => {
    await bot.post(bot.activity('Adele', { text: 'help' }));
    await bot.post(bot.activity('Adele', { text: 'help', ...at('another-chat', 'personal') }));
    assert.equal((await personal('Adele'))?.conversationId, 'another-chat');
  });

  it('is the channel itself and not one of its threads', async () => {
    await bot.post(bot.activity('Adele', { text: 'help', ...at('19:c@thread.tacv2;messageid=17', 'channel') }));
    const kept = await shared('19:c@thread.tacv2');
    assert.ok(kept);
    assert.equal(kept.kind, 'channel');
    assert.match(JSON.stringify(kept.reference['conversation']), /"id":"19:c@thread.tacv2"/);
    assert.equal(await personal('Adele'), undefined);
    await bot.post(bot.activity('Adele', { text: 'help', ...at('19:g@thread.v2', 'groupChat') }));
    assert.equal((await shared('19:g@thread.v2'))?.kind, 'group');
  });

  it('is forgotten when the app is removed or the bot leaves a group', async () => {
    await bot.post(bot.activity('Adele', { text: 'help' }));
    await bot.post(bot.activity('Adele', { type: 'installationUpdate', action: 'remove' }));
    assert.equal(await personal('Adele'), undefined);
    const group = at('19:g@thread.v2', 'groupChat');
    await bot.post(bot.activity('Adele', { text: 'help', ...group }));
    const leaving = { type: 'conversationUpdate', ...group };
    await bot.post(bot.activity('Adele', { ...leaving, membersRemoved: [{ id: '29:Lee' }] }));
    assert.ok(await shared('19:g@thread.v2'));
    await bot.post(bot.activity('Adele', { ...leaving, membersRemoved: [{ id: '28:bot' }] }));
    assert.equal(await shared('19:g@thread.v2'), undefined);
  });

  it('is not kept of strangers: unknown people, unknown tenants, two tenants at once', async () => {
    const [tenant, stranger] = [freshTenantId(), '00000000-0000-4000-8000-000000000000'];
    const conversation = { id: 'c', conversationType: 'personal', tenantId: tenant };
    await bot.post(bot.activity('Adele', { text: 'help', from: { id: '29:x', aadObjectId: stranger } }));
    await bot.post(bot.activity('Adele', { text: 'help', conversation, channelData: { tenant: { id: tenant } } }));
    await bot.post(bot.activity('Adele', { text: 'help', conversation }));
    await bot.post(bot.activity('Debra', { text: 'help' }));
    assert.equal(await personal('Adele'), undefined);
    assert.equal(await personal('Debra'), undefined);
    assert.equal(await redis.exists(tenantKeys(tenant).conversation(bot.contoso.userId('Adele'))), 0);
  });
});
