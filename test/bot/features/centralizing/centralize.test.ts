import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';

const POWER_BI = 'CFQ7TTC0H9MP';
const PROJECT = 'CFQ7TTC0HDB0';

describe('Centralizing in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });

  const assigned = async (ref: string): Promise<number> => {
    const { actor } = await chat.commerce.getVisitor(chat.tenantId, chat.sender('Adele').userId);
    return (await chat.commerce.getSubscription(actor, ref as SubscriptionRef)).subscription.assigned;
  };

  /** What the card says of each step. */
  const steps = (card: Card): string[] =>
    [...readCard(card).matchAll(/^\d\\\. (.+) · (.+)$/gm)].map(([, name, state]) => `${name}: ${state}`);

  const assignToAll = async () =>
    chat.press('Adele', await chat.run('Adele', 'assign-everyone', { product: POWER_BI }), 'Assign licenses');
  const ask = async () =>
    chat.press('Adele', await chat.run('Adele', 'ask-to-cancel', { product: POWER_BI }), 'Ask to cancel');

  for (const [sentence, locale, says] of [
    ['centralize Power BI Pro', 'en-US', /^Centralize Power BI Pro\nNext: assign a license to 9 people\n/],
    ['centralisera Power BI Pro', 'sv-SE', /^Centralisera Power BI Pro\nNästa: tilldela 9 personer en licens\n/],
  ] as const)
    it(`“${sentence}” tells how many licenses there are, for whom, at what cost, and what comes next`, async () => {
      const text = readCard(await chat.say('Adele', sentence, { locale }));
      assert.match(text, says);
      assert.match(text, /2 (subscriptions, 15 licenses, \$210\.00|prenumerationer, 15 licenser, 210,00 US\$) [ai] m/);
      assert.match(text, /10, (of whom 1 with|varav 1 med)[\s\S]*20 (available|tillgängliga) \(C-2001\)/);
      assert.match(text, /Emily Braun, Enrico Cattaneo, Grady Archie, Henrietta Mueller, Irvin Sayers (and|och) 4/);
    });

  it('goes on from buying to the answers, a card for each step, and stands there tomorrow', async () => {
    const plan = await chat.say('Adele', 'centralize Project Plan 3');
    assert.deepEqual(steps(plan), [
      'Buy licenses: Next',
      'Export users: Optional',
      'Assign to everybody: Later',
      'Ask the purchasers to cancel: Later',
      'Their answers: Later',
    ]);
    const order = await chat.press('Adele', plan, 'Buy 3 licenses');
    assert.match(readCard(order), /^Buy Project Plan 3 for the organization\n3 licenses: \$90\.00/);
    const bought = await chat.press('Adele', order, 'Buy', { quantity: '3' });
    const second = await chat.press('Adele', bought, 'Continue centralizing');
    assert.deepEqual(steps(second).slice(0, 3), [
      'Buy licenses: Done',
      'Export users: Optional',
      'Assign to everybody: Next',
    ]);
    const question = await chat.press('Adele', second, 'Assign to everybody');
    assert.match(readCard(question), /^Assign Project Plan 3 to 3 people\?\n[\s\S]*3 are available \(C-2004\)/);
    assert.equal(await assigned('C-2004'), 1);
    const done = await chat.press('Adele', question, 'Assign licenses');
    assert.match(readCard(done), /^Everybody has a central license of Project Plan 3\n3 people have/);
    assert.equal(await assigned('C-2004'), 4);
    const third = await chat.press('Adele', done, 'Continue centralizing');
    assert.match(readCard(third), /Next: ask about 1 purchase\n/);
    const asking = await chat.press('Adele', third, 'Ask the purchasers to cancel');
    assert.match(readCard(asking), /Debra Berger cannot answer \(account disabled\): take control of S-1004 instead/);
    await chat.press('Adele', asking, 'Ask to cancel');
    const tomorrow = await chat.say('Adele', 'centralize Project Plan 3');
    assert.match(
      readCard(tomorrow),
      /Waiting for 1 answer\n[\s\S]*S-1004 · Debra Berger\nAsked on Nov 1, 2026, no answer/,
    );
    assert.deepEqual(steps(tomorrow), [
      'Buy licenses: Done',
      'Export users: Optional',
      'Assign to everybody: Done',
      'Ask the purchasers to cancel: Done',
      'Their answers: Next',
    ]);
  });

  it('leads to the export of the product’s users', async () => {
    const { verb, data } = findAction(await chat.say('Adele', 'centralize Power BI Pro'), 'Export users');
    assert.deepEqual([verb, data['product']], ['export-users', POWER_BI]);
  });

  it('asks which product is meant, among those that have been bought', async () => {
    const list = await chat.say('Adele', 'centralize');
    assert.match(readCard(list), /Power BI Pro\n2 subscriptions · 11 of 15 assigned/);
    assert.doesNotMatch(readCard(list), /Copilot/);
    assert.match(readCard(await chat.press('Adele', list, 'Visio Plan 2')), /^Centralize Visio Plan 2/);
    const which = await chat.say('Adele', 'centralize Visio');
    assert.match(readCard(which), /^Which one do you mean\?/);
    assert.match(readCard(await chat.press('Adele', which, 'Visio Plan 1')), /^Centralize Visio Plan 1/);
  });

  it('says where nobody has bought the product', async () => {
    const card = await chat.run('Adele', 'centralize', { product: 'Clipchamp Premium' });
    assert.match(readCard(card), /Nobody has bought Clipchamp Premium by self-service/);
    assert.match(readCard(await chat.press('Adele', card, 'Another product')), /^Which product do you want/);
  });

  describe('assigning to everybody', () => {
    it('assigns once however often it is pressed', async () => {
      const card = await chat.run('Adele', 'assign-everyone', { product: POWER_BI });
      const first = await chat.press('Adele', card, 'Assign licenses');
      assert.match(readCard(first), /10 people have a central license/);
      assert.equal(readCard(await chat.press('Adele', card, 'Assign licenses')), readCard(first));
      assert.equal(await assigned('C-2001'), 14);
    });

    it('buys first where licenses are missing', async () => {
      const card = await chat.run('Adele', 'assign-everyone', { product: PROJECT });
      assert.match(readCard(card), /^Centralize Project Plan 3\nNext: buy 3 licenses/);
    });

    it('does not work with data of one’s own making', async () => {
      const forged = await chat.run('Adele', 'assign-everyone', { product: POWER_BI, everybody: true });
      assert.match(readCard(forged), /^This (card|button) no longer works/);
    });

    it('shows how it stands when more people need a license than the card told', async () => {
      const { verb, data } = findAction(
        await chat.run('Adele', 'assign-everyone', { product: POWER_BI }),
        'Assign licenses',
      );
      const answer = await chat.send('Adele', verb, { ...data, shown: 8 });
      assert.match(readCard(answer), /^More people need a license than the card showed[\s\S]*to 9 people\?/);
      assert.equal(await assigned('C-2001'), 5);
    });
  });

  describe('asking the purchasers', () => {
    it('warns while people would lose the product, and asks each purchaser once', async () => {
      const card = await chat.run('Adele', 'ask-to-cancel', { product: POWER_BI });
      assert.match(readCard(card), /^Ask the purchasers of 2 subscriptions[\s\S]*9 users have no central license yet/);
      assert.match(readCard(card), /S-1001 · Megan Bowen\nS-1002 · Isaiah Langer/);
      const first = await chat.press('Adele', card, 'Ask to cancel');
      assert.match(readCard(first), /2 purchases asked about/);
      assert.equal(readCard(await chat.press('Adele', card, 'Ask to cancel')), readCard(first));
      const again = await chat.run('Adele', 'ask-to-cancel', { product: POWER_BI });
      assert.match(readCard(again), /^All purchasers have been asked already/);
    });

    it('shows how it stands when there are more purchases than the card told', async () => {
      const { verb, data } = findAction(
        await chat.run('Adele', 'ask-to-cancel', { product: POWER_BI }),
        'Ask to cancel',
      );
      const answer = await chat.send('Adele', verb, { ...data, shown: 1 });
      assert.match(readCard(answer), /^There are more purchases than the card showed[\s\S]*of 2 subscriptions/);
      assert.match(readCard(await chat.say('Adele', 'centralize Power BI Pro')), /Nobody has been asked yet/);
    });

    it('tells the answers, and lets those be asked again who keep theirs', async () => {
      await assignToAll();
      await ask();
      const question = await chat.say('Isaiah', 'keep S-1002');
      assert.match(readCard(question), /^Keep S-1002\?/);
      assert.match(readCard(await chat.say('Adele', 'centralize Power BI Pro')), /0 canceled, 0 kept, 2 waiting/);
      const kept = await chat.press('Isaiah', question, 'Keep it');
      assert.match(readCard(kept), /^You keep S-1002\nThe admin who asked is told/);
      assert.match(readCard(await chat.say('Adele', 'centralize Power BI Pro')), /0 canceled, 1 kept, 1 waiting/);
      const confirmation = await chat.run('Megan', 'cancel-answer', { subscription: 'S-1001', answer: 'canceled' });
      assert.match(readCard(confirmation), /Cancel subscription/);
      await chat.press('Megan', confirmation, 'Cancel subscription', { reason: 'moving-to-central', feedback: '' });
      const card = await chat.say('Adele', 'centralize Power BI Pro');
      assert.match(readCard(card), /All have answered; 1 purchase is kept[\s\S]*1 canceled, 1 kept, 0 waiting/);
      assert.match(readCard(card), /S-1002 · Isaiah Langer\nKeeps it\n[\s\S]*S-1001 · Megan Bowen\nCanceled/);
      const again = await chat.press('Adele', card, 'Ask again');
      assert.match(readCard(again), /Who has said that they keep it is asked again/);
      await chat.press('Adele', again, 'Ask to cancel');
      assert.match(readCard(await chat.say('Adele', 'centralize Power BI Pro')), /Waiting for 1 answer/);
    });

    it('is done when nobody has the product by self-service any more', async () => {
      await ask();
      for (const [who, subscription] of [
        ['Megan', 'S-1001'],
        ['Isaiah', 'S-1002'],
      ] as const) {
        const card = await chat.run(who, 'cancel-answer', { subscription, answer: 'canceled' });
        await chat.press(who, card, 'Cancel subscription', { reason: 'moving-to-central', feedback: '' });
      }
      const card = await chat.say('Adele', 'centralize Power BI Pro');
      assert.match(readCard(card), /Done: nobody has Power BI Pro by self-service any more\n[\s\S]*Canceled/);
      assert.deepEqual(steps(card), []);
    });
  });

  describe('a purchaser’s answer', () => {
    const keep = (who: string, subscription: string) =>
      chat.run(who, 'cancel-answer', {
        ...{ subscription, answer: 'kept', operation: chat.commerce.newOperationId() },
      });

    it('is taken from the purchaser alone, about what was asked', async () => {
      assert.match(readCard(await keep('Megan', 'S-1001')), /There is no such request/);
      await ask();
      const [others, unknown] = [readCard(await keep('Lee', 'S-1001')), readCard(await keep('Lee', 'S-9999'))];
      assert.equal(others.replace('S-1001', 'S-9999'), unknown);
      assert.match(others, /There is no subscription S-1001/);
      assert.match(readCard(await keep('Ben', 'S-1001')), /Guests cannot/);
      assert.match(readCard(await keep('Megan', 'C-2001; x')), /Something is missing or not right|no longer works/);
      assert.match(readCard(await chat.say('Adele', 'centralize Power BI Pro')), /0 canceled, 0 kept, 2 waiting/);
    });

    it('counts once, and can still be followed by canceling', async () => {
      await ask();
      const first = await keep('Megan', 'S-1001');
      assert.equal(readCard(await keep('Megan', 'S-1001')), readCard(first));
      assert.match(readCard(await chat.press('Megan', first, 'Cancel subscription')), /S-1001/);
      assert.match(readCard(await chat.press('Megan', first, 'Open S-1001')), /Power BI Pro · S-1001\nActive/);
    });

    it('tells one who keeps what is canceled already that it is', async () => {
      await ask();
      const card = await chat.run('Megan', 'cancel-answer', { subscription: 'S-1001', answer: 'canceled' });
      await chat.press('Megan', card, 'Cancel subscription', { reason: 'other', feedback: '' });
      assert.match(readCard(await keep('Megan', 'S-1001')), /^S-1001 is canceled/);
      const late = await chat.run('Megan', 'cancel-answer', { subscription: 'S-1001', answer: 'canceled' });
      assert.match(readCard(late), /already deleted/);
    });
  });

  describe('by somebody who may not', () => {
    it('tells the role that a step takes, and has no button for it', async () => {
      const alex = await chat.say('Alex', 'centralize Power BI Pro');
      assert.match(readCard(alex), /takes the role Global Administrator, License Administrator, or User Administrator/);
      assert.ok(!actionsOf(alex).some(({ verb }) => verb === 'assign-everyone'));
      const forged = await chat.run('Alex', 'assign-everyone', { product: POWER_BI, shown: 99 });
      assert.match(readCard(forged), /You need another role for that/);
      assert.equal(await assigned('C-2001'), 5);
    });

    it('lets a partner’s admin ask the purchasers, and names the roles for the rest', async () => {
      const partner = await startConversation('fabrikam', { customer: 'contoso' });
      await partner.say('Erik', 'act for Contoso');
      const card = await partner.say('Erik', 'centralize Power BI Pro');
      assert.match(readCard(card), /^For Contoso\nCentralize Power BI Pro[\s\S]*takes the role Global Administrator/);
      const asking = await partner.run('Erik', 'ask-to-cancel', { product: POWER_BI });
      assert.match(readCard(await partner.press('Erik', asking, 'Ask to cancel')), /2 purchases asked about/);
      assert.doesNotMatch(readCard(await partner.run('Erik', 'buy', { product: POWER_BI })), /^Buy/);
    });

    it('is refused to readers, purchasers and guests', async () => {
      for (const who of ['Nestor', 'Lynne', 'Megan'])
        for (const verb of ['centralize', 'ask-to-cancel'])
          assert.match(readCard(await chat.run(who, verb, { product: POWER_BI })), /You need another role for that/);
      assert.match(readCard(await chat.say('Ben', 'centralize Power BI Pro')), /Guests cannot/);
    });

    it('is refused for products that do not exist, and data of the wrong kind', async () => {
      for (const verb of ['assign-everyone', 'ask-to-cancel', 'centralize'])
        assert.match(
          readCard(await chat.run('Adele', verb, { product: 'Photoshop' })),
          /I know no product “Photoshop”/,
        );
      for (const data of [{}, { product: POWER_BI, people: 'all' }, { product: [POWER_BI] }])
        assert.match(
          readCard(await chat.run('Adele', 'assign-everyone', data)),
          /missing or not right|no longer works/,
        );
    });
  });
});
