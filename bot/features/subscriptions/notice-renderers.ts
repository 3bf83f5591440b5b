import type { Button } from '../../../cards/kit/card.ts';
import {
  endsOfPurchaser,
  endsSoon,
  purchaseCanceled,
  purchaseMade,
  purchaseMoved,
} from '../../../cards/subscriptions/notices.ts';
import type { SubscriptionDetails } from '../../../services/commerce/api/subscriptions.ts';
import { DAY_MS, renews } from '../../../services/commerce/index.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { blockProductButton, openSubscriptionButton, takeControlButton } from '../../conversation/common-buttons.ts';
import {
  adminName,
  type NoticeContent,
  type NoticeContext,
  type NoticeRenderer,
  type NoticeRenderers,
  personName,
} from '../notices/notice-content.ts';
import { recurringButton } from './subscription-buttons.ts';

const renderPurchase: NoticeRenderer<'purchase-made'> = async (context, { subscription: ref }) => {
  const { actor, commerce, localizer } = context;
  const purchase = await commerce.getSubscription(actor, ref);
  const { product, subscription } = purchase;
  const { value } = await commerce.getProductPolicy(actor, product.id);
  return {
    textCard: purchaseMade({ purchase, name: personName(context, purchase.purchaser) }, localizer),
    buttons: [
      ...(subscription.status === 'Deleted' ? [] : [takeControlButton(ref, localizer)]),
      ...(value === 'Disabled' ? [] : [blockProductButton(product.id, localizer)]),
      openSubscriptionButton(ref, localizer),
    ],
  };
};

/** What an admin did to a purchase that ended by it. */
const renderTakenOver =
  (cardOf: typeof purchaseCanceled): NoticeRenderer<'subscription-canceled' | 'subscription-moved'> =>
  async (context, { subscription: ref, by, credit }) => {
    const { actor, commerce, localizer } = context;
    const [purchase, name] = await Promise.all([commerce.getSubscription(actor, ref), adminName(context, by)]);
    const creditNote = credit === undefined ? undefined : await commerce.getInvoice(actor, credit);
    return {
      textCard: cardOf({ purchase, name, creditNote }, localizer),
      buttons: [openSubscriptionButton(ref, localizer), ...commandButtons(['my-subscriptions'], localizer)],
      sentence: localizer.t('mail.sentences.subscription', { ref }),
    };
  };

/** As things stand now: it may have been renewed, canceled or turned to recurring billing meanwhile. */
const renderEndsSoon: NoticeRenderer<'ends-soon'> = async (context, { subscription: ref, to, days, at }) => {
  const purchase = await context.commerce.getSubscription(context.actor, ref);
  const { status, expiresAt } = purchase.subscription;
  if (status !== 'Active' || expiresAt === null || expiresAt > at + (days + 1) * DAY_MS) return undefined;
  return 'user' in to ? endForPurchaser(purchase, context) : endForAdmins(purchase, context);
};

const endForPurchaser = (purchase: SubscriptionDetails, { localizer }: NoticeContext): NoticeContent => {
  const { t } = localizer;
  const { subscription, product } = purchase;
  const { ref, trial } = subscription;
  const goesOn = renews(subscription);
  const textCard = endsSoon({ purchase, renews: goesOn }, localizer);
  const open = openSubscriptionButton(ref, localizer);
  if (trial === 'no-card') {
    const buy: Button = { title: t('commands.buy.title'), verb: 'buy', data: { product: product.id } };
    return { textCard, buttons: [buy, open], sentence: t('mail.sentences.buy', { product: product.name }) };
  }
  const keep: Button = { title: t('notices.keep'), verb: 'close' };
  const sentence = t('mail.sentences.subscription', { ref });
  if (goesOn === null || subscription.billedBy === 'microsoft') return { textCard, buttons: [open], sentence };
  return {
    textCard,
    buttons: [recurringButton(ref, !goesOn, localizer), ...(goesOn ? [keep] : []), open],
    sentence: t(goesOn ? 'mail.sentences.recurringOff' : 'mail.sentences.recurringOn', { ref }),
  };
};

const endForAdmins = (
  purchase: SubscriptionDetails,
  { localizer, shared }: NoticeContext,
): NoticeContent | undefined => {
  const { ref } = purchase.subscription;
  if (renews(purchase.subscription) !== false) return undefined;
  const name = shared ? undefined : purchase.purchaser?.displayName;
  return {
    textCard: endsOfPurchaser({ purchase, name }, localizer),
    buttons: [takeControlButton(ref, localizer), openSubscriptionButton(ref, localizer)],
    sentence: localizer.t('mail.sentences.takeOver', { ref }),
  };
};

/** Self-service purchases, for admins and for their purchasers. */
export const subscriptionNotices = {
  'purchase-made': renderPurchase,
  'subscription-canceled': renderTakenOver(purchaseCanceled),
  'subscription-moved': renderTakenOver(purchaseMoved),
  'ends-soon': renderEndsSoon,
} satisfies Partial<NoticeRenderers>;
