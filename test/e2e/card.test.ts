import assert from 'node:assert/strict';
import { pino } from 'pino';
import { connectRedis } from '../../services/redis/client.ts';
import { socketPath } from '../../services/redis/socket-path.ts';
import type { Size } from '../support/browser/chat-window.ts';
import { PHONE, useRealChat, WIDE } from '../support/browser/real-chat.ts';
import { findInRedis } from '../support/redis/find-in-redis.ts';

const NUMBER = '5555555555554444';
const TYPED = '4111111111111111';

describe('A new card, from the chat and back', function () {
  const real = useRealChat(this, { botForEach: true, env: { LOG_LEVEL: 'trace' } });

  /** Enters a card on the payment page. */
  const fillIn = async (address: string, viewport: Size): Promise<void> => {
    const page = await real.browser.newPage({ viewport });
    await page.goto(address);
    await page.locator('#number').fill(NUMBER);
    await page.locator('#expiry').fill('08/30');
    await page.locator('#securityCode').fill('739');
    await page.locator('#holder').fill('Megan Bowen');
    await page.locator('button').click();
    await page.getByRole('heading', { name: /4444/ }).waitFor();
    await page.close();
  };

  /** Where the number of a card is stored or printed. */
  const tracesOf = async (digits: string): Promise<string[]> => {
    const log = pino({ level: 'silent' });
    const redis = await connectRedis({ path: await socketPath(real.bot.dataDir), log });
    const found = await findInRedis(redis, digits);
    redis.destroy();
    const printed = (real.bot.printed() + real.bot.complained()).replace(/[ -]/g, '').includes(digits);
    return printed ? [...found, 'the output'] : found;
  };

  it('is added on the payment page, and the card in the chat tells so by itself', async () => {
    const chat = await real.open('purchaser', WIDE);
    await chat.type('payment methods');
    await chat.waitForText(/Visa •••• 4242[\s\S]*Pays for: Megan Bowen/);
    await chat.press('Add a payment method');
    await chat.waitForText(/never in the chat/);
    await fillIn(await chat.linkOf('Open the payment page'), WIDE);
    await chat.waitForText(/Mastercard ending in 4444 is saved/);
    await chat.press('Payment methods');
    await chat.waitForText(/Visa •••• 4242[\s\S]*Mastercard •••• 4444/);
    await chat.type(`my card is ${TYPED}`);
    await chat.waitForText(/Please don’t type card numbers here/);
    await chat.close();
    assert.notDeepEqual(await tracesOf('4444'), []);
    for (const number of [NUMBER, TYPED]) assert.deepEqual(await tracesOf(number), []);
  });

  it('is put in the place of the old one on a phone, in Swedish', async () => {
    const chat = await real.open('purchaser', PHONE);
    await chat.type('språk svenska');
    await chat.waitForText(/Jag talar svenska/);
    await chat.type('betalningsmetoder');
    await chat.waitForText(/Visa •••• 4242[\s\S]*Betalar för/);
    assert.equal(await chat.cardWidth(), PHONE.width);
    await chat.press('Ersätt');
    await chat.waitForText(/Ersätt Visa som slutar på 4242/);
    await fillIn(await chat.linkOf('Öppna betalningssidan'), PHONE);
    await chat.waitForText(/Mastercard som slutar på 4444 har sparats/);
    await chat.close();
    assert.deepEqual(await tracesOf(NUMBER), []);
  });

  it('is not needed to pay an invoice with the one on file', async () => {
    const chat = await real.open('purchaser', PHONE);
    await chat.type('invoices');
    await chat.waitForText(/G-240903[\s\S]*\$70\.00[\s\S]*Due on/);
    await chat.press('Open invoice G-240903');
    await chat.waitForText(/Invoice G-240903[\s\S]*Due date/);
    await chat.press('Pay');
    await chat.waitForText(/Pay invoice G-240903\?/);
    await chat.press('Pay $70.00');
    await chat.waitForText(/Invoice G-240903 is paid/);
    assert.equal(await chat.cardWidth(), PHONE.width);
    await chat.close();
  });
});
