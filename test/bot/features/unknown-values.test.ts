import assert from 'node:assert/strict';
import { commands } from '../../../bot/features/index.ts';
import type { Card } from '../../../cards/kit/card.ts';
import en from '../../../locales/en.json' with { type: 'json' };
import sv from '../../../locales/sv.json' with { type: 'json' };
import { actionsOf, type Conversation, readCard, startConversation } from '../../support/chat/conversation.ts';

const TEXTS = { 'en-US': en, 'sv-SE': sv } as const;
type Locale = keyof typeof TEXTS;

const REFS = [
  'S-1',
  'S-2',
  'S-3',
  'S-4',
  'S-5',
  'S-6',
  'S-7',
  'S-8',
  'S-9',
  'S-10',
  'S-11',
  'S-12',
  'C-1',
  'C-2',
  'C-3',
];

/** Names of the demo in the examples of commands → what there is here. */
const HERE: readonly [RegExp, string][] = [
  [/Megan Bowen|Patti Fernandez|Lee Gus? Copilot|Lee Gu, Joni Sherman|Lee Gu/g, 'Pia Lund'],
  [/S-\d{4}/g, 'S-5'],
  [/C-\d{4}/g, 'C-3'],
  [/Copilot/g, 'Teams Premium'],
];

/** What nobody may read: what a program shows that takes nothing for something. */
const INVENTED =
  /\bNaN\b|Invalid Date|undefined|\bnull\b|\{\{|1970|(?<![\d,.])0[.,]00(?!\d)|\bSEK 0\b|\b0 kr\b|Infinity/;

const example = (name: string, locale: Locale): string | undefined => {
  const texts: object = TEXTS[locale].commands[name as keyof typeof en.commands];
  const said = 'example' in texts ? String(texts.example) : undefined;
  return HERE.reduce((text, [from, to]) => text?.replace(from, to), said);
};

type Action = ReturnType<typeof actionsOf>[number];

/** The buttons of a card that change nothing yet. */
const questions = (card: Card): Action[] => actionsOf(card.actions).filter(({ data }) => !('operation' in data));

describe('What nobody knows, in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation('tailspin');
  });

  const inventedIn = (card: Card): string | undefined => {
    const whole = `${readCard(card)}\n${card.fallbackText ?? ''}`;
    return INVENTED.exec(whole) ? whole : undefined;
  };

  /** The card of a subscription, what its buttons lead to, and what leads on from there. */
  const leadingOnFrom = async (who: string, ref: string, locale: Locale) => {
    const first = { card: await chat.say(who, `subscription ${ref}`, { locale }), where: ref };
    const next = await ledTo(who, locale, first.where, actionsOf(first.card.actions));
    const last: typeof next = [];
    for (const { card, where } of next) last.push(...(await ledTo(who, locale, where, questions(card))));
    return [first, ...next, ...last];
  };
  const ledTo = async (who: string, locale: Locale, from: string, actions: readonly Action[]) => {
    const cards: { card: Card; where: string }[] = [];
    for (const { verb, data } of actions)
      cards.push({ card: await chat.send(who, verb, data, { locale }), where: `${from} → ${verb}` });
    return cards;
  };

  for (const who of ['Omar', 'Nina'] as const)
    for (const locale of ['en-US', 'sv-SE'] as const) {
      it(`is invented by no command that ${who} types, in ${locale}`, async () => {
        const said = Object.keys(commands).flatMap((name) => example(name, locale) ?? []);
        assert.ok(said.length > 40, 'every declared command that can be typed');
        for (const text of said) {
          const card = await chat.say(who, text, { locale });
          if (!/^(?:spend|kostnader)/.test(text)) assert.equal(inventedIn(card), undefined, text);
        }
      });

      it(`is invented by no button that leads on from a subscription for ${who}, in ${locale}`, async () => {
        for (const ref of REFS)
          for (const { card, where } of await leadingOnFrom(who, ref, locale))
            assert.equal(inventedIn(card), undefined, where);
      });
    }

  it('is said on the card of a subscription, in the same words everywhere', async () => {
    const shown = readCard(await chat.say('Omar', 'subscription S-6'));
    for (const title of ['Purchaser', 'Purchase price', 'Billing period', 'Expiration date', 'Recurring billing'])
      assert.match(shown, new RegExp(`${title}\nnot known\n`), title);
    const swedish = readCard(await chat.say('Omar', 'prenumeration S-6', { locale: 'sv-SE' }));
    for (const title of ['Inköpare', 'Inköpspris', 'Faktureringsperiod', 'Utgångsdatum', 'Återkommande fakturering'])
      assert.match(swedish, new RegExp(`${title}\nuppgift saknas\n`), title);
  });

  it('names the length of a term that is neither a month nor a year', async () => {
    assert.match(readCard(await chat.say('Nina', 'subscription S-3')), /Billing period\n3 years\n/);
    assert.match(
      readCard(await chat.say('Nina', 'prenumeration S-3', { locale: 'sv-SE' })),
      /Faktureringsperiod\n3 år\n/,
    );
  });

  it('is left out of what expires soon, with how many', async () => {
    const shown = readCard(await chat.say('Omar', 'subscriptions expiring in 30 days'));
    assert.match(shown, /S-1 · Nina/);
    assert.doesNotMatch(shown, /S-2 ·/);
    assert.match(shown, /4 subscriptions are left out: when they end is not known\./);
    const swedish = readCard(await chat.say('Omar', 'prenumerationer som går ut inom 30 dagar', { locale: 'sv-SE' }));
    assert.match(swedish, /4 prenumerationer är inte med: uppgift saknas om när de går ut/);
    await chat.say('Omar', 'thanks');
    const own = readCard(await chat.run('Omar', 'subscriptions', { expiringWithinDays: 30, purchaser: 'Nina' }));
    assert.match(own, /3 subscriptions are left out/);
  });

  it('is no spend of zero: what Microsoft invoices is counted beside what is invoiced here', async () => {
    assert.match(
      readCard(await chat.say('Omar', 'spend')),
      /3 purchases that Microsoft invoices are not in these sums/,
    );
    assert.match(
      readCard(await chat.say('Omar', 'kostnader Visio', { locale: 'sv-SE' })),
      /1 köp som Microsoft fakturerar/,
    );
    assert.match(readCard(await chat.say('Omar', 'spend by Nina')), /3 purchases that Microsoft invoices/);
  });

  it('comes last in every order', async () => {
    const page = await chat.commerce.listSubscriptions(await admin(), { sort: 'price', limit: 50 });
    assert.deepEqual(
      page.items.slice(-6).map(({ monthlyPrice }) => monthlyPrice),
      Array(6).fill(null),
    );
    const byEnd = await chat.commerce.listSubscriptions(await admin(), { sort: 'expiration', limit: 50 });
    assert.deepEqual(
      byEnd.items.slice(-4).map(({ subscription }) => subscription.expiresAt),
      Array(4).fill(null),
    );
    assert.equal(
      (await chat.commerce.listSubscriptions(await admin(), { sort: 'purchaser', limit: 50 })).items.at(-1)
        ?.subscription.ref,
      'S-6',
    );
  });

  const admin = async () => (await chat.commerce.getVisitor(chat.tenantId, chat.sender('Omar').userId)).actor;

  it('is promised to nobody where an admin takes over what nobody bought, or what Microsoft bills', async () => {
    const asked = async (sentence: string, locale = 'en-US') => readCard(await chat.say('Omar', sentence, { locale }));
    const [unknown, billed] = [await asked('take over S-6'), await asked('take over S-8')];
    assert.match(
      unknown,
      /Either way the subscription ends\. The purchaser isn’t known here, so nobody is told of it\./,
    );
    assert.doesNotMatch(unknown, /gets an e-mail/);
    assert.match(billed, /gets an e-mail[\s\S]*cancel it in the Microsoft 365 admin center, too/);
    assert.match(await asked('ta över S-6', 'sv-SE'), /Inköparen är inte känd här, så ingen får besked/);
    assert.match(await asked('ta över S-8', 'sv-SE'), /avsluta det även i administrationscentret/);
  });
});
