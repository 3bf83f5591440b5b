import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { heldExport, readExport } from '../../../../bot/features/exports/exports.ts';
import type { Card } from '../../../../cards/kit/card.ts';
import { createPreferences } from '../../../../services/conversations/preferences.ts';
import { createLinks } from '../../../../services/links/links.ts';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';
import { testRedis } from '../../../support/redis/redis.ts';

const urlOf = (card: Card): string => {
  const opening = card.actions?.find((action) => (action as { type: string }).type === 'Action.OpenUrl');
  return (opening as { url: string } | undefined)?.url ?? '';
};

describe('Exporting users in chat', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  for (const [sentence, locale, words] of [
    ['export users Visio Plan 2', 'en-US', /^Users of Visio Plan 2\n[\s\S]*\nusers-2026-11-01\.csv\nRows\n1\n/],
    [
      'exportera användare Visio Plan 2',
      'sv-SE',
      /^Användare av Visio Plan 2\n[\s\S]*\nanvandare-2026-11-01\.csv\nRader\n1\n/,
    ],
    ['export users S-1001 S-1002', 'en-US', /^Users of S-1001, S-1002\n[\s\S]*\nRows\n11\n/],
    ['exportera användare S-1001', 'sv-SE', /^Användare i S-1001\n[\s\S]*\nRader\n4\n/],
    ['export users all', 'en-US', /^Users of all self-service purchases\n[\s\S]*\nRows\n22\n/],
  ] as const)
    it(`answers “${sentence}” with what is in the file, and a link to it`, async () => {
      const card = await chat.say('Adele', sentence, { locale });
      assert.match(readCard(card), words);
      assert.match(urlOf(card), /^http:\/\/127\.0\.0\.1:3978\/export\/[\w.-]{60,80}$/);
    });

  it('makes a new link each time', async () => {
    const card = await chat.say('Adele', 'export users S-1001');
    const again = await chat.press('Adele', card, 'New link');
    assert.match(readCard(again), /^Users of S-1001\n/);
    assert.notEqual(urlOf(again), urlOf(card));
  });

  it('asks an admin what to export, and goes on with it', async () => {
    const card = await chat.say('Adele', 'exportera användare', { locale: 'sv-SE' });
    assert.match(readCard(card), /^Vilkas licenser vill du exportera\?/);
    assert.match(
      readCard(await chat.press('Adele', card, 'Power BI Pro')),
      /^Användare av Power BI Pro\n[\s\S]*\nRader\n11\n/,
    );
    const all = await chat.press('Adele', card, 'Användare i alla självbetjäningsköp');
    assert.match(readCard(all), /\nRader\n22\n/);
  });

  it('takes a family of products together, and several that are named', async () => {
    for (const text of ['export users Visio', 'export who has visio plan 1 and 2', 'exportera visio plan 1 & 2']) {
      const said = readCard(await chat.say('Adele', text));
      assert.match(said, /^[^\n]* Visio Plan 1, Visio Plan 2\n[\s\S]*\n(?:Rows|Rader)\n3\n/);
    }
  });

  it('takes several that are selected in the list', async () => {
    const list = await chat.say('Adele', 'subscriptions');
    const card = await chat.press('Adele', list, 'Export users', { subscriptions: 'S-1001,S-1003,S-1004,S-1005' });
    assert.match(readCard(card), /^Users of 4 subscriptions\n[\s\S]*\nRows\n10\n/);
    const none = await chat.press('Adele', list, 'Export users', { subscriptions: '' });
    assert.match(readCard(none), /^Whose licenses do you want to export\?/);
  });

  it('is reached from the licenses, of all products or of one', async () => {
    const licenses = await chat.say('Adele', 'licenses');
    assert.match(readCard(await chat.press('Adele', licenses, 'Export users')), /^Users of all self-service purchases/);
    const ofProduct = await chat.say('Adele', 'licenses Power BI Pro');
    assert.match(readCard(await chat.press('Adele', ofProduct, 'Export users')), /^Users of Power BI Pro\n/);
  });

  it('gives a purchaser the users of their own subscriptions', async () => {
    const card = await chat.say('Megan', 'export users');
    const titles = actionsOf(card.body).map(({ title }) => title);
    assert.deepEqual(titles, [
      'Users of all your subscriptions',
      'Power BI Pro · S-1001',
      'Power Apps per user · S-1005',
    ]);
    assert.match(readCard(await chat.press('Megan', card, titles[0] ?? '')), /\nRows\n6\n/);
    assert.match(readCard(await chat.press('Megan', card, titles[1] ?? '')), /\nRows\n4\n/);
  });

  it('serves a partner’s admin at the customer’s', async () => {
    const partner = await startConversation('fabrikam', { customer: 'contoso' });
    await partner.say('Erik', 'act for Contoso');
    const card = await partner.say('Erik', 'export users S-1001');
    assert.match(readCard(card), /^For Contoso\nUsers of S-1001\n/);
    const now = () => Date.parse('2026-11-01T09:00:00Z');
    const opened = await createLinks({ redis: await testRedis(), now }).look(
      'export',
      urlOf(card).split('/').at(-1) ?? '',
    );
    assert.ok(opened.ok);
    const services = { commerce: partner.commerce, preferences: createPreferences(await testRedis()), now };
    const held = await heldExport(services, opened.grant);
    assert.deepEqual([held.tenant.name, held.person.displayName], ['Contoso', 'Erik Sandström']);
    assert.match(await text(await readExport(services, held)), /\r\nPower BI Pro,S-1001,Megan Bowen,/);
  });

  for (const [who, sentence, words] of [
    ['Adele', 'export users S-9999', /^There is no subscription S-9999/],
    ['Megan', 'export users S-1002', /^There is no subscription S-1002/],
    ['Adele', 'export users S-1010', /^There is nothing to export/],
    ['Lee', 'export users all', /^There is nothing to export/],
    ['Lee', 'export users', /^There is none to choose from/],
    ['Ben', 'export users', /^Guests cannot do that/],
  ] as const)
    it(`tells ${who} why “${sentence}” gives nothing, and what else to do`, async () => {
      const card = await chat.say(who, sentence);
      assert.match(readCard(card), words);
      assert.equal(urlOf(card), '');
      assert.ok(actionsOf(card.actions).length > 0);
    });

  it('refuses forged choices', async () => {
    for (const data of [
      { subscriptions: 'S-1001;DROP' },
      { subscriptions: [1] },
      { all: 'yes' },
      { product: { $ne: '' } },
      { wish: { all: true } },
    ])
      assert.match(readCard(await chat.run('Adele', 'export-users', data)), /^Something is missing or not right/);
    const many = Array.from({ length: 101 }, (_, n) => `S-${1001 + n}`);
    assert.match(
      readCard(await chat.run('Adele', 'export-users', { subscriptions: many })),
      /^That is too many at a time/,
    );
    const { verb, data } = findAction(await chat.say('Adele', 'export users S-1002'), 'New link');
    assert.match(readCard(await chat.send('Megan', verb, data)), /for somebody else|belongs to/i);
    assert.match(
      readCard(await chat.run('Megan', verb, { ...data, by: undefined })),
      /^There is no subscription S-1002/,
    );
  });
});

describe('The policy for subscriptions that are selected in the list', () => {
  const SELECTED = { subscriptions: 'S-1001,S-1003,S-1002' };
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const ask = async (subscriptions = SELECTED.subscriptions) =>
    chat.press('Adele', await chat.say('Adele', 'subscriptions'), 'Do not allow their products', { subscriptions });

  it('is changed for their products, once each, and can be taken back', async () => {
    const card = await ask();
    assert.match(
      readCard(card),
      /^Stop allowing self-service purchases of these 2 products\?\n3 existing purchases aren’t affected/,
    );
    const receipt = await chat.press('Adele', card, 'Do not allow');
    assert.match(
      readCard(receipt),
      /2 values changed[\s\S]*Power BI Pro\nAllow → Do not allow\nVisio Plan 2\nAllow → Do not allow/,
    );
    assert.deepEqual(readCard(await chat.press('Adele', card, 'Do not allow')), readCard(receipt));
    assert.match(readCard(await chat.press('Adele', receipt, 'Undo')), /Visio Plan 2\nDo not allow → Allow/);
  });

  it('needs at least one that is there', async () => {
    assert.match(readCard(await ask('')), /^Nothing was chosen/);
    assert.match(readCard(await ask('S-1001,S-9999')), /^There is no subscription S-9999/);
    assert.match(readCard(await chat.run('Adele', 'set-policy', { value: 'Disabled', products: [] })), /not right/);
    const unknown = await chat.run('Adele', 'set-policy', { value: 'Disabled', products: ['NOTHING'] });
    assert.match(readCard(unknown), /Nothing to change/);
  });

  it('is not offered to those who may not change it', async () => {
    const titles = actionsOf(await chat.say('Nestor', 'subscriptions')).map(({ title }) => title);
    assert.ok(titles.includes('Export users'));
    assert.ok(!titles.includes('Do not allow their products'));
    const forged = await chat.run('Nestor', 'set-policy', { value: 'Disabled', ...SELECTED });
    assert.match(readCard(forged), /You need another role for that/);
  });
});
