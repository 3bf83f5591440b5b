import assert from 'node:assert/strict';
import { type Conversation, findAction, readCard, startConversation } from '../../../support/chat/conversation.ts';

const BLOCK = 'Do not allow';

describe('Policies of more than one product, in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const policy = async () => readCard(await chat.say('Nestor', 'policies'));

  for (const [sentence, title] of [
    [
      'block everything except Power BI Pro',
      /^Stop allowing self-service purchases of all products except Power BI Pro\?/,
    ],
    ['förbjud allt utom Power BI Pro', /Power BI Pro\?/],
    ['block all products apart from Visio', /all products except Visio Plan 1, Visio Plan 2\?/],
  ] as const)
    it(`leaves out what “${sentence}” leaves out, and changes nothing yet`, async () => {
      const before = await policy();
      assert.match(readCard(await chat.say('Adele', sentence)), title);
      assert.equal(await policy(), before);
    });

  it('blocks all but the excepted one once that is confirmed', async () => {
    await chat.press('Adele', await chat.say('Adele', 'allow all'), 'Allow');
    const question = await chat.say('Adele', 'block everything except Power BI Pro');
    assert.doesNotMatch(readCard(question), /^Power BI Pro$/m);
    await chat.press('Adele', question, BLOCK);
    const after = await policy();
    assert.match(after, /Power BI Pro: Allow/);
    assert.match(after, /Power BI Premium per user: Do not allow[\s\S]*Visio Plan 2: Do not allow/);
  });

  it('takes one out of its family by the word that tells it apart', async () => {
    for (const sentence of ['block Power BI but not Pro', 'spärra Power BI men inte Pro']) {
      const question = readCard(await chat.say('Adele', sentence));
      assert.match(question, /^[^\n]*Power BI Premium per user\?/, sentence);
    }
  });

  it('refuses what it cannot leave out, rather than block it', async () => {
    assert.match(
      readCard(await chat.say('Adele', 'block everything except Frobnicator')),
      /I know no product “Frobnicator”/,
    );
    const none = await chat.run('Adele', 'set-policy', { product: 'Visio', except: 'Visio', value: 'Disabled' });
    assert.match(readCard(none), /^Nothing was chosen/);
  });

  it('takes several products, an offer type and what is new, each named on the card', async () => {
    const several = readCard(await chat.say('Adele', 'block Visio and Clipchamp'));
    assert.match(several, /^Stop allowing[\s\S]*Clipchamp Premium[\s\S]*Visio Plan 2/);
    const offers = await chat.say('Adele', 'blockera SaaS-erbjudanden', { locale: 'sv-SE' });
    assert.match(readCard(offers), /^Sluta tillåta självbetjäningsköp av SaaS-erbjudanden\?/);
    const { verb, data } = findAction(offers, 'Tillåt inte');
    await chat.send('Adele', verb, data);
    assert.match(await policy(), /SaaS offers: Do not allow/);
  });

  it('blocks what is new and leaves what is there, and undoes that', async () => {
    const before = await policy();
    const question = await chat.say('Adele', 'block new products');
    assert.match(readCard(question), /^Stop allowing self-service purchases of products that come later\?/);
    const receipt = await chat.press('Adele', question, BLOCK);
    assert.match(readCard(receipt), /Products that come later\nAllow → Do not allow/);
    const during = await policy();
    assert.match(during, /without a value of their own: Do not allow/);
    assert.equal(during.replace('own: Do not allow', 'own: Allow'), before);
    assert.match(readCard(await chat.say('Adele', 'audit')), /Products that come later/);
    await chat.press('Adele', receipt, 'Undo');
    assert.equal(await policy(), before);
  });

  it('never takes “everything that somebody bought” for every product', async () => {
    for (const sentence of ['allow everything that Contoso bought', 'tillåt allt som Megan har köpt'])
      assert.doesNotMatch(readCard(await chat.say('Adele', sentence)), /all products|alla produkter/, sentence);
  });

  it('refuses what nobody could have typed', async () => {
    for (const data of [
      { offerType: 'Games' },
      { newProducts: 'yes' },
      { except: [] },
      { except: { $gt: '' }, all: true },
    ])
      assert.match(readCard(await chat.run('Adele', 'set-policy', { value: 'Disabled', ...data })), /not right/);
    const trials = { value: 'OnlyTrialsWithoutPaymentMethod', newProducts: true };
    const question = await chat.run('Adele', 'set-policy', trials);
    const { verb, data } = findAction(question, 'Allow for trials only');
    assert.match(readCard(await chat.send('Adele', verb, data)), /cannot have that value|Allow/);
    assert.match(readCard(await chat.say('Megan', 'block new products')), /You need another role/);
  });
});

describe('Undoing the last change of the policy by a sentence', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });

  for (const [sentence, locale, title, button] of [
    ['undo the last policy change', 'en-US', /^Undo the last change of the policy\?\nChanged by Adele Vance, /, 'Undo'],
    ['ångra senaste policyändringen', 'sv-SE', /^Ångra den senaste ändringen av policyn\?\nÄndrad av Adele/, 'Ångra'],
  ] as const)
    it(`shows what “${sentence}” would put back, and does it when that is confirmed`, async () => {
      await chat.press('Adele', await chat.say('Adele', 'block Visio Plan 2'), BLOCK);
      const question = await chat.say('Alex', sentence, { locale });
      assert.match(readCard(question), title);
      assert.match(readCard(question), /Visio Plan 2\n(Do not allow → Allow|Tillåt inte → Tillåt)/);
      assert.match(readCard(await chat.say('Nestor', 'policies')), /Visio Plan 2: Do not allow/);
      const { verb, data } = findAction(question, button);
      await chat.send('Alex', verb, data);
      assert.match(readCard(await chat.say('Nestor', 'policies')), /Visio Plan 2: Allow/);
    });

  it('says where there is nothing to undo, and is for those who change the policy', async () => {
    assert.match(readCard(await chat.say('Adele', 'undo the last policy change')), /^There is nothing to undo/);
    for (const who of ['Nestor', 'Megan'])
      assert.match(readCard(await chat.say(who, 'undo the last policy change')), /You need another role/, who);
    assert.doesNotMatch(readCard(await chat.say('Adele', "don't undo the policy change")), /Undo the last/);
  });
});
