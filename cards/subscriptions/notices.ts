import type { Localizer } from '../../locales/index.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/views.ts';
import type { Fact, TextCardData } from '../kit/text-card.ts';
import { nameOf, priceText } from './subscription-words.ts';

/** A purchase with the one who did something to it, or to whom it belongs; named as the reader may name them. */
export interface PurchaseTold {
  readonly purchase: SubscriptionSummary;
  readonly name: string;
}

/** Somebody bought something, or began a trial. */
export const purchaseMade = ({ purchase, name }: PurchaseTold, localizer: Localizer): TextCardData => {
  const { t } = localizer;
  const { subscription, product } = purchase;
  const words = { name, product: product.name };
  return {
    title: subscription.trial ? t('told.triedOut', words) : t('told.bought', words),
    text: [t('told.boughtText')],
    facts: [...purchaseFacts(purchase, localizer), expiration(purchase, localizer)],
  };
};

/** An admin took a purchase over and canceled it. For its purchaser. */
export const purchaseCanceled = ({ purchase, name }: PurchaseTold, localizer: Localizer): TextCardData => ({
  title: localizer.t('told.canceled', { name }),
  status: { text: nameOf(purchase), tone: 'Attention' },
  text: [localizer.t('told.canceledText'), localizer.t('told.askAdmin')],
});

/** An admin took a purchase over and moved its people. For its purchaser. */
export const purchaseMoved = ({ purchase, name }: PurchaseTold, localizer: Localizer): TextCardData => ({
  title: localizer.t('told.movedAway', { name }),
  status: { text: nameOf(purchase), tone: 'Default' },
  text: [localizer.t('told.movedAwayText'), localizer.t('told.askAdmin')],
});

/** An admin asks the purchaser to cancel. */
export const cancelAsked = ({ purchase, name }: PurchaseTold, localizer: Localizer): TextCardData => ({
  title: localizer.t('told.asked', { name, product: purchase.product.name }),
  status: { text: nameOf(purchase), tone: 'Default' },
  text: [localizer.t('told.askedText', { product: purchase.product.name }), localizer.t('told.answerGoes', { name })],
  facts: [...purchaseFacts(purchase, localizer), expiration(purchase, localizer)],
});

/** What the purchaser answered. For the admin who asked. */
export const cancelAnswered = (
  { purchase, name, answer }: PurchaseTold & { readonly answer: 'canceled' | 'kept' },
  localizer: Localizer,
): TextCardData => ({
  title: localizer.t(answer === 'kept' ? 'told.answeredKept' : 'told.answeredCanceled', { name }),
  status: { text: nameOf(purchase), tone: answer === 'kept' ? 'Default' : 'Good' },
  text: [localizer.t('told.youAsked')],
  facts: purchaseFacts(purchase, localizer),
});

interface Ending {
  readonly purchase: SubscriptionSummary;
  readonly renews: boolean;
}

/** A purchase renews or ends soon. For its purchaser. */
export const endsSoon = ({ purchase, renews }: Ending, localizer: Localizer): TextCardData => {
  const { t } = localizer;
  const { subscription, product } = purchase;
  const words = { product: product.name, date: localizer.date(subscription.expiresAt) };
  const ends = subscription.trial === 'no-card' ? t('told.endsTrial') : t('told.endsText');
  return {
    title: renews ? t('told.renews', words) : t('told.ends', words),
    status: { text: nameOf(purchase), tone: renews ? 'Default' : 'Attention' },
    text: [renews ? t('told.renewsText') : ends],
    facts: purchaseFacts(purchase, localizer),
  };
};

/** A purchase ends soon and will not renew. For admins; without a name where several read it. */
export const endsOfPurchaser = (
  { purchase, name }: { readonly purchase: SubscriptionSummary; readonly name: string | undefined },
  localizer: Localizer,
): TextCardData => {
  const { subscription, product } = purchase;
  const words = { product: product.name, date: localizer.date(subscription.expiresAt) };
  return {
    title: name === undefined ? localizer.t('told.ends', words) : localizer.t('told.endsOf', { ...words, name }),
    status: { text: nameOf(purchase), tone: 'Attention' },
    text: [localizer.t('told.endsOfText')],
    facts: purchaseFacts(purchase, localizer),
  };
};

const purchaseFacts = (purchase: SubscriptionSummary, localizer: Localizer): Fact[] => {
  const { t } = localizer;
  const { quantity, assigned } = purchase.subscription;
  return [
    { title: t('columns.assignedUsers'), value: t('list.assigned', { assigned, count: quantity }) },
    { title: t('columns.price'), value: priceText(purchase, localizer) },
  ];
};

const expiration = ({ subscription }: SubscriptionSummary, { t, date }: Localizer): Fact => ({
  title: t('columns.expirationDate'),
  value: date(subscription.expiresAt),
});
