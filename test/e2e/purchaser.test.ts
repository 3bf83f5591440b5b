import assert from 'node:assert/strict';
import type { ChatWindow } from '../support/browser/chat-window.ts';
import { PHONE, useRealChat, WIDE } from '../support/browser/real-chat.ts';

describe('A purchaser in the real chat client', function () {
  const real = useRealChat(this, { botForEach: true });
  let chat: ChatWindow;

  beforeEach(async () => {
    chat = await real.open('purchaser', WIDE);
  });
  afterEach(() => chat.close());

  it('buys, and assigns what was bought', async () => {
    await chat.type('buy 3 Visio Plan 2');
    await chat.waitForText(/3 licenses: \$45\.00 \/ month/);
    await chat.press('Buy');
    const receipt = await chat.waitForText(/You have bought Visio Plan 2[\s\S]*S-1011/);
    assert.match(receipt, /Charged\s+\$45\.00/);
    await chat.press('Assign licenses');
    await chat.waitForText(/3 of 3 available/);
    await chat.fill('Or write names and addresses, separated by commas', 'Lee Gu, Nobody Atall');
    await chat.press('Continue');
    await chat.waitForText(/Nobody Atall: I found nobody of that name/);
    await chat.fill('Or write names and addresses, separated by commas', 'Lee Gu, Joni Sherman');
    await chat.press('Continue');
    await chat.waitForText(/Lee Gu[\s\S]*Joni Sherman/);
    await chat.press('Assign licenses');
    await chat.type('subscription S-1011');
    await chat.waitForText(/2 of 3 assigned, 1 available/);
    await chat.type('my subscriptions');
    await chat.waitForText(/1–3 of 3 subscriptions/);
  });

  it('changes the number of licenses and hears why it cannot be less', async () => {
    await chat.type('set S-1001 to 2 licenses');
    await chat.waitForText(/More licenses than that are assigned/);
    await chat.fill('Total licenses', '8');
    await chat.press('Continue');
    await chat.waitForText(/is charged now/);
    await chat.press('Save');
    await chat.waitForText(/Licenses of S-1001 saved/);
  });

  it('runs a subscription in Swedish on a phone', async () => {
    const phone = await real.open('purchaser', PHONE);
    await phone.type('språk svenska');
    await phone.waitForText(/Jag talar svenska/);
    await phone.type('stäng av återkommande fakturering S-1005');
    await phone.waitForText(/Stänga? av återkommande fakturering/);
    await phone.press('Stäng av återkommande fakturering');
    await phone.waitForText(/Återkommande fakturering är av\s/);
    await phone.type('avsluta S-1005');
    await phone.waitForText(/Vill du avsluta\?/);
    await phone.choose('Orsak', 'För dyr');
    await phone.press('Avsluta prenumeration');
    await phone.waitForText(/Borttagen/);
    await phone.type('mina licenser');
    await phone.waitForText(/Power BI Pro · S-1001/);
    assert.equal(await phone.cardWidth(), PHONE.width);
    await phone.close();
  });

  it('is told that a card number does not belong in chat', async () => {
    await chat.type('my card is 4242 4242 4242 4242');
    await chat.waitForText(/Please don’t type card numbers here/);
    await chat.press('Add a payment method');
    await chat.waitForText(/payment page/i);
    assert.doesNotMatch(real.bot.complained(), /4242 ?4242/);
  });
});
