import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import { createLinks } from '../../../../services/links/links.ts';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';
import { fieldOf } from '../../../support/chat/fields.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { cardId } from '../../../support/tenants/ids.ts';

const SECOND = {
  token: 'tok_second',
  brand: 'Mastercard',
  last4: '5100',
  expiryMonth: 1,
  expiryYear: 2030,
  holder: 'M',
};
const FIRST = cardId('Megan Bowen');
const ISAIAHS = cardId('Isaiah Langer');

const titles = (card: Card) => actionsOf(card.actions).map(({ title }) => title);

/** The address that a card leads to. */
const addressOn = (card: Card): string => {
  const opening = card.actions?.find((action) => (action as { type: string }).type === 'Action.OpenUrl');
  assert.ok(opening, readCard(card));
  return (opening as { url: string }).url;
};

describe('Cards and billing profiles in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const actor = async (who: string) => (await chat.commerce.getVisitor(chat.tenantId, chat.sender(who).userId)).actor;
  const billing = async (who = 'Megan') => chat.commerce.getBilling(await actor(who));
  const addSecond = async () => {
    const added = await chat.commerce.addPaymentMethod(await actor('Megan'), SECOND, { operationId: 'second' });
    return added.paymentMethod;
  };
  const linkOn = async (card: Card) => {
    const [, token = ''] = /\/card\/(.+)$/.exec(addressOn(card)) ?? [];
    const now = () => Date.parse('2026-11-01T09:05:00Z');
    return createLinks({ redis: await testRedis(), now }).look('card', token);
  };

  describe('Payment methods', () => {
    it('are listed with brand, last digits, expiry, holder and the profiles that they pay for', async () => {
      const card = await chat.say('Megan', 'payment methods');
      assert.match(
        readCard(card),
        /^Payment methods\nVisa •••• 4242\nExpires 08\/2028 · Megan Bowen\nPays for: Megan Bowen – Contoso\nEdit\nReplace\nRemove\n/,
      );
      assert.deepEqual(titles(card), ['Add a payment method', 'Billing profiles', 'Invoices', 'My subscriptions']);
      assert.equal(card.fallbackText, 'You have 1 card on file.');
    });

    it('say which is about to expire, and which has expired', async () => {
      assert.match(
        readCard(await chat.say('Patti', 'betalningsmetoder', { locale: 'sv-SE' })),
        /Visa •••• 1881\nGår snart ut\nGäller till 11\/2026/,
      );
      const redis = await testRedis();
      const { keys } = await openTenant(redis, chat.tenantId);
      const [stored] = (await billing('Patti')).paymentMethods;
      assert.ok(stored);
      const key = keys.paymentMethods(chat.sender('Patti').userId);
      await redis.hSet(key, stored.id, JSON.stringify({ ...stored, expiryMonth: 10 }));
      assert.match(readCard(await chat.say('Patti', 'payment methods')), /Visa •••• 1881\nExpired\n/);
    });

    it('are none at first, and one can be added', async () => {
      const card = await chat.say('Lee', 'payment methods');
      assert.match(readCard(card), /You have no card on file/);
      assert.match(readCard(await chat.press('Lee', card, 'Add a payment method')), /^Add a payment method\n/);
    });

    it('tell apart the same buttons of several cards', async () => {
      await addSecond();
      const listed = JSON.stringify(await chat.say('Megan', 'payment methods'));
      for (const tooltip of ['Edit: Visa •••• 4242', 'Remove: Mastercard •••• 5100'])
        assert.ok(listed.includes(tooltip));
    });

    it('are not for guests', async () => {
      for (const text of ['payment methods', 'billing profiles', 'invoices', 'pay invoice'])
        assert.match(readCard(await chat.say('Ben', text)), /^Guests cannot do that/, text);
    });
  });

  describe('The way to the payment page', () => {
    for (const [button, kind, title] of [
      ['Add a payment method', 'add', /^Add a payment method\nA card number is entered on the payment page, never/],
      ['Replace', 'replace', /^Replace Visa ending in 4242\n[\s\S]*paid with the new one from then on/],
      ['Edit', 'edit', /^Edit Visa ending in 4242\nExpiration date, name and address are changed on the payment page/],
    ] as const)
      it(`is a link for “${button}”, for this person alone`, async () => {
        const card = await chat.press('Megan', await chat.say('Megan', 'payment methods'), button);
        assert.match(readCard(card), title);
        assert.match(readCard(card), /works once, for ten minutes\. This card tells you when you are done/);
        const link = await linkOn(card);
        assert.ok(link.ok);
        const { tenantId, userId, data } = link.grant;
        assert.deepEqual([tenantId, userId], [chat.tenantId, chat.sender('Megan').userId]);
        assert.deepEqual(data, {
          kind,
          ...(kind !== 'add' && { paymentMethodId: FIRST }),
          language: 'en-US',
          goOn: {},
          chat: { reference: {}, cardId: 'card-1' },
        });
        const again = await chat.press('Megan', card, 'New link');
        assert.match(readCard(again), title);
        assert.notEqual(addressOn(again), addressOn(card));
      });

    it('is refused for cards of others, which look the same as none', async () => {
      for (const paymentMethod of [ISAIAHS, 'nothing', undefined])
        for (const verb of ['set-up-card', 'remove-card']) {
          const data = verb === 'set-up-card' ? { kind: 'replace', paymentMethod } : { paymentMethod };
          const answer = readCard(await chat.run('Megan', verb, data));
          assert.match(answer, /^(There is no such payment method|This button no longer works)\n/);
        }
      assert.match(readCard(await chat.run('Megan', 'set-up-card', { kind: 'steal' })), /^This button no longer works/);
    });

    it('leads back to the purchase for which a card was missing', async () => {
      const order = await chat.say('Lee', 'buy Visio Plan 2');
      const card = await chat.press('Lee', order, 'Add a payment method', { quantity: '5', offer: 'P1Y', card: '' });
      const link = await linkOn(card);
      assert.ok(link.ok);
      const { goOn } = link.grant.data as { goOn: Record<string, unknown> };
      assert.deepEqual([goOn['quantity'], goOn['offer']], ['5', 'P1Y']);
    });

    it('is shown to one who writes the number of a card, with the reason why not here', async () => {
      const card = await chat.say('Megan', 'my card is 4242 4242 4242 4242');
      assert.match(readCard(card), /^Please don’t type card numbers here\n[\s\S]*enter the card on the payment page/);
      addressOn(await chat.press('Megan', card, 'Add a payment method'));
      const form = await chat.run('Megan', 'save-billing-profile');
      const refused = await chat.press('Megan', form, 'Save', { name: 'Visa 4242-4242-4242-4242', card: FIRST });
      assert.match(readCard(refused), /^Please don’t type card numbers here/);
      assert.equal((await billing()).profiles.length, 1);
    });
  });

  describe('Removing a card', () => {
    it('asks, removes it once, and says that it is gone', async () => {
      const second = await addSecond();
      const question = await chat.run('Megan', 'remove-card', { paymentMethod: second });
      assert.match(readCard(question), /^Remove Mastercard •••• 5100\?\n/);
      assert.equal((await billing()).paymentMethods.length, 2);
      const press = () => chat.press('Megan', question, 'Remove the card');
      const receipt = await press();
      assert.match(readCard(receipt), /^The card is removed\n/);
      assert.deepEqual(titles(receipt), ['Payment methods', 'Billing profiles']);
      assert.deepEqual(await press(), receipt);
      assert.deepEqual(
        (await billing()).paymentMethods.map(({ id }) => id),
        [FIRST],
      );
      const late = await chat.run('Megan', 'remove-card', { paymentMethod: second });
      assert.match(readCard(late), /^There is no such payment method\n/);
      assert.ok(titles(late).includes('Payment methods'));
    });

    it('is refused while something is paid with it, and says what and what to do', async () => {
      const question = await chat.press('Megan', await chat.say('Megan', 'payment methods'), 'Remove');
      const refused = await chat.press('Megan', question, 'Remove the card');
      assert.match(
        readCard(refused),
        /^This card is still used\nIt pays for: Megan Bowen – Contoso[^.]*\. Replace it with another card instead[\s\S]*Remove Visa/,
      );
      assert.match(readCard(await chat.press('Megan', refused, 'Replace')), /^Replace Visa ending in 4242/);
      assert.equal((await billing()).paymentMethods.length, 1);
    });

    it('shows a card that was changed meanwhile as it is, and keeps it', async () => {
      const second = await addSecond();
      const question = await chat.run('Megan', 'remove-card', { paymentMethod: second });
      const edit = { expiryMonth: 2, expiryYear: 2031 };
      await chat.commerce.editPaymentMethod(await actor('Megan'), second, edit, { operationId: 'edit' });
      assert.match(
        readCard(await chat.press('Megan', question, 'Remove the card')),
        /^It has changed meanwhile\n[\s\S]*Remove Mastercard/,
      );
      assert.equal((await billing()).paymentMethods.length, 2);
    });
  });

  describe('Billing profiles', () => {
    it('are listed with the card that pays, in both languages', async () => {
      assert.match(
        readCard(await chat.say('Megan', 'billing profiles')),
        /^Billing profiles\n[\s\S]*Megan Bowen – Contoso\nVisa •••• 4242, good until 08\/2028\n/,
      );
      assert.match(
        readCard(await chat.say('Megan', 'faktureringsprofiler', { locale: 'sv-SE' })),
        /^Faktureringsprofiler\n[\s\S]*gäller till 08\/2028/,
      );
      assert.match(readCard(await chat.say('Lee', 'billing profiles')), /You have no billing profile yet/);
    });

    it('are changed in a form that holds what they are, once', async () => {
      const second = await addSecond();
      const list = await chat.say('Megan', 'billing profiles');
      const form = await chat.press('Megan', list, 'Megan Bowen – Contoso');
      assert.deepEqual(
        [fieldOf(form, 'Name')?.value, fieldOf(form, 'Card that pays')?.value],
        ['Megan Bowen – Contoso', FIRST],
      );
      const press = () => chat.press('Megan', form, 'Save', { name: ' Travel ', card: second });
      const receipt = await press();
      assert.match(
        readCard(receipt),
        /^Billing profile saved\nTravel\nCard that pays\nMastercard •••• 5100, good until/,
      );
      assert.deepEqual(await press(), receipt);
      const { profiles } = await billing();
      assert.deepEqual(
        profiles.map(({ name, paymentMethodId, version }) => [name, paymentMethodId, version]),
        [['Travel', second, 2]],
      );
    });

    it('are made anew', async () => {
      const form = await chat.press('Megan', await chat.say('Megan', 'billing profiles'), 'New billing profile');
      assert.match(readCard(form), /^New billing profile\n/);
      await chat.press('Megan', form, 'Save', { name: 'Åsas projekt', card: FIRST });
      assert.match(
        readCard(await chat.say('Megan', 'billing profiles')),
        /Åsas projekt\n[\s\S]*Megan Bowen – Contoso\n/,
      );
    });

    it('keep what was typed when something is wrong with it, and change nothing', async () => {
      const form = await chat.press('Megan', await chat.say('Megan', 'billing profiles'), 'Megan Bowen – Contoso');
      const save = (name: string, card: string) => chat.press('Megan', form, 'Save', { name, card });
      const nameless = await save('  ', FIRST);
      assert.match(readCard(nameless), /^That text cannot be used\n[\s\S]*Change the billing profile/);
      const tooLong = await save('x'.repeat(300), FIRST);
      assert.match(readCard(tooLong), /^That text is too long\n/);
      assert.equal(fieldOf(tooLong, 'Name')?.value, 'x'.repeat(300));
      const foreign = await save('Travel', ISAIAHS);
      assert.match(readCard(foreign), /^There is no such payment method\n/);
      assert.deepEqual([fieldOf(foreign, 'Name')?.value, fieldOf(foreign, 'Card that pays')?.value], ['Travel', FIRST]);
      assert.equal((await billing()).profiles[0]?.version, 1);
      assert.match(readCard(await chat.press('Megan', foreign, 'Save', { name: 'Travel', card: FIRST })), /saved/);
    });

    it('of others and of nobody are refused alike', async () => {
      const others = (await billing('Isaiah')).profiles[0]?.id;
      for (const profile of [others, 'nothing']) {
        const answer = await chat.run('Megan', 'save-billing-profile', { profile });
        assert.match(readCard(answer), /^There is no such billing profile\n/);
        assert.deepEqual(titles(answer)[0], 'Billing profiles');
      }
    });

    it('that were changed meanwhile are shown as they are', async () => {
      const list = await chat.say('Megan', 'billing profiles');
      const old = await chat.press('Megan', list, 'Megan Bowen – Contoso');
      const form = await chat.press('Megan', list, 'Megan Bowen – Contoso');
      await chat.press('Megan', form, 'Save', { name: 'Travel', card: FIRST });
      const stale = await chat.press('Megan', old, 'Save', { name: 'Other', card: FIRST });
      assert.match(readCard(stale), /^It has changed meanwhile\n/);
      assert.equal((await billing()).profiles[0]?.name, 'Travel');
    });

    it('ask for a card first where there is none', async () => {
      const form = await chat.press('Lee', await chat.say('Lee', 'billing profiles'), 'New billing profile');
      assert.deepEqual(titles(form), ['Add a payment method', 'Back']);
    });
  });

  it('belongs to whoever opened it', async () => {
    const { verb, data } = findAction(await chat.say('Megan', 'payment methods'), 'Remove');
    assert.match(readCard(await chat.send('Isaiah', verb, data)), /^This card belongs to someone else/);
    const { by: _, ...own } = data as Record<string, unknown>;
    assert.match(readCard(await chat.run('Isaiah', verb, own)), /^There is no such payment method/);
    assert.equal((await billing()).paymentMethods.length, 1);
  });
});
