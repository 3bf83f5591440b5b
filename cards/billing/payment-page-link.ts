import type { Localizer } from '../../locales/index.ts';
import type { PaymentMethod } from '../../services/commerce/api/types.ts';
import type { Button, Card, LinkButton } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';

/** What the payment page is opened for. */
export type SetUpKind = 'add' | 'replace' | 'edit';

export interface PaymentPageLinkData {
  readonly kind: SetUpKind;
  /** What is replaced or edited. */
  readonly paymentMethod: PaymentMethod | undefined;
  /** Whether this card becomes the result once the page is done. */
  readonly updates: boolean;
  /** Whether the page asks people to sign in. */
  readonly asksToSignIn: boolean;
}

/** Leads to the payment page, and says why a number is typed there and never in the chat. */
export const paymentPageLinkCard = (
  { kind, paymentMethod, updates, asksToSignIn }: PaymentPageLinkData,
  buttons: readonly (Button | LinkButton)[],
  { t }: Localizer,
): Card =>
  textCard(
    {
      title: t(`paymentPage.titles.${kind}`, { brand: paymentMethod?.brand ?? '', last4: paymentMethod?.last4 ?? '' }),
      text: [
        t(kind === 'edit' ? 'paymentMethods.page.whyEdit' : 'paymentMethods.page.why'),
        ...(kind === 'replace' ? [t('paymentMethods.page.replaces')] : []),
        updates
          ? `${t('paymentMethods.page.once')} ${t('paymentMethods.page.updates')}`
          : t('paymentMethods.page.once'),
        ...(asksToSignIn ? [t('webPage.asksToSignIn')] : []),
      ],
    },
    buttons,
  );

/** Takes the place of the card that led to the payment page, once that is done. */
export const paymentMethodSavedCard = (
  { kind, paymentMethod }: { readonly kind: SetUpKind; readonly paymentMethod: Pick<PaymentMethod, 'brand' | 'last4'> },
  buttons: readonly Button[],
  { t }: Localizer,
): Card =>
  textCard(
    {
      title: t('paymentPage.saved.title', paymentMethod),
      status: { text: t('paymentMethods.page.saved'), tone: 'Good' },
      text: [t(`paymentMethods.page.done.${kind}`)],
    },
    buttons,
  );
