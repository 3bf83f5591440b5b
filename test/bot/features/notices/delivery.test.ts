import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { type NotifiedBot, startNotifiedBot } from '../../../support/bots/notified-bot.ts';
import { readCard } from '../../../support/chat/conversation.ts';
import { POWER_BI, VISIO } from '../../../support/notices/contoso.ts';
import { appendNotice } from '../../../support/notices/notified-tenant.ts';
import { testRedis } from '../../../support/redis/redis.ts';

const S_1001 = 'S-1001' as SubscriptionRef;
const DAY = 24 * 60 * 60 * 1000;

describe('Notices that the bot sends by itself', () => {
  let redis: Redis;
  let bot: NotifiedBot;
  beforeEach(async () => {
    redis = await testRedis();
    bot = await startNotifiedBot(redis, ['Adele', 'Alex', 'Megan']);
  });
  afterEach(() => bot.close());

  it('tell the admins that somebody has bought something, where they can act on it', async () => {
    await bot.buy('Megan');
    await bot.deliver();
    for (const who of ['Adele', 'Alex']) {
      const [message, ...more] = bot.messagesTo(`personal-${who}`);
      assert.ok(message && more.length === 0);
      assert.match(String(message.activity['summary']), /^Megan Bowen bought Visio Plan 2/);
      assert.deepEqual(message.activity['channelData'], { notification: { alert: true } });
      assert.equal(message.activity['text'], undefined);
    }
    assert.deepEqual(bot.messagesTo('personal-Megan'), []);
    const question = await bot.press('Alex', bot.lastCardTo('personal-Alex'), 'Do not allow');
    assert.match(readCard(question), /Stop allowing self-service purchases of Visio Plan 2\?/);
    await bot.press('Alex', question, 'Do not allow');
    assert.equal((await bot.commerce.getProductPolicy(await bot.actor('Adele'), VISIO)).value, 'Disabled');
    await bot.deliver();
    assert.match(
      readCard(bot.lastCardTo('personal-Adele')),
      /Alex Wilber changed the policy[\s\S]*Allow → Do not allow/,
    );
    assert.equal(bot.messagesTo('personal-Alex').length, 1);
    const undone = await bot.press('Adele', bot.lastCardTo('personal-Adele'), 'Undo');
    assert.match(readCard(undone), /Do not allow → Allow/);
  });

  it('lead from the purchase to taking it over', async () => {
    await bot.buy('Megan');
    await bot.deliver();
    const card = await bot.press('Adele', bot.lastCardTo('personal-Adele'), 'Take control of this subscription');
    assert.match(readCard(card), /Take control of S-\d+[\s\S]*Visio Plan 2/);
  });

  it('bring the question of an admin to the purchaser, and the answer back', async () => {
    await bot.commerce.askToCancel(await bot.actor('Adele'), POWER_BI, { operationId: 'ask' });
    await bot.deliver();
    assert.match(readCard(bot.lastCardTo('personal-Megan')), /Adele Vance asks you to cancel Power BI Pro/);
    assert.match(readCard(await bot.press('Megan', bot.lastCardTo('personal-Megan'), 'Keep it')), /keep/i);
    await bot.deliver();
    assert.match(readCard(bot.lastCardTo('personal-Adele')), /Megan Bowen keeps the subscription/);
    await bot.press('Megan', bot.lastCardTo('personal-Megan'), 'Keep it');
    await bot.deliver();
    assert.equal(bot.messagesTo('personal-Adele').length, 1);
  });

  it('let the purchaser cancel from the question', async () => {
    await bot.commerce.askToCancel(await bot.actor('Adele'), POWER_BI, { operationId: 'ask' });
    await bot.deliver();
    const question = await bot.press('Megan', bot.lastCardTo('personal-Megan'), 'Cancel subscription');
    assert.match(readCard(question), /Are you sure you want to cancel\?/);
    const stillThere = await bot.commerce.getSubscription(await bot.actor('Megan'), S_1001);
    assert.equal(stillThere.subscription.status, 'Active');
    assert.match(
      readCard(await bot.press('Isaiah', bot.lastCardTo('personal-Megan'), 'Cancel subscription')),
      /someone else/,
    );
  });

  it('let a decider approve a request at once, and only once', async () => {
    await bot.say('Lynne', 'hello');
    await bot.say('Isaiah', 'hello', { locale: 'sv-SE' });
    await bot.commerce.changePolicy(await bot.actor('Adele'), [{ product: VISIO, value: 'Disabled' }], {
      operationId: 'p',
    });
    await bot.commerce.requestLicense(
      await bot.actor('Isaiah'),
      { productId: VISIO, message: 'Plans' },
      { operationId: 'r' },
    );
    await bot.deliver();
    const card = bot.lastCardTo('personal-Lynne');
    assert.match(readCard(card), /Isaiah Langer requests Visio Plan 2[\s\S]*Plans/);
    assert.match(readCard(await bot.press('Lynne', card, 'Approve')), /1 request was decided/);
    assert.match(readCard(await bot.press('Lynne', card, 'Approve')), /1 request was decided/);
    assert.match(readCard(await bot.press('Lynne', card, 'Reject')), /decided/);
    const { items } = await bot.commerce.listOwnRequests(await bot.actor('Isaiah'), { limit: 8 });
    assert.equal(items[0]?.request.status, 'approved');
    await bot.deliver();
    assert.match(readCard(bot.lastCardTo('personal-Isaiah')), /The request for Visio Plan 2 was approved/);
  });

  it('come in the language that the person chose, else in that of the directory', async () => {
    await bot.say('Alex', 'språk svenska');
    await bot.say('Johanna', 'hello', { locale: 'en-US' });
    await bot.buy('Megan');
    const gives = { operationId: 'give' };
    await bot.commerce.assignLicenses(await bot.actor('Megan'), S_1001, [bot.contoso.userId('Johanna')], gives);
    await bot.deliver();
    assert.match(readCard(bot.lastCardTo('personal-Alex')), /Megan Bowen har köpt Visio Plan 2/);
    assert.match(readCard(bot.lastCardTo('personal-Johanna')), /Du har fått en licens för Power BI Pro/);
    assert.match(readCard(bot.lastCardTo('personal-Adele')), /Megan Bowen bought/);
  });

  it('are not sent to one who has turned them off', async () => {
    await bot.press('Alex', await bot.say('Alex', 'notifications'), 'New purchases and trials');
    await bot.buy('Megan');
    await bot.deliver();
    assert.deepEqual([bot.messagesTo('personal-Alex').length, bot.messagesTo('personal-Adele').length], [0, 1]);
  });

  it('go by mail as well where the purchase of somebody was ended', async () => {
    const ended = { reason: 'other' } as const;
    await bot.commerce.takeOverCancel(await bot.actor('Adele'), S_1001, ended, { operationId: 'c' });
    await bot.deliver();
    assert.match(readCard(bot.lastCardTo('personal-Megan')), /Adele Vance canceled your subscription/);
    const folder = join(bot.folder, 'mail');
    const mails = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')));
    const [mail, ...more] = mails;
    assert.ok(mail && more.length === 0);
    assert.match(mail, /^To: Megan Bowen <meganb@contoso\.example>\r$/m);
    assert.match(mail, /^Subject: Adele Vance canceled your subscription\r$/m);
    assert.match(mail, /^ {4}subscription S-1001\r?$/m);
    assert.match(mail, /<html lang=3D"en">|<html lang="en">/);
  });

  it('wait for one who does not have the bot, and come when they say something', async () => {
    const gives = { operationId: 'give' };
    await bot.commerce.assignLicenses(await bot.actor('Megan'), S_1001, [bot.contoso.userId('Enrico')], gives);
    await bot.deliver();
    assert.deepEqual(bot.messagesTo('personal-Enrico'), []);
    await bot.say('Enrico', 'hello');
    await bot.deliver();
    assert.match(readCard(bot.lastCardTo('personal-Enrico')), /You have a license for Power BI Pro/);
  });

  it('end where the app was removed', async () => {
    await bot.post(bot.activity('Alex', { type: 'installationUpdate', action: 'remove' }));
    await bot.buy('Megan');
    await bot.deliver();
    assert.deepEqual([bot.messagesTo('personal-Alex').length, bot.messagesTo('personal-Adele').length], [0, 1]);
  });

  it('show the weekly digest with a chart to those who asked for it', async () => {
    await bot.preferences.setDigest(await bot.actor('Alex'), true);
    await bot.buy('Megan');
    const { digest } = await bot.preferences.getNoticePreferences(await bot.actor('Alex'));
    assert.ok(digest);
    const at = bot.contoso.now();
    const to = { role: 'purchase-admins' } as const;
    const week = { from: at - 7 * DAY, until: at + DAY };
    await appendNotice(redis, bot.contoso.tenantId, {
      kind: 'weekly-digest',
      ...week,
      to,
      subject: 'weekly-digest',
      at,
    });
    await bot.deliver();
    assert.match(readCard(bot.lastCardTo('personal-Alex')), /New purchases\n1\n[\s\S]*Unused licenses/);
    assert.match(JSON.stringify(bot.lastCardTo('personal-Alex')), /"Chart\./);
    assert.ok(!bot.cardsTo('personal-Adele').some((card) => /New purchases/.test(readCard(card))));
  });
});
