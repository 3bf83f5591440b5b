import type { Localizer } from '../../locales/index.ts';
import type { PaymentMethod } from '../../services/commerce/api/types.ts';
import type { Button, Card, LinkButton } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';

/** What the payment page is opened for. */
export type SetUpKind = 'add' | 'replace' | 'edit';

export interface PaymentPageLinkData {
  readonly kind: SetUpKind;
  /** The card on file that is replaced or edited. */
  readonly card: PaymentMethod | undefined;
  /** Whether the chat card is replaced when the page is done. */
  readonly updates: boolean;
}

/** Leads to the payment page, and says why the card is entered there. */
export const paymentPageLinkCard = (
  { kind, card, updates }: PaymentPageLinkData,
  buttons: readonly (Button | LinkButton)[],
  { t }: Localizer,
): Card =>
  textCard(
    {
      title: t(`paymentPage.titles.${kind}`, { brand: card?.brand ?? '', last4: card?.last4 ?? '' }),
      text: [
        t(kind === 'edit' ? 'paymentMethods.page.whyEdit' : 'paymentMethods.page.why'),
        ...(kind === 'replace' ? [t('paymentMethods.page.replaces')] : []),
        updates
          ? `${t('paymentMethods.page.once')} ${t('paymentMethods.page.updates')}`
          : t('paymentMethods.page.once'),
      ],
    },
    buttons,
  );

/** Takes the place of the card that led to the payment page, once that is done. */
export const paymentMethodSavedCard = (
  { kind, card }: { readonly kind: SetUpKind; readonly card: Pick<PaymentMethod, 'brand' | 'last4'> },
  buttons: readonly Button[],
  { t }: Localizer,
): Card =>
  textCard(
    {
      title: t('paymentPage.saved.title', card),
      status: { text: t('paymentMethods.page.saved'), tone: 'Good' },
      text: [t(`paymentMethods.page.done.${kind}`)],
    },
    buttons,
  );
