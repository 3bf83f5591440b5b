import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import { actionsOf, type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

/** The boxes of a card: their names, and whether they are ticked. */
const boxesOf = (card: Card) =>
  (card.body as { type: string; id: string; value: string }[]).flatMap(({ type, id, value }) =>
    type === 'Input.Toggle' ? [[id, value]] : [],
  );

describe('Blocking everything', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const policy = async () => readCard(await chat.say('Nestor', 'policies'));
  const left = { andOfferTypes: 'false', andNewProducts: 'false' };
  const taken = { andOfferTypes: 'true', andNewProducts: 'true' };

  it('asks whether offer types and what is new go along, by a sentence and by the button', async () => {
    const typed = await chat.say('Adele', 'block all products');
    const pressed = await chat.press('Adele', await chat.say('Adele', 'policies'), 'Do not allow any');
    for (const question of [typed, pressed])
      assert.deepEqual(boxesOf(question), [
        ['andOfferTypes', 'true'],
        ['andNewProducts', 'true'],
      ]);
    assert.match(JSON.stringify(typed), /Also these offer types: SaaS offers, Power BI visuals/);
    assert.deepEqual(boxesOf(await chat.say('Adele', 'block everything except Visio')).length, 2);
  });

  it('takes along what is ticked, and leaves nothing open', async () => {
    const receipt = await chat.press('Adele', await chat.say('Adele', 'block all products'), 'Do not allow', taken);
    assert.match(readCard(receipt), /Products that come later\nAllow → Do not allow/);
    assert.doesNotMatch(readCard(receipt), /still allowed/i);
    assert.doesNotMatch(await policy(), /: Allow$/m);
  });

  it('says what is still open where the boxes are not ticked, in both languages', async () => {
    const receipt = await chat.press('Adele', await chat.say('Adele', 'block all products'), 'Do not allow', left);
    assert.match(readCard(receipt), /Still allowed: SaaS offers, Power BI visuals/);
    assert.match(readCard(receipt), /Products that come later are still allowed/);
    assert.match(await policy(), /SaaS offers: Allow/);
    const swedish = await chat.say('Adele', 'blockera alla produkter', { locale: 'sv-SE' });
    assert.match(readCard(swedish), /Produkterna har redan det värdet/);
    const { verb, data } = actionsOf(swedish.actions)[0] ?? assert.fail();
    const done = await chat.send(
      'Adele',
      verb,
      { ...data, andOfferTypes: 'true', andNewProducts: 'false' },
      { locale: 'sv-SE' },
    );
    assert.match(readCard(done), /Produkter som tillkommer är fortfarande tillåtna/);
    assert.doesNotMatch(readCard(done), /Fortfarande tillåtet/);
  });

  it('does not open more than the products unless that is ticked', async () => {
    await chat.press('Adele', await chat.say('Adele', 'block all products'), 'Do not allow', taken);
    const question = await chat.say('Adele', 'allow all products');
    assert.deepEqual(
      boxesOf(question).map(([, value]) => value),
      ['false', 'false'],
    );
    await chat.press('Adele', question, 'Allow', left);
    assert.match(
      await policy(),
      /without a value of their own: Do not allow[\s\S]*Visio Plan 2: Allow[\s\S]*SaaS offers: Do not/,
    );
  });

  it('says that trials alone are for products', async () => {
    const question = await chat.run('Adele', 'set-policy', { all: true, value: 'OnlyTrialsWithoutPaymentMethod' });
    assert.deepEqual(boxesOf(question), []);
    assert.match(readCard(question), /Offer types and products that come later stay as they are/);
  });

  it('names what holds already, and the value', async () => {
    await chat.press('Adele', await chat.say('Adele', 'block Visio Plan 2'), 'Do not allow');
    assert.match(
      readCard(await chat.say('Adele', 'block Visio Plan 2')),
      /^Nothing to change\n“Do not allow” already holds for Visio Plan 2\./,
    );
    await chat.press('Adele', await chat.say('Adele', 'block all products'), 'Do not allow', taken);
    assert.match(
      readCard(await chat.say('Adele', 'blockera alla produkter', { locale: 'sv-SE' })),
      /”Tillåt inte” gäller redan för alla produkter/,
    );
  });

  it('lists the receipt in the order of the question, and calls an undone change so', async () => {
    const receipt = await chat.press('Adele', await chat.say('Adele', 'block all products'), 'Do not allow', left);
    const names = readCard(receipt).match(/^.+(?=\n(Allow|Allow for trials only) → )/gm) ?? [];
    assert.deepEqual(
      names,
      names.toSorted((a, b) => a.localeCompare(b)),
    );
    const undone = await chat.press('Adele', receipt, 'Undo');
    assert.match(readCard(undone), /^The policy change was undone\n/);
    assert.match(readCard(await chat.press('Adele', undone, 'Redo')), /Visio Plan 2\nAllow → Do not allow/);
  });
});
