import assert from 'node:assert/strict';
import { commands } from '../../../bot/features/index.ts';
import type { Card } from '../../../cards/kit/card.ts';
import { holdsCardNumber } from '../../../services/commerce/index.ts';
import { actionsOf, findAction, readCard } from '../../support/chat/conversation.ts';
import { type PartnerChat, startPartnerChat } from '../../support/chat/partner-chat.ts';
import { confirmedCommands } from '../../support/chat/pressing.ts';

const REASON = { reason: 'too-expensive' };

describe('A press while its presser acts for another tenant than the card is about', () => {
  let chat: PartnerChat;
  beforeEach(async () => {
    chat = await startPartnerChat();
  });
  const say = (text: string) => chat.say('Erik', text);
  const cancelIn = async (customer: string): Promise<Card> => {
    await say(`act for ${customer}`);
    return say('cancel S-3001');
  };
  /** What the act answers, which must change nothing anywhere. */
  const unchanged = async (act: () => Promise<Card>): Promise<Card> => {
    const before = await chat.state();
    const answer = await act();
    assert.deepEqual(await chat.state(), before);
    return answer;
  };
  const pressCancel = (card: Card) => chat.press('Erik', card, 'Cancel subscription', REASON);

  it('acts on the customer that the card names while they act for it', async () => {
    assert.match(readCard(await pressCancel(await cancelIn('Alpha'))), /^For Alpha Inc\nS-3001 was canceled/);
  });

  it('is refused for another customer, and leads to the one on the card', async () => {
    const card = await cancelIn('Alpha');
    await say('act for Gamma');
    const refusal = await unchanged(() => pressCancel(card));
    assert.match(
      readCard(refusal),
      /^For Gamma AB\nThis card is for Alpha Inc\nYou act for Gamma AB now, so nothing was done/,
    );
    assert.match(readCard(await chat.press('Erik', refusal, 'Act for Alpha Inc')), /You act for Alpha Inc/);
    assert.match(readCard(await pressCancel(card)), /^For Alpha Inc\nS-3001 was canceled/);
  });

  it('is refused at home, and at a customer for a card of home', async () => {
    const ofAlpha = await cancelIn('Alpha');
    await say('act for myself');
    assert.match(readCard(await unchanged(() => pressCancel(ofAlpha))), /^This card is for Alpha Inc\n/);
    const ofHome = await say('cancel S-3001');
    await say('act for Gamma');
    const refusal = await unchanged(() => pressCancel(ofHome));
    assert.match(readCard(refusal), /^For Gamma AB\nThis card is for your own organization\n/);
    await chat.press('Erik', refusal, 'Back to my own organization');
    assert.match(readCard(await pressCancel(ofHome)), /^S-3001 was canceled/);
  });

  it('shows nothing of a namesake either', async () => {
    await say('act for Alpha');
    const list = await say('subscriptions');
    await say('act for Gamma');
    const opened = await unchanged(() => chat.press('Erik', list, 'Open S-3001, Power BI Pro'));
    assert.match(readCard(opened), /This card is for Alpha Inc/);
    assert.doesNotMatch(readCard(opened), /Maja/);
  });

  it('is told once that the delegation has ended, and never acts at home instead', async () => {
    const card = await cancelIn('Alpha');
    await chat.endDelegation(chat.alpha);
    assert.match(readCard(await pressCancel(card)), /^You no longer act for that customer\n[\s\S]*nothing was done/);
    const refusal = await unchanged(() => pressCancel(card));
    assert.match(readCard(refusal), /^This card is for another organization\n/);
    assert.doesNotMatch(JSON.stringify(refusal), /Alpha/);
  });

  it('says so to the next sentence too, before it does what is asked at home', async () => {
    await say('act for Alpha');
    await say('cancel');
    await chat.endDelegation(chat.alpha);
    for (const sentence of ['S-3001'])
      assert.match(readCard(await say(sentence)), /^You no longer act for that customer/);
    assert.doesNotMatch(readCard(await say('S-3001')), /Are you sure/);
    assert.match(readCard(await say('subscriptions')), /^Self-service purchases/);
  });

  it('looks the same for a foreign tenant, an unknown one and nonsense', async () => {
    const { verb, data } = findAction(await say('cancel S-3001'), 'Cancel subscription');
    await chat.endDelegation(chat.gamma);
    const answers = [];
    for (const tenant of [chat.gamma, '00000000-0000-4000-8000-000000000000', 'x', 7, true, null, ['a']])
      answers.push(await unchanged(() => chat.send('Erik', verb, { ...data, ...REASON, for: tenant })));
    const read = answers.map((card) => readCard(card));
    assert.match(read[0] ?? '', /^This card is for another organization/);
    assert.deepEqual(new Set(read).size, 1);
  });

  it('takes a card of an earlier version, which names no tenant, for one of home', async () => {
    const { verb, data } = findAction(await say('subscriptions'), 'Open S-3001, Power BI Pro');
    const { for: _, ...unbound } = data;
    assert.match(readCard(await chat.send('Erik', verb, unbound)), /Maja Holm/);
    await say('act for Gamma');
    assert.match(readCard(await chat.send('Erik', verb, unbound)), /This button no longer works/);
  });

  it('does what concerns the person alone, on whatever card it stands', async () => {
    const customers = await say('customers');
    await say('act for Gamma');
    assert.match(readCard(await chat.press('Erik', customers, 'Alpha Inc')), /You act for Alpha Inc/);
  });

  it('is refused for every command that a press confirms', async () => {
    const confirmed = confirmedCommands(Object.values(commands));
    assert.ok(confirmed.length > 20);
    await say('act for Gamma');
    const { operation } = findAction(await say('cancel S-3001'), 'Cancel subscription').data;
    const before = await chat.state();
    for (const { name } of confirmed) {
      const refusal = await chat.run('Erik', name, { subscription: 'S-3001', operation, for: chat.alpha });
      assert.match(readCard(refusal), /^For Gamma AB\nThis card is for Alpha Inc/, name);
    }
    assert.deepEqual(await chat.state(), before);
  });

  it('has the tenant on every button of every answer, whoever asks', async () => {
    await say('act for Alpha');
    for (const text of [
      'subscriptions',
      'cancel S-3001',
      'cancel S-9',
      'take over S-3001',
      'licenses',
      'help',
      'buy',
      '?',
    ])
      for (const { title, data } of actionsOf(await say(text)))
        assert.equal(data['for'], chat.alpha, `${text}: ${title}`);
    const view = await chat.say('Erik', 'subscriptions', { inGroup: true });
    for (const { data } of actionsOf(view)) assert.equal(data['for'], chat.alpha);
  });
});

describe('What a whole group sees', () => {
  let chat: PartnerChat;
  before(async () => {
    chat = await startPartnerChat();
  });
  const inGroup = async (who: string, text: string) => JSON.stringify(await chat.say(who, text, { inGroup: true }));

  it('names no customer, whatever is asked', async () => {
    await chat.say('Erik', 'act for Alpha');
    for (const text of ['help', 'subscriptions', 'never mind', 'xyzzy', '', 'how do I buy', 'block Visio Plan 2'])
      assert.doesNotMatch(await inGroup('Erik', text), /Alpha Inc/, text);
  });

  it('is the same for an admin and for one who may do nothing', async () => {
    const anonymous = (card: string, who: string) => card.replaceAll(chat.sender(who).userId, '').replaceAll(who, '');
    for (const text of ['help', 'xyzzy polcies', 'subscrxptzzns', 'licenses for visio to lee', 'never mind'])
      assert.equal(
        anonymous(await inGroup('Karin', text), 'Karin'),
        anonymous(await inGroup('Maja', text), 'Maja').replaceAll('Holm', 'Lindqvist'),
        text,
      );
  });

  it('refuses nobody aloud: the refusal is for the one who asked', async () => {
    const view = await chat.say('Maja', 'block Visio Plan 2', { inGroup: true });
    assert.match(readCard(view), /^An answer for Maja Holm alone/);
    assert.match(readCard(await chat.press('Maja', view, 'Show it to me')), /You need another role/);
  });
});

describe('A press whose data is not what its command takes', () => {
  /** Ids of operations whose digits would pass for the number of a card. */
  const UNLUCKY = ['01a224c2-e490-7923-8643-99902568854b', '01a224c5-0770-7559-9993-192a170f8a2c'];
  let chat: PartnerChat;
  before(async () => {
    chat = await startPartnerChat();
  });
  const press = async (data: object): Promise<string> =>
    readCard(await chat.run('Erik', 'cancel', { for: chat.tenantId, ...data }));

  for (const operation of UNLUCKY)
    it(`is told so, whatever the digits of its operation are (${operation})`, async () => {
      assert.ok(holdsCardNumber(operation));
      assert.equal(await press({ subscription: 7, operation }), await press({ subscription: 7 }));
    });

  it('is told of the number of a card where it has one', async () => {
    assert.match(await press({ subscription: 7, reason: '4111 1111 1111 1111' }), /number of a card|card number/i);
  });
});
