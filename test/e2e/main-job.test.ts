import assert from 'node:assert/strict';
import { PHONE, useRealChat, WIDE } from '../support/browser/real-chat.ts';

describe('The main job in the real chat client', function () {
  const real = useRealChat(this);

  it('welcomes an admin, lists the purchases, turns the page and opens one', async () => {
    const chat = await real.open('admin', WIDE);
    await chat.waitForText(/Hello Adele[\s\S]*Spent this month/);
    await chat.type('subscriptions');
    const list = await chat.waitForText(/1–8 of 10 subscriptions/);
    assert.match(list, /Power BI Pro\s+S-1001 · Megan Bowen\s+4 of 5 licenses assigned\s+\$70\.00 \/ month\s+Active/);
    await chat.press('Next');
    assert.match(await chat.waitForText(/9–10 of 10/), /S-1010/);
    await chat.press('Previous');
    await chat.waitForText(/1–8 of 10/);
    await chat.press('Open S-1001, Power BI Pro');
    const details = await chat.waitForText(/Order history/);
    assert.match(details, /Purchaser\s+Megan Bowen/);
    assert.match(details, /4 of 5 assigned, 1 available/);
    assert.match(details, /Assigned users\s+Isaiah Langer\s+Joni Sherman\s+Lee Gu\s+Megan Bowen/);
    await chat.press('Back to the list');
    await chat.waitForText(/1–8 of 10/);
    await chat.close();
  });

  it('filters with the form on the card', async () => {
    const chat = await real.open('admin', WIDE);
    await chat.type('subscriptions');
    await chat.waitForText(/1–8 of 10/);
    await chat.press('Filter and sort');
    await chat.choose('Show', 'Central');
    await chat.press('Apply');
    assert.match(await chat.waitForText(/Central subscriptions/), /C-2001[\s\S]*Bought by the organization/);
    await chat.close();
  });

  it('shows a purchaser their own, and no more, also on a phone', async () => {
    const chat = await real.open('purchaser', PHONE);
    await chat.type('my subscriptions');
    const list = await chat.waitForText(/Your subscriptions[\s\S]*1–2 of 2/);
    assert.deepEqual([...new Set(list.match(/S-\d+/g))].sort(), ['S-1001', 'S-1005']);
    assert.equal(await chat.cardWidth(), PHONE.width);
    await chat.type('capacity');
    await chat.waitForText(/You need another role[\s\S]*Global Administrator, Billing Administrator, or Global Reader/);
    await chat.close();
  });

  it('speaks Swedish when it is told to, and back', async () => {
    const chat = await real.open('admin', WIDE);
    await chat.type('språk svenska');
    await chat.waitForText(/Jag talar svenska med dig/);
    await chat.type('prenumerationer');
    await chat.waitForText(/Självbetjäningsköp[\s\S]*1–8 av 10 prenumerationer/);
    await chat.press('Nästa');
    await chat.waitForText(/9–10 av 10/);
    await chat.type('language engelska');
    await chat.waitForText(/I will speak English/);
    await chat.close();
  });

  it('understands a mistyped command, and says what may be looked for where it cannot read one', async () => {
    const chat = await real.open('admin', WIDE);
    await chat.type('subscripitons');
    await chat.waitForText(/1–8 of 10/);
    await chat.type('asdf qwer zxcv');
    await chat.waitForText(/I did not understand that[\s\S]*Subscriptions/);
    await chat.press('Subscriptions');
    await chat.waitForText(/1–8 of 10/);
    await chat.close();
  });
});
