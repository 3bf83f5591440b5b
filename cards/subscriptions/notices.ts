import type { Localizer } from '../../locales/index.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/subscriptions.ts';
import type { Invoice } from '../../services/commerce/api/types.ts';
import { creditNoteLines, invoiceTitle } from '../billing/invoice-words.ts';
import type { Fact, TextCardData } from '../kit/text-card.ts';
import { nameOf, priceText } from './subscription-words.ts';

/** A purchase with the one who did something to it, or to whom it belongs; named as the reader may name them. */
export interface PurchaseNotice {
  readonly purchase: SubscriptionSummary;
  readonly name: string;
}

/** Somebody bought something, or began a trial. */
export const purchaseMade = ({ purchase, name }: PurchaseNotice, localizer: Localizer): TextCardData => {
  const { t } = localizer;
  const { subscription, product } = purchase;
  const words = { name, product: product.name };
  return {
    title: subscription.trial ? t('notices.triedOut', words) : t('notices.bought', words),
    text: [t('notices.boughtText')],
    facts: [...purchaseFacts(purchase, localizer), expirationFact(purchase, localizer)],
  };
};

/** The same with the credit note that it led to, if any. */
interface TakenOverNotice extends PurchaseNotice {
  readonly creditNote: Invoice | undefined;
}

const creditFacts = ({ creditNote }: TakenOverNotice, localizer: Localizer): Fact[] =>
  creditNote
    ? [
        { title: invoiceTitle(creditNote, localizer), value: localizer.money(creditNote.amount) },
        ...creditNoteLines(creditNote, localizer),
      ]
    : [];

/** An admin took a purchase over and canceled it. For its purchaser. */
export const purchaseCanceled = (told: TakenOverNotice, localizer: Localizer): TextCardData => ({
  title: localizer.t('notices.canceled', { name: told.name }),
  status: { text: nameOf(told.purchase), tone: 'Attention' },
  text: [localizer.t('notices.canceledText', { product: told.purchase.product.name }), localizer.t('notices.askAdmin')],
  facts: creditFacts(told, localizer),
});

/** An admin took a purchase over and moved its people. For its purchaser. */
export const purchaseMoved = (told: TakenOverNotice, localizer: Localizer): TextCardData => ({
  title: localizer.t('notices.movedAway', { name: told.name }),
  status: { text: nameOf(told.purchase), tone: 'Default' },
  text: [localizer.t('notices.movedAwayText'), localizer.t('notices.askAdmin')],
  facts: creditFacts(told, localizer),
});

interface Ending {
  readonly purchase: SubscriptionSummary;
  /** Null where it is not known. */
  readonly renews: boolean | null;
}

/** A purchase renews or ends soon. For its purchaser. */
export const endsSoon = ({ purchase, renews }: Ending, localizer: Localizer): TextCardData => {
  const { t } = localizer;
  const { subscription, product } = purchase;
  const words = { product: product.name, date: localizer.dateIfKnown(subscription.expiresAt) };
  const ends = subscription.trial === 'no-card' ? t('notices.endsTrial') : t('notices.endsText');
  if (renews === null)
    return {
      title: t('notices.endsOrRenews', words),
      status: { text: nameOf(purchase), tone: 'Attention' },
      text: [t('notices.endsOrRenewsText')],
      facts: purchaseFacts(purchase, localizer),
    };
  return {
    title: renews ? t('notices.renews', words) : t('notices.ends', words),
    status: { text: nameOf(purchase), tone: renews ? 'Default' : 'Attention' },
    text: [renews ? t('notices.renewsText') : ends],
    facts: purchaseFacts(purchase, localizer),
  };
};

/** A purchase ends soon and will not renew. For admins; without a name where several read it. */
export const endsOfPurchaser = (
  { purchase, name }: { readonly purchase: SubscriptionSummary; readonly name: string | undefined },
  localizer: Localizer,
): TextCardData => {
  const { subscription, product } = purchase;
  const words = { product: product.name, date: localizer.dateIfKnown(subscription.expiresAt) };
  return {
    title: name === undefined ? localizer.t('notices.ends', words) : localizer.t('notices.endsOf', { ...words, name }),
    status: { text: nameOf(purchase), tone: 'Attention' },
    text: [localizer.t('notices.endsOfText')],
    facts: purchaseFacts(purchase, localizer),
  };
};

/** How many licenses a purchase has, and what they cost. */
export const purchaseFacts = (purchase: SubscriptionSummary, localizer: Localizer): Fact[] => {
  const { t } = localizer;
  const { quantity, assigned } = purchase.subscription;
  return [
    { title: t('columns.assignedUsers'), value: t('list.assigned', { assigned, count: quantity }) },
    { title: t('columns.price'), value: priceText(purchase, localizer) },
  ];
};

/** When its term ends. */
export const expirationFact = ({ subscription }: SubscriptionSummary, { t, dateIfKnown }: Localizer): Fact => ({
  title: t('columns.expirationDate'),
  value: dateIfKnown(subscription.expiresAt),
});
