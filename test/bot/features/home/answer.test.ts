import assert from 'node:assert/strict';
import { answerLinkUrl, SUPPORT_URL } from '../../../../bot/understanding/answers/links.ts';
import { TOPIC_IDS } from '../../../../bot/understanding/answers/texts.ts';
import type { Card } from '../../../../cards/kit/card.ts';
import { actionsOf, type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

/** The titles of a card's buttons, also of those that open a page. */
const buttons = (card: Card): string[] => (card.actions ?? []).map((action) => (action as { title: string }).title);

describe('An answer in chat', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  const ask = (who: string, id: string, locale = 'en-US'): Promise<Card> =>
    chat.send(who, 'answer', { id, by: chat.sender(who).userId }, { locale });

  it('tells an admin what holds for the organization', async () => {
    const text = readCard(await ask('Adele', 'who-can-buy'));
    assert.match(text, /^Who can buy by self-service\?\nYou can buy 10 of 12 products here\n/);
    assert.match(text, /Organization\nContoso\nCountry or region\nUnited States\nKind\nCommercial\n/);
    assert.match(text, /9 of 12 allowed, 1 for trials only; new ones: Allow/);
  });

  it('follows the policy', async () => {
    const fresh = await startConversation();
    const { actor } = await fresh.commerce.getVisitor(fresh.tenantId, fresh.sender('Adele').userId);
    await fresh.commerce.changePolicy(actor, { all: 'products', value: 'Disabled' }, { operationId: 'block-all' });
    const told = readCard(await fresh.run('Adele', 'answer', { id: 'who-can-buy' }));
    assert.match(told, /0 of 12 allowed, 0 for trials only; new ones: Allow/);
    assert.match(told, /Your organization does not allow self-service purchase of this product/);
  });

  it('shows a member what they may know, and in their language', async () => {
    const text = readCard(await ask('Megan', 'who-can-buy', 'sv-SE'));
    assert.match(text, /^Vem kan köpa med självbetjäning\?\nDu kan köpa 10 av 12 produkter här\n/);
    assert.match(text, /Land eller region\nUSA\n/);
    assert.doesNotMatch(text, /tillåtna/);
    assert.doesNotMatch(readCard(await ask('Megan', 'where-admins-see')), /Self-service subscriptions\n\d/);
    assert.match(readCard(await ask('Nestor', 'where-admins-see')), /Self-service subscriptions\n\d+/);
  });

  it('tells a guest what holds in general and nothing of the organization', async () => {
    for (const id of TOPIC_IDS) {
      const card = await ask('Ben', id);
      assert.doesNotMatch(readCard(card), /Contoso|products here|\(MCA\)|Your organization has an/);
      const open = actionsOf(card.actions).filter(({ verb }) => !['help', 'my-licenses', 'who-am-i'].includes(verb));
      assert.deepEqual(open, [], id);
    }
  });

  it('says what holds for the billing account of the organization', async () => {
    assert.match(
      readCard(await ask('Megan', 'refunds')),
      /^Do I get a refund when I cancel\?\nOnly within 7 days[\s\S]*has an MCA account[\s\S]*\(MCA\)/,
    );
    const fabrikam = await startConversation('fabrikam');
    const card = await fabrikam.send('Maja', 'answer', { id: 'refunds', by: fabrikam.sender('Maja').userId });
    assert.match(readCard(card), /\?\nYes, always[\s\S]*Your organization has a MOSA account[\s\S]*\(MOSA\)/);
  });

  it('offers each person the next steps that they may take', async () => {
    assert.deepEqual(buttons(await ask('Adele', 'take-over')), [
      'Take over a subscription',
      'Subscriptions',
      'Help',
      'Your products in the admin center',
    ]);
    assert.deepEqual(buttons(await ask('Megan', 'take-over')), [
      'Subscriptions',
      'Help',
      'Your products in the admin center',
    ]);
    assert.deepEqual(buttons(await ask('Adele', 'block-buying')), ['Policies', 'Help']);
    assert.deepEqual(buttons(await ask('Megan', 'block-buying', 'sv-SE')), ['Hjälp']);
  });

  it('leads to the page of the tenant’s cloud', async () => {
    const card = JSON.stringify(await ask('Adele', 'where-admins-see'));
    assert.ok(card.includes('https://go.microsoft.com/fwlink/p/?linkid=842054'));
    assert.match(answerLinkUrl('products', 'germany'), /=847745$/);
    assert.match(answerLinkUrl('licenses', '21vianet'), /=850625$/);
    assert.match(answerLinkUrl('purchase', 'germany'), /=848041$/);
    assert.match(answerLinkUrl('bills', '21vianet'), /=850627$/);
    assert.equal(answerLinkUrl('support', 'germany'), SUPPORT_URL);
  });

  it('has related questions that answer themselves', async () => {
    const next = await chat.press('Megan', await ask('Megan', 'who-can-buy'), 'Can guests buy?');
    assert.match(readCard(next), /^Can guests buy\?\nNo\. A guest can’t buy/);
  });

  it('has only buttons that work, for everybody and in both languages', async () => {
    for (const who of ['Adele', 'Megan', 'Lynne', 'Ben']) {
      const pressed = new Set<string>();
      for (const id of TOPIC_IDS) {
        const card = await ask(who, id, 'sv-SE');
        assert.ok(buttons(card).length <= 6, id);
        for (const { title } of actionsOf(card).filter((action) => !pressed.has(action.title))) {
          assert.doesNotMatch(
            readCard(await chat.press(who, card, title)),
            /You need another role|Something is missing|no longer works|Something went wrong/,
            `${who}, ${id}: ${title}`,
          );
          pressed.add(title);
        }
      }
    }
  });

  it('is not given for a question that does not exist, or for forged data', async () => {
    const card = await ask('Megan', 'nothing');
    assert.match(readCard(card), /^I have no answer to that/);
    assert.deepEqual(buttons(card), ['Subscriptions', 'Help']);
    for (const id of ['toString', '__proto__', 'constructor'])
      assert.match(readCard(await ask('Megan', id)), /^I have no answer to that/);
    for (const data of [{}, { id: 7 }, { id: 'guests', more: 1 }, { id: 'x'.repeat(41) }])
      assert.match(
        readCard(await chat.run('Megan', 'answer', data)),
        /^(Something is missing or not right|This button no longer works)/,
      );
    const foreign = await chat.send('Lee', 'answer', { id: 'guests', by: chat.sender('Megan').userId });
    assert.doesNotMatch(readCard(foreign), /Can guests buy/);
  });
});

describe('An answer on a product', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  const ask = (who: string, id: string, product: string, locale = 'en-US'): Promise<Card> =>
    chat.send(who, 'answer', { id, product, by: chat.sender(who).userId }, { locale });

  it('says why this person cannot buy it, and leads to the request for it', async () => {
    const card = await ask('Lee', 'cannot-buy', 'copilot');
    assert.match(
      readCard(card),
      /^Why can I not buy a product\?\nMicrosoft 365 Copilot: Your organization does not allow/,
    );
    assert.doesNotMatch(readCard(card), /Either the product/);
    assert.deepEqual(buttons(card).slice(0, 2), ['Request a license', 'My requests']);
    assert.match(readCard(await chat.press('Lee', card, 'Request a license')), /Microsoft 365 Copilot/);
  });

  it('says that it can be bought, for what, and leads to its purchase', async () => {
    const card = await ask('Lee', 'prices', 'Visio Plan 2', 'sv-SE');
    assert.match(readCard(card), /^Vad kostar det\?\nVisio Plan 2: Du kan köpa den här\.\nDet kan skilja sig/);
    assert.match(readCard(card), /Listpris\n15,00.US\$ \/ månad/);
    assert.match(readCard(await chat.press('Lee', card, 'Köp licenser')), /Visio Plan 2/);
  });

  it('shows the policy to those who may read it, and the names of several', async () => {
    assert.match(readCard(await ask('Adele', 'cannot-buy', 'Copilot')), /\nPolicy\nDo not allow\n/);
    assert.doesNotMatch(readCard(await ask('Lee', 'cannot-buy', 'Copilot')), /\nPolicy\n/);
    assert.match(
      readCard(await ask('Nestor', 'who-can-buy', 'visio')),
      /Visio Plan 1\n.+ · Allow for trials only\nVisio Plan 2\n.+ · Allow\n/,
    );
  });

  it('is the general one where the product is not known, not asked about, or none of a guest’s business', async () => {
    for (const [who, id, product] of [
      ['Lee', 'cannot-buy', 'Nothing 5'],
      ['Lee', 'expiry', 'Copilot'],
      ['Ben', 'cannot-buy', 'Copilot'],
    ] as const)
      assert.doesNotMatch(readCard(await ask(who, id, product)), /Copilot|Nothing/);
  });
});

describe('A text that nothing answers', () => {
  it('gets the closest commands, help, and where Microsoft’s support is', async () => {
    const chat = await startConversation();
    const card = await chat.say('Megan', 'qwertyuiop');
    assert.ok(actionsOf(card).some(({ verb }) => verb === 'help'));
    assert.deepEqual(buttons(card), ['Microsoft support']);
    assert.ok(JSON.stringify(card.actions).includes(SUPPORT_URL));
  });
});
