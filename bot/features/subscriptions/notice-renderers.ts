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

const takeOver = (ref: SubscriptionRef, { localizer }: Reading): Button => ({
  title: localizer.t('buttons.takeControl'),
  verb: 'take-over',
  data: { subscription: ref },
});

/** Stops later purchases of a product, after asking. */
export const blockButton = (product: ProductId, { localizer }: Reading): Button => ({
  title: localizer.t('policy.value.Disabled'),
  verb: 'set-policy',
  data: { product, value: 'Disabled' },
});

export const tellPurchase: Teller<'purchase-made'> = async (reading, { subscription: ref }) => {
  const { actor, commerce, localizer } = reading;
  const purchase = await load(reading, ref);
  const { product, subscription } = purchase;
  const { value } = await commerce.readProductPolicy(actor, product.id);
  return {
    textCard: purchaseMade({ purchase, name: personName(reading, purchase.purchaser) }, localizer),
    buttons: [
      ...(subscription.status === 'Deleted' ? [] : [takeOver(ref, reading)]),
      ...(value === 'Disabled' ? [] : [blockButton(product.id, reading)]),
      openButton(ref, localizer),
    ],
  };
};

/** What an admin did to a purchase that ended by it, told to its purchaser. */
const tellEnd =
  (cardOf: typeof purchaseCanceled): Teller<'subscription-canceled' | 'subscription-moved'> =>
  async (reading, { subscription: ref, by }) => {
    const { localizer } = reading;
    const [purchase, name] = [await load(reading, ref), await adminName(reading, by)];
    return {
      textCard: cardOf({ purchase, name }, localizer),
      buttons: [openButton(ref, localizer), ...commandButtons(['my-subscriptions'], localizer)],
      say: localizer.t('mail.say.subscription', { ref }),
    };
  };

export const tellCanceled: Teller<'subscription-canceled'> = tellEnd(purchaseCanceled);
export const tellMovedAway: Teller<'subscription-moved'> = tellEnd(purchaseMoved);

export const tellAsked: Teller<'cancel-asked'> = async (reading, { subscription: ref, by }) => {
  const { t } = reading.localizer;
  const [purchase, name] = [await load(reading, ref), await adminName(reading, by)];
  if (purchase.subscription.status === 'Deleted') return undefined;
  const answer = (title: string, given: 'canceled' | 'kept'): Button => ({
    title,
    verb: 'cancel-answer',
    data: { subscription: ref, answer: given },
  });
  return {
    textCard: cancelAsked({ purchase, name }, reading.localizer),
    buttons: [
      answer(t('buttons.cancelSubscription'), 'canceled'),
      answer(t('told.keep'), 'kept'),
      openButton(ref, reading.localizer),
    ],
  };
};

export const tellAnswer: Teller<'cancel-answered'> = async (reading, { subscription: ref, answer }) => {
  const { localizer } = reading;
  const purchase = await load(reading, ref);
  const name = personName(reading, purchase.purchaser);
  return {
    textCard: cancelAnswered({ purchase, name, answer }, localizer),
    buttons: [
      ...(answer === 'kept' ? [takeOver(ref, reading)] : []),
      { title: localizer.t('commands.centralize.title'), verb: 'centralize', data: { product: purchase.product.id } },
      openButton(ref, localizer),
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

const toPurchaser = ({ localizer }: Reading, purchase: SubscriptionDetails): Told => {
  const { t } = localizer;
  const { subscription, product } = purchase;
  const { ref, trial } = subscription;
  const goesOn = renews(subscription);
  const textCard = endsSoon({ purchase, renews: goesOn }, localizer);
  if (trial === 'no-card') {
    const buy = { title: t('commands.buy.title'), verb: 'buy', data: { product: product.id } };
    return { textCard, buttons: [buy, openButton(ref, localizer)], say: t('mail.say.buy', { product: product.name }) };
  }
  const keep = { title: t('told.keep'), verb: 'close' };
  return {
    textCard,
    buttons: [recurringButton(ref, !goesOn, localizer), ...(goesOn ? [keep] : []), openButton(ref, localizer)],
    say: t(goesOn ? 'mail.say.recurringOff' : 'mail.say.recurringOn', { ref }),
  };
};

const toAdmins = (reading: Reading, purchase: SubscriptionDetails): Told | undefined => {
  const { localizer } = reading;
  const { ref } = purchase.subscription;
  if (renews(purchase.subscription)) return undefined;
  const name = reading.shared ? undefined : purchase.purchaser?.displayName;
  return {
    textCard: endsOfPurchaser({ purchase, name }, localizer),
    buttons: [takeOver(ref, reading), openButton(ref, localizer)],
    say: localizer.t('mail.say.takeOver', { ref }),
  };
};
