import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';

describe('Policies in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });

  /** What the list says of a product now. */
  const policyOf = async (product: string): Promise<string | undefined> =>
    field(await chat.say('Adele', 'policies'), product)?.value;

  it('shows every product with the values that it can take, the default and the offer types', async () => {
    const card = await chat.say('Adele', 'policies');
    assert.match(
      readCard(card),
      /Policies for self-service purchases[\s\S]*Products without a value of their own: Allow/,
    );
    assert.match(readCard(card), /SaaS offers/);
    const choices = (product: string) => field(card, product)?.choices.map(({ title }) => title);
    assert.deepEqual(choices('Visio Plan 2'), ['Allow', 'Do not allow']);
    assert.deepEqual(choices('Teams Premium'), ['Allow', 'Allow for trials only', 'Do not allow']);
    assert.match(
      readCard(await chat.say('Adele', 'policyer', { locale: 'sv-SE' })),
      /Tillåt endast utvärderingsversioner/,
    );
  });

  it('shows what is asked for, a product or several, and saves that', async () => {
    for (const text of ['is visio plan 2 open for everyone to buy?', 'får folk handla visio plan 2 själva?']) {
      const card = await chat.say('Adele', text);
      assert.deepEqual([field(card, 'Visio Plan 2')?.value, field(card, 'Teams Premium')], ['Enabled', undefined]);
      assert.doesNotMatch(readCard(card), /SaaS/);
    }
    const both = await chat.say('Adele', 'policies of visio plan 1 and 2');
    assert.ok(field(both, 'Visio Plan 1') && field(both, 'Visio Plan 2'));
    const inputs = { [field(both, 'Visio Plan 1')?.id ?? '']: 'Disabled' };
    assert.match(readCard(await chat.press('Adele', both, 'Save', inputs)), /1 value changed/);
  });

  it('tells somebody who may not see them whether a product can be bought', async () => {
    const text = readCard(await chat.say('Lee', 'is Copilot blocked?'));
    assert.match(text, /^Why can I not buy a product\?[\s\S]*Microsoft 365 Copilot/);
  });

  it('saves several values at once, tells before and after, and takes them back', async () => {
    const card = await chat.say('Adele', 'policies');
    const receipt = await chat.press('Adele', card, 'Save', {
      [field(card, 'Visio Plan 2')?.id ?? '']: 'Disabled',
      [field(card, 'Teams Premium')?.id ?? '']: 'OnlyTrialsWithoutPaymentMethod',
      'offer:SaaS': 'Disabled',
    });
    assert.match(readCard(receipt), /3 values changed/);
    assert.match(readCard(receipt), /Visio Plan 2\nAllow → Do not allow/);
    assert.match(readCard(receipt), /SaaS offers\nAllow → Do not allow/);
    const undone = await chat.press('Adele', receipt, 'Undo');
    assert.match(readCard(undone), /Visio Plan 2\nDo not allow → Allow/);
    assert.equal(await policyOf('Visio Plan 2'), 'Enabled');
  });

  it('saves once however often it is pressed', async () => {
    const card = await chat.say('Adele', 'policies');
    const inputs = { [field(card, 'Visio Plan 2')?.id ?? '']: 'Disabled' };
    const first = await chat.press('Adele', card, 'Save', inputs);
    await chat.press('Adele', first, 'Undo');
    const second = await chat.press('Adele', card, 'Save', inputs);
    assert.match(readCard(second), /1 value changed/);
    assert.equal(await policyOf('Visio Plan 2'), 'Enabled');
  });

  it('shows the policy as it is now to one who saves an old card, and changes nothing', async () => {
    const old = await chat.say('Adele', 'policies');
    await chat.press('Adele', await chat.say('Adele', 'block Power BI Pro'), 'Do not allow');
    const answer = await chat.press('Adele', old, 'Save', { [field(old, 'Visio Plan 2')?.id ?? '']: 'Disabled' });
    assert.match(readCard(answer), /^It has changed meanwhile/);
    assert.equal(field(answer, 'Power BI Pro')?.value, 'Disabled');
    assert.equal(await policyOf('Visio Plan 2'), 'Enabled');
  });

  for (const [sentence, locale, question, act] of [
    ['block Visio Plan 2', 'en-US', /Stop allowing self-service purchases of Visio Plan 2\?/, 'Do not allow'],
    ['blockera Visio Plan 2', 'sv-SE', /Sluta tillåta självbetjäningsköp av Visio Plan 2\?/, 'Tillåt inte'],
    ['tillåt inte Visio Plan 2', 'sv-SE', /Sluta tillåta självbetjäningsköp av Visio Plan 2\?/, 'Tillåt inte'],
    ['allow trials Teams Premium', 'en-US', /Allow trials only of Teams Premium\?/, 'Allow for trials only'],
    ['block all', 'en-US', /Stop allowing self-service purchases of all products\?/, 'Do not allow'],
    ['blockera alla', 'sv-SE', /Sluta tillåta självbetjäningsköp av alla produkter\?/, 'Tillåt inte'],
  ] as const)
    it(`asks before “${sentence}” and tells that purchases go on`, async () => {
      const card = await chat.say('Adele', sentence, { locale });
      assert.match(readCard(card), question);
      assert.match(readCard(card), /\d+ (existing purchases?|befintlig(t|a) köp)|Nobody has bought it so far/);
      const before = await policyOf('Visio Plan 2');
      assert.equal(before, 'Enabled');
      assert.match(readCard(await chat.press('Adele', card, act)), /→/);
    });

  it('allows again what was blocked', async () => {
    await chat.press('Adele', await chat.say('Adele', 'block all'), 'Do not allow');
    const card = await chat.say('Adele', 'tillåt Visio Plan 2');
    await chat.press('Adele', card, 'Tillåt');
    assert.equal(await policyOf('Visio Plan 2'), 'Enabled');
    assert.equal(await policyOf('Visio Plan 1'), 'Disabled');
  });

  it('says that nothing is to be changed', async () => {
    assert.match(readCard(await chat.say('Adele', 'allow Visio Plan 2')), /“Allow” already holds for Visio Plan 2/);
  });

  it('asks which of several products is meant, and goes on with the chosen one', async () => {
    const which = await chat.say('Adele', 'block Visio');
    assert.match(readCard(which), /Which one do you mean\?/);
    assert.match(readCard(await chat.press('Adele', which, 'Visio Plan 1')), /purchases of Visio Plan 1\?/);
  });

  it('asks for what is missing: the product, or the value', async () => {
    const products = await chat.say('Adele', 'block');
    assert.match(readCard(await chat.press('Adele', products, 'Visio Plan 2')), /purchases of Visio Plan 2\?/);
    const values = await chat.run('Adele', 'set-policy', { product: 'Visio Plan 2' });
    assert.deepEqual(
      actionsOf(values).map(({ title }) => title),
      ['Allow', 'Do not allow'],
    );
    assert.match(readCard(await chat.press('Adele', values, 'Do not allow')), /purchases of Visio Plan 2\?/);
    assert.match(readCard(await chat.say('Adele', 'Visio Plan 1')), /purchases of Visio Plan 1\?/);
  });

  it('asks for the value of several products, or of all, and goes on with all of them', async () => {
    const several = await chat.run('Adele', 'set-policy', { subscriptions: ['S-1001', 'S-1003'] });
    assert.match(
      readCard(several),
      /^Which one do you mean\?[\s\S]*Allow\n2 products\n[\s\S]*Do not allow\n2 products\n$/,
    );
    const question = await chat.press('Adele', several, 'Do not allow');
    assert.match(readCard(question), /purchases of these 2 products\?[\s\S]*Power BI Pro[\s\S]*Visio Plan 2/);
    const all = await chat.run('Adele', 'set-policy', { all: true });
    assert.match(readCard(await chat.press('Adele', all, 'Do not allow')), /purchases of (all|every)/);
    assert.match(readCard(await chat.run('Adele', 'set-policy', { products: ['nothing'] })), /^Nothing was chosen/);
  });

  it('tells that a product without such a trial cannot be allowed for trials only', async () => {
    const card = await chat.say('Adele', 'allow trials Visio Plan 2');
    const answer = await chat.press('Adele', card, 'Allow for trials only');
    assert.match(readCard(answer), /cannot have that policy value/);
    assert.equal(await policyOf('Visio Plan 2'), 'Enabled');
  });

  it('refuses values and fields of one’s own making', async () => {
    const card = await chat.say('Adele', 'policies');
    for (const inputs of [
      { 'product:nothing': 'Disabled' },
      { 'product:x': 'Anything' },
      { 'product:CFQ7TTC0HD32': 7 },
      { 'product:CFQ7TTC0HD32': ['Disabled'] },
      { 'offer:Nothing': 'Disabled' },
    ])
      assert.doesNotMatch(readCard(await chat.press('Adele', card, 'Save', inputs)), /values? changed/);
    const forged = await chat.run('Adele', 'undo-policy', { undoes: 'everything', operation: '1' });
    assert.match(readCard(forged), /Something is missing or not right|no longer works/);
  });

  it('may be read but not changed by a Global Reader, and neither by a purchaser', async () => {
    const reader = await chat.say('Nestor', 'policies');
    assert.match(readCard(reader), /Visio Plan 2: Allow\n/);
    assert.equal(field(reader, 'Visio Plan 2'), undefined);
    assert.ok(!actionsOf(reader).some(({ title }) => title === 'Save'));
    const { verb, data } = findAction(await chat.say('Adele', 'policies'), 'Save');
    const forged = await chat.run('Nestor', verb, { ...data, by: undefined });
    assert.match(readCard(forged), /You need another role for that/);
    assert.match(readCard(await chat.say('Megan', 'policies')), /You need another role for that/);
    assert.match(readCard(await chat.say('Megan', 'block all')), /You need another role for that/);
  });
});

interface Field {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly title: string }[];
}

/** The field of a product on the list. */
const field = (node: unknown, label: string): Field | undefined => {
  if (Array.isArray(node)) return node.map((item) => field(item, label)).find(Boolean);
  if (node === null || typeof node !== 'object') return undefined;
  if ((node as Card)['label'] === label) return node as unknown as Field;
  return Object.values(node)
    .map((value) => field(value, label))
    .find(Boolean);
};
