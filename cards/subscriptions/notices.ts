import type { Speech } from '../../locales/index.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/views.ts';
import type { Fact, SheetData } from '../kit/text-card.ts';
import { nameOf, priceText } from './subscription-words.ts';

/** A purchase with the one who did something to it, or to whom it belongs; named as the reader may name them. */
export interface PurchaseTold {
  readonly purchase: SubscriptionSummary;
  readonly name: string;
}

/** Somebody bought something, or began a trial. */
export const purchaseMade = ({ purchase, name }: PurchaseTold, speech: Speech): SheetData => {
  const { t } = speech;
  const { subscription, product } = purchase;
  const words = { name, product: product.name };
  return {
    title: subscription.trial ? t('told.triedOut', words) : t('told.bought', words),
    text: [t('told.boughtText')],
    facts: [...purchaseFacts(purchase, speech), expiration(purchase, speech)],
  };
};

/** An admin took a purchase over and canceled it. For its purchaser. */
export const purchaseCanceled = ({ purchase, name }: PurchaseTold, speech: Speech): SheetData => ({
  title: speech.t('told.canceled', { name }),
  status: { text: nameOf(purchase), tone: 'Attention' },
  text: [speech.t('told.canceledText'), speech.t('told.askAdmin')],
});

/** An admin took a purchase over and moved its people. For its purchaser. */
export const purchaseMoved = ({ purchase, name }: PurchaseTold, speech: Speech): SheetData => ({
  title: speech.t('told.movedAway', { name }),
  status: { text: nameOf(purchase), tone: 'Default' },
  text: [speech.t('told.movedAwayText'), speech.t('told.askAdmin')],
});

/** An admin asks the purchaser to cancel. */
export const cancelAsked = ({ purchase, name }: PurchaseTold, speech: Speech): SheetData => ({
  title: speech.t('told.asked', { name, product: purchase.product.name }),
  status: { text: nameOf(purchase), tone: 'Default' },
  text: [speech.t('told.askedText', { product: purchase.product.name }), speech.t('told.answerGoes', { name })],
  facts: [...purchaseFacts(purchase, speech), expiration(purchase, speech)],
});

/** What the purchaser answered. For the admin who asked. */
export const cancelAnswered = (
  { purchase, name, answer }: PurchaseTold & { readonly answer: 'canceled' | 'kept' },
  speech: Speech,
): SheetData => ({
  title: speech.t(answer === 'kept' ? 'told.answeredKept' : 'told.answeredCanceled', { name }),
  status: { text: nameOf(purchase), tone: answer === 'kept' ? 'Default' : 'Good' },
  text: [speech.t('told.youAsked')],
  facts: purchaseFacts(purchase, speech),
});

interface Ending {
  readonly purchase: SubscriptionSummary;
  readonly renews: boolean;
}

/** A purchase renews or ends soon. For its purchaser. */
export const endsSoon = ({ purchase, renews }: Ending, speech: Speech): SheetData => {
  const { t } = speech;
  const { subscription, product } = purchase;
  const words = { product: product.name, date: speech.date(subscription.expiresAt) };
  const ends = subscription.trial === 'no-card' ? t('told.endsTrial') : t('told.endsText');
  return {
    title: renews ? t('told.renews', words) : t('told.ends', words),
    status: { text: nameOf(purchase), tone: renews ? 'Default' : 'Attention' },
    text: [renews ? t('told.renewsText') : ends],
    facts: purchaseFacts(purchase, speech),
  };
};

/** A purchase ends soon and will not renew. For admins; without a name where several read it. */
export const endsOfPurchaser = (
  { purchase, name }: { readonly purchase: SubscriptionSummary; readonly name: string | undefined },
  speech: Speech,
): SheetData => {
  const { subscription, product } = purchase;
  const words = { product: product.name, date: speech.date(subscription.expiresAt) };
  return {
    title: name === undefined ? speech.t('told.ends', words) : speech.t('told.endsOf', { ...words, name }),
    status: { text: nameOf(purchase), tone: 'Attention' },
    text: [speech.t('told.endsOfText')],
    facts: purchaseFacts(purchase, speech),
  };
};

const purchaseFacts = (purchase: SubscriptionSummary, speech: Speech): Fact[] => {
  const { t } = speech;
  const { quantity, assigned } = purchase.subscription;
  return [
    { title: t('columns.assignedUsers'), value: t('list.assigned', { assigned, count: quantity }) },
    { title: t('columns.price'), value: priceText(purchase, speech) },
  ];
};

const expiration = ({ subscription }: SubscriptionSummary, { t, date }: Speech): Fact => ({
  title: t('columns.expirationDate'),
  value: date(subscription.expiresAt),
});
