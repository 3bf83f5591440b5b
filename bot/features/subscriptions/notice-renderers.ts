import type { Button } from '../../../cards/kit/card.ts';
import {
  cancelAnswered,
  cancelAsked,
  endsOfPurchaser,
  endsSoon,
  purchaseCanceled,
  purchaseMade,
  purchaseMoved,
} from '../../../cards/subscriptions/notices.ts';
import type { ProductId, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import type { SubscriptionDetails } from '../../../services/commerce/api/views.ts';
import { renews } from '../../../services/commerce/rules/lifecycle.ts';
import { DAY_MS } from '../../../services/commerce/rules/term.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { adminName, personName, type Reading, type Teller, type Told } from '../notices/notice-content.ts';
import { openButton, recurringButton } from './subscription-buttons.ts';

const load = ({ actor, commerce }: Reading, ref: SubscriptionRef): Promise<SubscriptionDetails> =>
  commerce.getSubscription(actor, ref);

const takeOver = (ref: SubscriptionRef, { speech }: Reading): Button => ({
  title: speech.t('buttons.takeControl'),
  verb: 'take-over',
  data: { subscription: ref },
});

/** Stops later purchases of a product, after asking. */
export const blockButton = (product: ProductId, { speech }: Reading): Button => ({
  title: speech.t('policy.value.Disabled'),
  verb: 'set-policy',
  data: { product, value: 'Disabled' },
});

export const tellPurchase: Teller<'purchase-made'> = async (reading, { subscription: ref }) => {
  const { actor, commerce, speech } = reading;
  const purchase = await load(reading, ref);
  const { product, subscription } = purchase;
  const { value } = await commerce.readProductPolicy(actor, product.id);
  return {
    sheet: purchaseMade({ purchase, name: personName(reading, purchase.purchaser) }, speech),
    buttons: [
      ...(subscription.status === 'Deleted' ? [] : [takeOver(ref, reading)]),
      ...(value === 'Disabled' ? [] : [blockButton(product.id, reading)]),
      openButton(ref, speech),
    ],
  };
};

/** What an admin did to a purchase that ended by it, told to its purchaser. */
const tellEnd =
  (cardOf: typeof purchaseCanceled): Teller<'subscription-canceled' | 'subscription-moved'> =>
  async (reading, { subscription: ref, by }) => {
    const { speech } = reading;
    const [purchase, name] = [await load(reading, ref), await adminName(reading, by)];
    return {
      sheet: cardOf({ purchase, name }, speech),
      buttons: [openButton(ref, speech), ...commandButtons(['my-subscriptions'], speech)],
      say: speech.t('mail.say.subscription', { ref }),
    };
  };

export const tellCanceled: Teller<'subscription-canceled'> = tellEnd(purchaseCanceled);
export const tellMovedAway: Teller<'subscription-moved'> = tellEnd(purchaseMoved);

export const tellAsked: Teller<'cancel-asked'> = async (reading, { subscription: ref, by }) => {
  const { t } = reading.speech;
  const [purchase, name] = [await load(reading, ref), await adminName(reading, by)];
  if (purchase.subscription.status === 'Deleted') return undefined;
  const answer = (title: string, given: 'canceled' | 'kept'): Button => ({
    title,
    verb: 'cancel-answer',
    data: { subscription: ref, answer: given },
  });
  return {
    sheet: cancelAsked({ purchase, name }, reading.speech),
    buttons: [
      answer(t('buttons.cancelSubscription'), 'canceled'),
      answer(t('told.keep'), 'kept'),
      openButton(ref, reading.speech),
    ],
  };
};

export const tellAnswer: Teller<'cancel-answered'> = async (reading, { subscription: ref, answer }) => {
  const { speech } = reading;
  const purchase = await load(reading, ref);
  const name = personName(reading, purchase.purchaser);
  return {
    sheet: cancelAnswered({ purchase, name, answer }, speech),
    buttons: [
      ...(answer === 'kept' ? [takeOver(ref, reading)] : []),
      { title: speech.t('commands.centralize.title'), verb: 'centralize', data: { product: purchase.product.id } },
      openButton(ref, speech),
    ],
  };
};

/** As things stand now: it may have been renewed, canceled or turned to recurring billing meanwhile. */
export const tellEndsSoon: Teller<'ends-soon'> = async (reading, { subscription: ref, to, days, at }) => {
  const purchase = await load(reading, ref);
  const { status, expiresAt } = purchase.subscription;
  if (status !== 'Active' || expiresAt > at + (days + 1) * DAY_MS) return undefined;
  return 'user' in to ? toPurchaser(reading, purchase) : toAdmins(reading, purchase);
};

const toPurchaser = ({ speech }: Reading, purchase: SubscriptionDetails): Told => {
  const { t } = speech;
  const { subscription, product } = purchase;
  const { ref, trial } = subscription;
  const goesOn = renews(subscription);
  const sheet = endsSoon({ purchase, renews: goesOn }, speech);
  if (trial === 'no-card') {
    const buy = { title: t('commands.buy.title'), verb: 'buy', data: { product: product.id } };
    return { sheet, buttons: [buy, openButton(ref, speech)], say: t('mail.say.buy', { product: product.name }) };
  }
  const keep = { title: t('told.keep'), verb: 'close' };
  return {
    sheet,
    buttons: [recurringButton(ref, !goesOn, speech), ...(goesOn ? [keep] : []), openButton(ref, speech)],
    say: t(goesOn ? 'mail.say.recurringOff' : 'mail.say.recurringOn', { ref }),
  };
};

const toAdmins = (reading: Reading, purchase: SubscriptionDetails): Told | undefined => {
  const { speech } = reading;
  const { ref } = purchase.subscription;
  if (renews(purchase.subscription)) return undefined;
  const name = reading.shared ? undefined : purchase.purchaser?.displayName;
  return {
    sheet: endsOfPurchaser({ purchase, name }, speech),
    buttons: [takeOver(ref, reading), openButton(ref, speech)],
    say: speech.t('mail.say.takeOver', { ref }),
  };
};
