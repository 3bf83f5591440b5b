import type en from '../../locales/en.json';
import type { Localizer } from '../../locales/index.ts';
import type { Invoice, Money, PaymentMethod } from '../../services/commerce/api/types.ts';
import type { TextCardData } from '../kit/text-card.ts';
import { leftToPay } from './invoice-words.ts';

interface Waiting {
  readonly isOverdue: boolean;
  /** Its payer has more of the kind. */
  readonly hasOthers: boolean;
}

/** An invoice is due soon, or should have been paid. */
export const invoiceWaits = (
  invoice: Invoice,
  { isOverdue, hasOthers }: Waiting,
  localizer: Localizer,
): TextCardData => {
  const { t, date, money } = localizer;
  const { number, dueAt, subscription } = invoice;
  const words = { number, date: date(dueAt) };
  return {
    title: isOverdue ? t('notices.invoiceOverdue', words) : t('notices.invoiceDue', words),
    status: { text: money(leftToPay(invoice)), tone: isOverdue ? 'Attention' : 'Default' },
    text: [
      isOverdue ? t('notices.invoiceOverdueText', words) : t('notices.invoiceDueText'),
      ...(hasOthers ? [t('notices.invoiceOthers')] : []),
    ],
    facts: [
      { title: t('notices.invoiceFor'), value: subscription },
      { title: t('notices.issued'), value: date(invoice.issuedAt) },
    ],
  };
};

/** A card is good until the end of next month. */
export const cardExpires = (card: PaymentMethod, { t, month }: Localizer): TextCardData => {
  const { brand, last4, expiryMonth, expiryYear } = card;
  const until = month(`${expiryYear}-${String(expiryMonth).padStart(2, '0')}`);
  return {
    title: t('notices.cardExpires', { brand, last4, month: until }),
    text: [t('notices.cardExpiresText')],
  };
};

/** What was charged has gone back, as nothing came of what it was for. */
export const paymentReturned = (
  { act, amount }: { readonly act: ReturnedAct; readonly amount: Money },
  { t, money }: Localizer,
): TextCardData => ({
  title: t('notices.returned', { amount: money(amount) }),
  text: [t('notices.returnedText', { what: t(`notices.returnedFor.${act}`) }), t('notices.returnedAgain')],
});

type ReturnedAct = keyof (typeof en)['notices']['returnedFor'];
