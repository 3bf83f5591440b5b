import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Card } from '../../../cards/kit/card.ts';
import type { Actor, SubscriptionRef, UserId } from '../../../services/commerce/api/types.ts';
import { openTenant } from '../../../services/commerce/store/tenants.ts';
import { createPrivacy } from '../../../services/privacy/index.ts';
import { dataFolder } from '../../../services/privacy/places/data-folder.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { createSignIns, newSecret } from '../../../services/sign-in/sign-ins.ts';
import { FILLED_IN } from '../../support/bots/payment-page.ts';
import { type RunningBot, startBot } from '../../support/bots/running-bot.ts';
import { findAction, readCard } from '../../support/chat/conversation.ts';
import { addressOn, pressOn, sayTo, sendForm } from '../../support/chat/pressing.ts';
import { deliverAll } from '../../support/notices/notified-tenant.ts';
import { findInRedis } from '../../support/redis/find-in-redis.ts';
import { recount } from '../../support/redis/recount.ts';
import { testRedis } from '../../support/redis/redis.ts';
import { tracesInRedis } from '../../support/redis/traces-in-redis.ts';

/** A press on a card that the bot never made, which the security log keeps. */
const FORGED = { action: { type: 'Action.Execute', verb: 'requests', data: {} } };

const NOBODY = /^I found nobody called|^That is you/;

describe('Erasing a person', () => {
  let redis: Redis;
  let bot: RunningBot;
  let holder: string;
  beforeEach(async () => {
    redis = await testRedis();
    bot = await startBot(redis);
    holder = `Holder ${randomUUID().slice(0, 8)}`;
    await liveALittle();
  });
  afterEach(async () => {
    assert.deepEqual(await recount(redis, bot.contoso.tenantId), []);
    await bot.close();
  });

  const actor = async (who: string): Promise<Actor> =>
    (await bot.commerce.getVisitor(bot.contoso.tenantId, bot.contoso.userId(who))).actor;
  const say = (who: string, text: string, extra = {}) => sayTo(bot, who, text, extra);
  const press = async (who: string, card: Card, title: string, inputs = {}) => {
    const { verb, data } = findAction(card, title);
    const value = { action: { type: 'Action.Execute', verb, data: { ...data, ...inputs } } };
    const { body } = await bot.post(bot.activity(who, { type: 'invoke', name: 'adaptiveCard/action', value }));
    return (body as { value: Card }).value;
  };
  const erase = async (who: string) => {
    const question = await say('Adele', `erase personal data ${who}`);
    return press('Adele', question, 'Erase personal data');
  };

  /** Purchases, cards, licenses, requests, notices, mails, questions, exports, refusals: of everybody something. */
  const liveALittle = async () => {
    const { commerce, contoso, preferences } = bot;
    for (const who of ['Adele', 'Alex', 'Lynne', 'Nestor', 'Megan', 'Lee', 'Joni', 'Ben', 'Isaiah'])
      await say(who, 'hello');
    await preferences.setLanguage({ tenantId: contoso.tenantId, userId: contoso.userId('Lee') }, 'sv');
    const megan = await actor('Megan');
    const details = { expiryMonth: 8, expiryYear: 2028, holder, address: `Lane of ${holder}` };
    const card = { ...details, secret: { number: '4242424242424242', securityCode: '123' } };
    await commerce.setUpPaymentMethod(megan, { kind: 'add' }, card, { operationId: randomUUID() });
    await say('Megan', 'export users S-1001');
    await commerce.unassignLicenses(megan, 'S-1001' as SubscriptionRef, [bot.contoso.userId('Joni')], {
      operationId: randomUUID(),
    });
    await say('Lee', 'spend');
    await bot.post(bot.activity('Lee', { type: 'invoke', name: 'adaptiveCard/action', value: FORGED }));
    const alex = await actor('Alex');
    for (const ref of ['S-1001', 'S-1005'] as SubscriptionRef[])
      await commerce.takeOverCancel(alex, ref, { reason: 'other' }, { operationId: randomUUID() });
    await say('Lee', 'cancel', { locale: 'sv-SE' });
    await deliverAll(bot.notices, contoso.tenantId);
  };

  const marksOf = (who: string, ...more: string[]) => {
    const { userId } = bot.contoso;
    return [userId(who), `29:${who}`, `personal-${who}`, ...more];
  };
  const left = (who: string, name: string, ...more: string[]) =>
    tracesInRedis(redis, bot.contoso.tenantId, ...marksOf(who, name, ...more));
  const mails = async () => (await readdir(join(bot.folder, 'mail')).catch(() => [])).length;

  it('leaves nothing of somebody who has a license, chats and has asked for things', async () => {
    assert.ok((await left('Lee', 'Lee Gu')).length > 15, 'there is much of her before');
    const receipt = await erase('Lee');
    assert.match(readCard(receipt), /^The personal data is erased\nSearched everywhere afterwards: 0 found/);
    assert.deepEqual(await left('Lee', 'Lee Gu'), []);
    assert.doesNotMatch(readCard(receipt), /Lee/);
  });

  it('leaves nothing of a purchaser whose purchases have ended, but keeps the books', async () => {
    const spendBefore = readCard(await say('Adele', 'spend'));
    for (const ref of await openPurchases('Megan')) await cancelAs('Megan', ref);
    await deliverAll(bot.notices, bot.contoso.tenantId);
    assert.ok((await mails()) > 0, 'mails are on disk');
    assert.match(readCard(await erase('Megan')), /0 found/);
    assert.deepEqual(await left('Megan', 'Megan Bowen', 'megan@', 'meganb@'), []);
    assert.deepEqual(await findInRedis(redis, holder.replaceAll(/[ -]/g, '')), []);
    const spend = readCard(await say('Adele', 'spend'));
    assert.equal(/\$[\d,.]+/.exec(spend)?.[0], /\$[\d,.]+/.exec(spendBefore)?.[0]);
    const details = readCard(await say('Adele', 'subscription S-1001'));
    assert.match(details, /S-1001|Power BI Pro/);
    assert.match(readCard(await say('Adele', 'audit S-1001')), /erased-[0-9a-f]{8}|Taken over and canceled/);
  });

  for (const who of ['Alex Wilber', 'Nestor Wilke', 'Ben Walters', 'Lynne Robbins', 'Allan Deyoung', 'Åsa Öberg'])
    it(`leaves nothing of ${who}`, async () => {
      const [first = ''] = who.split(' ');
      assert.match(readCard(await erase(first)), /0 found/);
      assert.deepEqual(await left(first, who), []);
    });

  it('leaves nothing of a card that was put on file just before, nor of the sign-in for that', async () => {
    const address = addressOn(await press('Joni', await say('Joni', 'payment methods'), 'Add a payment method'));
    const declined = await sendForm(address, { ...FILLED_IN, number: '4000 0000 0000 0002' });
    assert.equal(declined.status, 422);
    assert.equal((await sendForm(address, FILLED_IN)).status, 200);
    const token = address.split('/').at(-1) ?? '';
    const [link = ''] = token.split('.');
    const signIns = createSignIns(redis);
    const checks = { state: newSecret(), nonce: newSecret(), verifier: newSecret() };
    await signIns.begin(link, newSecret(), { purpose: 'card', token, checks });
    await signIns.open(link);
    assert.match(readCard(await erase('Joni')), /0 found/);
    assert.deepEqual(await left('Joni', 'Joni Sherman'), []);
    assert.deepEqual(await redis.keys(`*${link}*`), []);
  });

  it('does not touch the card that somebody of the same id has put on file elsewhere', async () => {
    const other = await startBot(redis);
    try {
      const list = await sayTo(other, 'Joni', 'payment methods');
      const address = addressOn(await pressOn(other, 'Joni', list, 'Add a payment method'));
      await sendForm(address, FILLED_IN);
      const link = address.split('/').at(-1)?.split('.')[0];
      const before = await redis.keys(`payments:*${link}`);
      await erase('Joni');
      assert.deepEqual([before.length, await redis.keys(`payments:*${link}`)], [2, before]);
    } finally {
      await other.close();
    }
  });

  it('is refused while a purchase has not ended, and says which and what to do', async () => {
    const card = await say('Adele', 'erase personal data Isaiah');
    assert.match(
      readCard(card),
      /There are purchases that have not ended\nS-1002 must be taken over or canceled first/,
    );
  });

  it('gives licenses back, so that they can be assigned again', async () => {
    const before = await bot.commerce.getSubscription(await actor('Adele'), 'S-1002' as SubscriptionRef);
    await erase('Grady').catch(() => undefined);
    await erase('Pradeep');
    const after = await bot.commerce.getSubscription(await actor('Adele'), 'S-1002' as SubscriptionRef);
    assert.ok(after.subscription.assigned < before.subscription.assigned);
  });

  it('lets the trail go on telling what happened, under one pseudonym', async () => {
    await erase('Alex');
    const text = readCard(await say('Adele', 'audit'));
    const names = new Set(text.match(/erased-[0-9a-f]{8}/g));
    assert.equal(names.size, 1, text);
    assert.match(text, /Personal data erased/);
    assert.match(text, /Taken over and canceled/);
  });

  it('does no harm when it is done again, and finishes what was broken off', async () => {
    const question = await say('Adele', 'erase personal data Lee');
    const once = readCard(await press('Adele', question, 'Erase personal data'));
    assert.equal(readCard(await press('Adele', question, 'Erase personal data')), once);
    assert.match(readCard(await say('Adele', 'erase personal data Lee')), /Lee/);
    assert.equal(await redis.exists(tenantKeys(bot.contoso.tenantId).erasures), 0);
  });

  it('goes on where it was broken off, under the same pseudonym', async () => {
    const { tenantId, userId } = bot.contoso;
    const broken = { name: 'broken', find: async () => [], erase: () => Promise.reject(new Error('killed')) };
    const parts = { redis, now: bot.contoso.now, securityLog: bot.securityLog };
    const settlePayments = bot.commerce.settlePayments;
    const dying = createPrivacy({ ...parts, settlePayments, places: [broken] });
    await assert.rejects(dying.erase(await actor('Adele'), userId('Lee'), 'erase'), /killed/);
    assert.equal(await redis.hLen(tenantKeys(tenantId).erasures), 1);
    const next = createPrivacy({ ...parts, settlePayments, places: [dataFolder(bot.folder)] });
    await next.resume(tenantId);
    assert.deepEqual(await left('Lee', 'Lee Gu'), []);
    const names = new Set(readCard(await say('Adele', 'audit')).match(/erased-[0-9a-f]{8}/g));
    assert.ok(names.size <= 1);
  });

  it('leaves a namesake alone', async () => {
    const { tenantId, userId } = bot.contoso;
    const { keys } = await openTenant(redis, tenantId);
    const twin = { id: randomUUID(), displayName: 'Lee Gu', userPrincipalName: 'lee.gu2@contoso.example' };
    await redis.hSet(keys.person(twin.id as UserId), { ...twin, mail: '', userType: 'member', enabled: '1' });
    await redis.zAdd(keys.names, [{ score: 0, value: `lee gu\t${twin.id}` }]);
    const question = await say('Adele', `erase personal data ${userId('Lee')}`);
    assert.match(readCard(await press('Adele', question, 'Erase personal data')), /0 found/);
    assert.equal(await redis.hGet(keys.person(twin.id as UserId), 'displayName'), 'Lee Gu');
    assert.deepEqual(await left('Lee', userId('Lee')), []);
    await redis.unlink(keys.person(twin.id as UserId));
  });

  it('is offered to Global Administrators alone, and not for themselves', async () => {
    assert.match(readCard(await say('Adele', 'erase personal data Adele')), /That is you/);
    for (const who of ['Alex', 'Nestor', 'Megan'])
      assert.match(readCard(await say(who, 'erase personal data Lee')), /Global Administrator/);
  });

  it('erases nothing for a press that names something else than a person of the directory', async () => {
    const { tenantId, userId } = bot.contoso;
    const question = await say('Adele', 'erase personal data Lee Gu');
    const before = await redis.hLen(tenantKeys(tenantId).erasures);
    const others = [
      'audit',
      'change-policy',
      'S-1002',
      'Active',
      '*',
      tenantId,
      randomUUID(),
      userId('Adele').toUpperCase(),
    ];
    for (const person of others)
      assert.match(readCard(await press('Adele', question, 'Erase personal data', { person })), NOBODY, person);
    const isaiah = { person: userId('Isaiah').toUpperCase() };
    assert.match(readCard(await press('Adele', question, 'Erase personal data', isaiah)), /have not ended/);
    assert.equal(await redis.hLen(tenantKeys(tenantId).erasures), before);
    assert.match(readCard(await say('Adele', 'subscription S-1002')), /S-1002/);
    assert.doesNotMatch(readCard(await say('Adele', 'audit')), /erased-/);
  });

  it('asks in Swedish as well', async () => {
    const card = readCard(await say('Adele', 'radera personuppgifter Lee Gu', { locale: 'sv-SE' }));
    assert.match(card, /^Vill du radera personuppgifterna för Lee Gu\?/);
    assert.match(card, /Det går inte att ångra/);
  });

  const openPurchases = async (who: string): Promise<SubscriptionRef[]> => {
    const page = await bot.commerce.listSubscriptions(await actor('Adele'), {
      purchaser: bot.contoso.userId(who),
      limit: 50,
    });
    return page.items.flatMap(({ subscription: { status, ref } }) => (status === 'Deleted' ? [] : ref));
  };
  const cancelAs = async (who: string, ref: SubscriptionRef) =>
    bot.commerce.cancelSubscription(await actor(who), ref, { reason: 'other' }, { operationId: randomUUID() });
});
