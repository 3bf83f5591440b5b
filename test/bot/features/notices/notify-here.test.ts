import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import { type NotifiedBot, startNotifiedBot } from '../../../support/bots/notified-bot.ts';
import { actionsOf, readCard } from '../../../support/chat/conversation.ts';
import { testRedis } from '../../../support/redis/redis.ts';

const CHANNEL = '19:admins@thread.tacv2';

describe('notify-here', () => {
  let bot: NotifiedBot;
  beforeEach(async () => {
    bot = await startNotifiedBot(await testRedis(), ['Adele', 'Alex', 'Megan']);
  });
  afterEach(() => bot.close());

  const conversation = { id: `${CHANNEL};messageid=1`, conversationType: 'channel', isGroup: true };
  const inChannel = () => ({ conversation: { ...conversation, tenantId: bot.contoso.tenantId } });
  const mention = { type: 'mention', text: '<at>bot</at>', mentioned: { id: '28:bot', name: 'bot' } };

  /** What the person sees of the answer that everybody is shown to exist. */
  const ask = async (who: string, text: string): Promise<Card> => {
    const view = await bot.say(who, `<at>bot</at> ${text}`, { ...inChannel(), entities: [mention] });
    const show = actionsOf(view)[0]?.title ?? '';
    return bot.press(who, view, show, inChannel());
  };

  it('has notices sent to the channel, which name nobody and work for any admin who presses', async () => {
    const question = await ask('Alex', 'notify here');
    assert.match(readCard(question), /Send the notifications to admins here, too\?/);
    const receipt = await bot.press('Alex', question, 'Notify here', inChannel());
    assert.match(readCard(receipt), /come here from now on/);
    await bot.buy('Megan');
    await bot.deliver();
    const card = bot.lastCardTo(CHANNEL);
    assert.match(readCard(card), /^Somebody bought Visio Plan 2\n/);
    assert.doesNotMatch(JSON.stringify(bot.messagesTo(CHANNEL)), /Megan|Adele/);
    const forAdele = await bot.press('Adele', card, 'Take control of this subscription', inChannel());
    assert.match(readCard(forAdele), /Take control of S-\d+[\s\S]*Megan Bowen/);
    assert.ok(actionsOf(forAdele).every(({ data }) => data['by'] === bot.contoso.userId('Adele')));
    const forLee = await bot.press('Lee', card, 'Take control of this subscription', inChannel());
    assert.doesNotMatch(readCard(forLee), /Megan|Take control/);
  });

  it('ends it when an admin says so, and when the bot is taken out', async () => {
    await bot.press('Alex', await ask('Alex', 'notify here'), 'Notify here', inChannel());
    const again = await ask('Adele', 'avisera här');
    assert.match(readCard(again), /kommer redan hit/);
    await bot.press('Adele', again, 'Sluta avisera här', inChannel());
    await bot.buy('Megan', 'b1');
    await bot.deliver();
    assert.deepEqual(bot.cardsTo(CHANNEL), []);

    await bot.press('Alex', await ask('Alex', 'notify here'), 'Notify here', inChannel());
    const removed = { type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }], ...inChannel() };
    await bot.post(bot.activity('Alex', removed));
    await bot.buy('Megan', 'b2');
    await bot.deliver();
    assert.deepEqual(bot.cardsTo(CHANNEL), []);
  });

  it('is refused to those who are no admins, and in a chat with one person', async () => {
    assert.match(readCard(await ask('Megan', 'notify here')), /You need another role for that/);
    assert.match(readCard(await bot.say('Alex', 'notify here')), /That does not work here/);
    assert.deepEqual(await bot.conversations.channels(bot.contoso.tenantId), []);
  });
});
