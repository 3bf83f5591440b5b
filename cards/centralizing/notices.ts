import type { Localizer } from '../../locales/index.ts';
import type { TextCardData } from '../kit/text-card.ts';
import { expirationFact, type PurchaseNotice, purchaseFacts } from '../subscriptions/notices.ts';
import { nameOf } from '../subscriptions/subscription-words.ts';

/** An admin asks the purchaser to cancel. */
export const cancelAsked = ({ purchase, name }: PurchaseNotice, localizer: Localizer): TextCardData => {
  const { t } = localizer;
  const product = purchase.product.name;
  return {
    title: t('notices.asked', { name, product }),
    status: { text: nameOf(purchase), tone: 'Default' },
    text: [t('notices.askedText', { product }), t('notices.answerGoes', { name })],
    facts: [...purchaseFacts(purchase, localizer), expirationFact(purchase, localizer)],
  };
};

/** What the purchaser answered. For the admin who asked. */
export const cancelAnswered = (
  { purchase, name, answer }: PurchaseNotice & { readonly answer: 'canceled' | 'kept' },
  localizer: Localizer,
): TextCardData => ({
  title: localizer.t(answer === 'kept' ? 'notices.answeredKept' : 'notices.answeredCanceled', { name }),
  status: { text: nameOf(purchase), tone: answer === 'kept' ? 'Default' : 'Good' },
  text: [localizer.t('notices.youAsked')],
  facts: purchaseFacts(purchase, localizer),
});
