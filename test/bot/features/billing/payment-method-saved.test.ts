import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import { FILLED_IN } from '../../../support/bots/payment-page.ts';
import { type RunningBot, startBot } from '../../../support/bots/running-bot.ts';
import { actionsOf, readCard } from '../../../support/chat/conversation.ts';
import { addressOn, pressOn, sayTo, sendForm } from '../../../support/chat/pressing.ts';
import { testRedis } from '../../../support/redis/redis.ts';

const CARD = 'a-card-in-chat';

describe('When the payment page is done', () => {
  let bot: RunningBot;
  beforeEach(async () => {
    bot = await startBot(await testRedis());
  });
  afterEach(() => bot.close());

  const updates = () => bot.channel.sent.filter(({ method }) => method === 'PUT');
  const cardIn = (sent: (typeof bot.channel.sent)[number] | undefined) =>
    sent?.activity.attachments?.[0]?.content as Card;
  const toPage = async (button: string, locale = 'en-US', extra: Record<string, unknown> = {}) => {
    const list = await sayTo(bot, 'Megan', locale === 'sv-SE' ? 'betalningsmetoder' : 'payment methods', { locale });
    return pressOn(bot, 'Megan', list, button, { locale, replyToId: CARD, ...extra });
  };

  it('replaces the very card that led there, and tells which card it is', async () => {
    const address = addressOn(await toPage('Add a payment method'));
    assert.equal(updates().length, 0);
    const page = await sendForm(address, FILLED_IN);
    assert.match(await page.text(), /Visa ending in 4242 is saved/);
    const [update, ...others] = updates();
    assert.deepEqual([update?.activity['id'], update?.conversationId, others.length], [CARD, 'personal-Megan', 0]);
    const card = cardIn(update);
    assert.match(readCard(card), /^Visa ending in 4242 is saved\nSaved on the payment page\nYou can pay with it/);
    const list = await pressOn(bot, 'Megan', card, 'Payment methods');
    assert.equal(readCard(list).match(/Visa •••• 4242/g)?.length, 2);
  });

  it('does so once, however often the form is sent', async () => {
    const address = addressOn(await toPage('Add a payment method'));
    const page = await (await fetch(address)).text();
    const formToken = /name="formToken" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const body = () => new URLSearchParams({ formToken, ...FILLED_IN });
    await Promise.all([1, 2, 3].map(() => fetch(address, { method: 'POST', body: body() })));
    assert.equal(updates().length, 1);
  });

  it('tells nothing while the card is declined', async () => {
    const address = addressOn(await toPage('Add a payment method'));
    const declined = await sendForm(address, { ...FILLED_IN, number: '4000 0000 0000 0002' });
    assert.match(await declined.text(), /The card was declined\. Nothing has been saved/);
    assert.equal(updates().length, 0);
    assert.equal((await sendForm(address, FILLED_IN)).status, 200);
    assert.equal(updates().length, 1);
  });

  it('speaks the language of the person, on the page and in the chat', async () => {
    const address = addressOn(await toPage('Ersätt', 'sv-SE'));
    assert.match(await (await fetch(address)).text(), /<html lang="sv">[\s\S]*Ersätt Visa som slutar på 4242/);
    await sendForm(address, { ...FILLED_IN, number: '5555 5555 5555 4444' });
    assert.match(
      readCard(cardIn(updates()[0])),
      /^Mastercard som slutar på 4444 har sparats\n[\s\S]*betalar för allt som det gamla kortet betalade för/,
    );
  });

  it('leads on with the purchase, with the new card chosen', async () => {
    const order = await sayTo(bot, 'Lee', 'buy 3 Visio Plan 2');
    const link = await pressOn(bot, 'Lee', order, 'Add a payment method', { replyToId: CARD });
    await sendForm(addressOn(link), { ...FILLED_IN, holder: 'Lee Gu' });
    const checkOut = await pressOn(bot, 'Lee', cardIn(updates()[0]), 'Continue the purchase');
    assert.match(readCard(checkOut), /^Buy Visio Plan 2\n3 licenses:[\s\S]*Visa •••• 4242/);
    assert.ok(actionsOf(checkOut.actions).some(({ title }) => title === 'Buy'));
  });

  it('leads on with the invoice that was to be paid', async () => {
    const question = await sayTo(bot, 'Patti', 'pay invoice G-240906');
    const link = await pressOn(bot, 'Patti', question, 'Add a payment method', { replyToId: CARD });
    await sendForm(addressOn(link), FILLED_IN);
    const again = await pressOn(bot, 'Patti', cardIn(updates()[0]), 'Pay an invoice');
    assert.match(readCard(again), /^Pay invoice G-240906\?[\s\S]*Visa •••• 4242, good until 08\/2028/);
  });

  it('sends a message where the card is gone from the chat', async () => {
    const address = addressOn(await toPage('Add a payment method'));
    bot.channel.refuse(404);
    assert.equal((await sendForm(address, FILLED_IN)).status, 200);
    assert.deepEqual(
      bot.channel.sent.slice(-2).map(({ method }) => method),
      ['PUT', 'POST'],
    );
  });

  it('replaces nothing in a group, where all would see it', async () => {
    const { tenantId } = bot.contoso;
    const conversation = { id: 'a-group', conversationType: 'groupChat', tenantId };
    const card = await toPage('Add a payment method', 'en-US', { conversation });
    assert.doesNotMatch(readCard(card), /This card tells you when you are done/);
    assert.ok(actionsOf(card.actions).some(({ title }) => title === 'Payment methods'));
    const before = bot.channel.sent.length;
    assert.equal((await sendForm(addressOn(card), FILLED_IN)).status, 200);
    assert.equal(bot.channel.sent.length, before);
  });
});
