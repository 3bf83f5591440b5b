import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import { type Conversation, findAction, readCard, startConversation } from '../../../support/chat/conversation.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { catalogue } from '../../../support/tenants/cast/catalogue.ts';
import { CAST, importFactoryTenant } from '../../../support/tenants/imported-tenant.ts';

describe('Buying for the organization in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });

  for (const [sentence, locale, says] of [
    ['buy 10 Power BI Pro', 'en-US', /for the organization\n10 licenses: \$140\.00 \/ month[\s\S]*C-2001 grows to 35/],
    ['köp 10 Power BI Pro', 'sv-SE', /åt organisationen\n10 licenser: 140,00 US\$ \/ månad[\s\S]*C-2001 växer till 35/],
  ] as const)
    it(`“${sentence}” tells which subscription grows and what it costs until its end`, async () => {
      const text = readCard(await chat.say('Adele', sentence, { locale }));
      assert.match(text, says);
      assert.match(text, /(Until Sep 27, 2027|Till 27 sep\. 2027)\n/);
    });

  it('buys once, and leads to centralizing and assigning', async () => {
    const card = await chat.say('Adele', 'buy 10 Power BI Pro');
    const first = await chat.press('Adele', card, 'Buy', { quantity: '10' });
    assert.match(readCard(first), /^10 licenses of Power BI Pro bought\nActive at once\nC-2001 has 35 licenses now/);
    assert.equal(readCard(await chat.press('Adele', card, 'Buy', { quantity: '10' })), readCard(first));
    assert.match(readCard(await chat.press('Adele', first, 'Open C-2001')), /5 of 35 assigned/);
    assert.match(readCard(await chat.press('Adele', first, 'Continue centralizing')), /^Centralize Power BI Pro/);
    assert.equal(findAction(first, 'Assign licenses').data['subscription'], 'C-2001');
    const alex = await chat.press('Alex', await chat.say('Alex', 'buy Power BI Pro'), 'Buy', { quantity: '1' });
    assert.ok(!titles(alex).includes('Assign licenses'));
  });

  it('shows how it stands to one whose card is old, and buys nothing', async () => {
    const [one, two] = [await chat.say('Adele', 'buy 10 Power BI Pro'), await chat.say('Alex', 'buy 2 Power BI Pro')];
    await chat.press('Alex', two, 'Buy', { quantity: '2' });
    const answer = await chat.press('Adele', one, 'Buy', { quantity: '10' });
    assert.match(readCard(answer), /^It has changed meanwhile[\s\S]*C-2001 grows to 37 licenses/);
    assert.match(readCard(await chat.press('Adele', answer, 'Buy', { quantity: '10' })), /C-2001 has 37 licenses now/);
  });

  it('buys nothing at another price than the card told, and asks again', async () => {
    const wanted = { product: 'Power Apps per user', quantity: 2 };
    const card = await chat.run('Adele', 'buy', wanted);
    const contoso = CAST.contoso(chat.tenantId);
    await importFactoryTenant(await testRedis(), { ...contoso, products: catalogue('USD', 3) });
    const answer = await chat.press('Adele', card, 'Buy', { quantity: '2', term: 'P1Y' });
    assert.match(
      readCard(answer),
      /^The price has changed meanwhile[\s\S]*A new central subscription is made\n.*\n\$1,440\.00/,
    );
    assert.match(
      readCard(await chat.press('Adele', answer, 'Buy', { quantity: '2', term: 'P1Y' })),
      /2 licenses .* bought/,
    );
  });

  it('asks again where what was shown is left out', async () => {
    const { verb, data } = findAction(await chat.say('Adele', 'buy 10 Power BI Pro'), 'Buy');
    for (const field of ['shown', 'quoted', 'version', 'term']) {
      const answer = await chat.send('Adele', verb, { ...data, quantity: 10, [field]: undefined });
      assert.match(readCard(answer), /Buy Power BI Pro for the organization/, field);
    }
    assert.match(readCard(await chat.say('Adele', 'subscription C-2001')), /5 of 25 assigned/);
  });

  it('makes a new subscription of the chosen term where there is none', async () => {
    const card = await chat.run('Adele', 'buy', { product: 'Power Apps per user', quantity: 2 });
    assert.match(readCard(card), /A new central subscription is made\nUntil Nov 1, 2027\n\$480\.00/);
    const monthly = await chat.press('Adele', card, 'Buy', { quantity: '2', term: 'P1M' });
    assert.match(readCard(monthly), /^You changed the order[\s\S]*Until Dec 1, 2026\n\$40\.00/);
    const receipt = await chat.press('Adele', monthly, 'Buy', { quantity: '2', term: 'P1M' });
    assert.match(readCard(receipt), /2 licenses of Power Apps per user bought[\s\S]*C-2005 has 2 licenses now/);
  });

  it('is not bound by the policy, and lets the admin choose their own card where that may be', async () => {
    assert.ok(!titles(await chat.say('Adele', 'buy Copilot')).includes('Buy on my own card'));
    const own = await chat.press('Adele', await chat.say('Adele', 'buy 3 Visio Plan 2'), 'Buy on my own card');
    assert.match(readCard(own), /^Buy Visio Plan 2\n3 licenses/);
    const back = await chat.press('Adele', own, 'Buy for the organization');
    assert.match(readCard(back), /^Buy Visio Plan 2 for the organization\n3 licenses/);
  });

  it('takes every product from the list', async () => {
    const card = await chat.press('Adele', await chat.say('Adele', 'buy'), 'Microsoft 365 Copilot');
    assert.match(readCard(card), /^Buy Microsoft 365 Copilot for the organization\n1 license/);
  });

  it('is refused by the check-out for the organization as well', async () => {
    const card = await chat.say('Adele', 'buy 10 Power BI Pro');
    const answer = await chat.press('Adele', card, 'Buy', { quantity: '0' });
    assert.match(readCard(answer), /^I cannot use that number of licenses/);
    assert.match(readCard(await chat.say('Adele', 'buy 0 Power BI Pro')), /^I cannot use that number of licenses/);
  });

  it('lets nobody but admins buy for the organization, whatever is sent', async () => {
    const { verb, data } = findAction(await chat.say('Adele', 'buy 10 Power BI Pro'), 'Buy');
    const forged = await chat.send('Megan', verb, { ...data, quantity: 10, by: chat.sender('Megan').userId });
    assert.match(readCard(forged), /You need another role for that/);
    const others = await chat.send('Megan', verb, { ...data, quantity: 10 });
    assert.match(readCard(others), /This card belongs to someone else/);
    assert.match(readCard(await chat.say('Adele', 'subscription C-2001')), /5 of 25 assigned/);
  });
});

const titles = (card: Card): string[] => (card.actions ?? []).map((action) => (action as { title: string }).title);
