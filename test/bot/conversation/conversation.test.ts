import assert from 'node:assert/strict';
import { actionsOf, type Conversation, readCard, startConversation } from '../../support/chat/conversation.ts';

describe('Listing subscriptions', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  it('shows an admin every self-service purchase, eight a page, those that end first on top', async () => {
    const card = await chat.say('Adele', 'subscriptions');
    const text = readCard(card);
    assert.match(text, /Self-service purchases/);
    assert.match(text, /1–8 of 10 subscriptions/);
    assert.match(
      text,
      /Power BI Pro\nS-1001 · Megan Bowen\n4 of 5 licenses assigned\n\$70\.00 \/ month\nActive\nNov 22, 2026/,
    );
    assert.doesNotMatch(text, /C-2001/);
  });

  it('turns the page in place and back again', async () => {
    const first = await chat.say('Adele', 'subscriptions');
    const second = await chat.press('Adele', first, 'Next');
    assert.match(readCard(second), /9–10 of 10 subscriptions/);
    assert.match(readCard(second), /S-1010/);
    assert.equal(readCard(await chat.press('Adele', second, 'Previous')), readCard(first));
  });

  it('keeps deleted subscriptions for the end', async () => {
    const last = await chat.press('Adele', await chat.say('Adele', 'subscriptions'), 'Next');
    assert.match(readCard(last), /S-1002[\s\S]*S-1010 · Christie Cline\n.*\n.*\nDeleted/);
  });

  it('filters by purchaser, product, status, source and days', async () => {
    const refs = async (text: string) =>
      [...new Set(readCard(await chat.say('Adele', text)).match(/[SC]-\d+/g))].sort();
    assert.deepEqual(await refs('subscriptions by Megan'), ['S-1001', 'S-1005']);
    assert.deepEqual(await refs('Power BI subscriptions'), ['S-1001', 'S-1002', 'S-1010']);
    assert.deepEqual(await refs('subscriptions Power BI by megan bowen'), ['S-1001']);
    assert.deepEqual(await refs('expired subscriptions'), ['S-1008']);
    assert.deepEqual(await refs('central subscriptions'), ['C-2001', 'C-2002', 'C-2003', 'C-2004']);
    assert.deepEqual(await refs('trials'), ['S-1007']);
    assert.deepEqual(await refs('subscriptions expiring in 30 days'), [
      'S-1001',
      'S-1003',
      'S-1005',
      'S-1006',
      'S-1007',
    ]);
    assert.deepEqual(await refs('utgångna prenumerationer'), ['S-1008']);
  });

  it('applies the form of the card', async () => {
    const card = await chat.say('Adele', 'subscriptions');
    const filtered = await chat.press('Adele', card, 'Apply', { source: 'central', sort: 'price' });
    const refs = readCard(filtered).match(/C-\d+/g);
    assert.deepEqual([...new Set(refs)], ['C-2001', 'C-2003', 'C-2002', 'C-2004']);
  });

  it('opens a subscription when its line is pressed', async () => {
    const list = await chat.say('Adele', 'subscriptions');
    const text = readCard(await chat.press('Adele', list, 'Open S-1001, Power BI Pro'));
    assert.match(text, /Purchaser\nMegan Bowen/);
    assert.match(text, /4 of 5 assigned, 1 available/);
    assert.match(text, /\$14\.00 per license, \$70\.00 in total per month/);
    assert.match(text, /On: renews on Nov 22, 2026/);
    assert.match(text, /Assigned users\nIsaiah Langer\nJoni Sherman\nLee Gu\nMegan Bowen\n/);
    assert.match(text, /Aug 23, 2026\nBought, 3 licenses, by Megan Bowen/);
  });

  it('shows a purchaser their own with the same word', async () => {
    for (const text of ['subscriptions', 'my subscriptions', 'mina prenumerationer', 'prenumerationer']) {
      const read = readCard(await chat.say('Megan', text));
      assert.deepEqual([...new Set(read.match(/S-\d+/g))], ['S-1001', 'S-1005']);
    }
  });

  it('gives the same answer for a foreign subscription and one that does not exist', async () => {
    const [foreign, absent] = await Promise.all([
      chat.say('Megan', 'subscription S-1002'),
      chat.say('Megan', 'subscription S-9999'),
    ]);
    assert.equal(readCard(foreign).replaceAll('S-1002', 'S-9999'), readCard(absent));
    assert.match(readCard(absent), /There is no subscription S-9999/);
  });

  it('asks which of several people is meant', async () => {
    const card = await chat.say('Adele', 'subscriptions by a');
    assert.match(readCard(card), /Which person do you mean/);
    assert.match(readCard(await chat.press('Adele', card, 'Allan Deyoung')), /bought by Allan Deyoung/);
  });

  it('says what exists when a product or a person does not', async () => {
    assert.match(
      readCard(await chat.say('Adele', 'subscriptions Photoshop')),
      /no product “Photoshop”[\s\S]*Visio Plan 2/,
    );
    assert.match(readCard(await chat.say('Adele', 'subscriptions by Zlatan')), /nobody called “Zlatan”/);
  });
});

describe('Licenses', () => {
  it('show one row for a product over all its purchases, and its users by purchaser', async () => {
    const chat = await startConversation();
    const list = await chat.say('Adele', 'licenses');
    assert.match(readCard(list), /Power BI Pro\n2 subscriptions\n4 available\n11 of 15 assigned/);
    const card = await chat.press('Adele', list, 'Show who has licenses for Power BI Pro');
    assert.match(readCard(card), /Isaiah Langer · S-1002\n7 of 10 licenses assigned/);
    assert.match(readCard(card), /Megan Bowen · S-1001/);
    assert.match(readCard(await chat.say('Adele', 'licenses Power BI')), /^Power BI Pro\n/);
  });
});

describe('Small talk', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  for (const text of ['help', 'hi', 'Hello!', 'hej', 'hjälp'])
    it(`answers “${text}” with what this person can do`, async () => {
      const card = await chat.say('Adele', text);
      assert.match(readCard(card), /(Hello|Hej) Adele[\s\S]*(Licenses|Licenser)/);
      assert.doesNotMatch(readCard(await chat.say('Megan', text)), /Available quantity|Tillgängligt antal/);
    });

  it('offers what this person is likeliest to look for where it does not understand', async () => {
    await chat.say('Adele', 'thanks');
    const card = await chat.say('Adele', 'asdf qwer zxcv');
    assert.match(readCard(card), /did not understand/);
    assert.deepEqual(
      actionsOf(card).map(({ verb }) => verb),
      ['requests', 'subscriptions', 'licenses', 'help'],
    );
    await chat.say('Megan', 'thanks');
    const ofPurchaser = await chat.say('Megan', 'asdf qwer zxcv');
    assert.match(readCard(ofPurchaser), /S-1001[\s\S]*S-1005[\s\S]*My licenses[\s\S]*Help/);
  });

  it('leads from help to every command by a press', async () => {
    const help = await chat.say('Adele', 'help');
    for (const { title } of actionsOf(help))
      assert.doesNotMatch(readCard(await chat.press('Adele', help, title)), /went wrong/);
  });
});
