import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('security-log', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  const read = async (who: string, text: string, options = {}) => {
    await chat.securityLog.flush();
    return readCard(await chat.say(who, text, options));
  };

  it('says that nothing has happened where nothing has', async () => {
    assert.match(await read('Adele', 'security log'), /^Security log\n.*\nNothing is recorded here/s);
  });

  it('names who pressed what they may not, and why it was refused', async () => {
    await chat.run('Lee', 'requests');
    await chat.run('Ben', 'subscriptions');
    const page = await read('Nestor', 'audit security');
    assert.match(page, /Button refused\nNov \d+, 2026, [^\n]+ · Lee Gu\nLicense requests: the right is missing\n/);
    assert.match(page, /Button refused\n[^\n]+ · Ben [^\n]+\nSubscriptions?[^\n]*: guests may not\n/);
  });

  it('names who pressed a card of somebody else, one that the bot never made, and how often', async () => {
    for (const data of [{ by: 'anybody' }, { by: 'anybody' }, {}]) await chat.send('Megan', 'help', data);
    await chat.send('Megan', '4222222222222222', { by: 'anybody' });
    const page = await read('Adele', 'security log Megan');
    assert.match(page, /^Security log\nby Megan Bowen\n/);
    assert.match(page, /Help: the card was somebody else’s\n2 times, the last Nov/);
    assert.match(page, /Help: the card was old or not the bot’s\n/);
    assert.doesNotMatch(page, /4222|Lee Gu/);
  });

  it('is said in Swedish, too', async () => {
    const page = await read('Adele', 'säkerhetslogg', { locale: 'sv-SE' });
    assert.match(page, /^Säkerhetslogg\n/);
    assert.match(page, /Nekat tryck\n[^\n]+ · Lee Gu\nLicensförfrågningar: behörighet saknas\n/);
  });

  it('turns its pages', async () => {
    for (const verb of ['spend', 'unused', 'policies', 'capacity', 'take-over', 'centralize', 'notices', 'requests'])
      await chat.run('Lee', verb, { subscription: 'S-1001', product: 'x' });
    await chat.securityLog.flush();
    const first = await chat.say('Adele', 'security log');
    const second = await chat.press('Adele', first, 'Older');
    assert.notEqual(readCard(second), readCard(first));
    assert.equal(readCard(await chat.press('Adele', second, 'Newest')), readCard(first));
  });

  it('is nobody else’s to read', async () => {
    for (const who of ['Alex', 'Lynne', 'Megan']) {
      const page = await read(who, 'security log');
      assert.match(page, /Global Administrator/);
      assert.doesNotMatch(page, /Button refused/);
    }
  });
});
