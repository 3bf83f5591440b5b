import type { Localizer } from '../../locales/index.ts';
import type { PaymentMethod } from '../../services/commerce/api/types.ts';
import type { Button, Card, LinkButton } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';

/** What the payment page is opened for. */
export type SetUpKind = 'add' | 'replace' | 'edit';

export interface CardPageData {
  readonly kind: SetUpKind;
  /** The card on file that is replaced or edited. */
  readonly card: PaymentMethod | undefined;
  /** Whether the chat card is replaced when the page is done. */
  readonly updates: boolean;
}

/** Leads to the payment page, and says why the card is entered there. */
export const cardPageLink = (
  { kind, card, updates }: CardPageData,
  buttons: readonly (Button | LinkButton)[],
  { t }: Localizer,
): Card =>
  textCard(
    {
      title: t(`cardPage.titles.${kind}`, { brand: card?.brand ?? '', last4: card?.last4 ?? '' }),
      text: [
        t(kind === 'edit' ? 'cards.page.whyEdit' : 'cards.page.why'),
        ...(kind === 'replace' ? [t('cards.page.replaces')] : []),
        updates ? `${t('cards.page.once')} ${t('cards.page.updates')}` : t('cards.page.once'),
      ],
    },
    buttons,
  );

/** Takes the place of the card that led to the payment page, once that is done. */
export const cardSaved = (
  { kind, card }: { readonly kind: SetUpKind; readonly card: Pick<PaymentMethod, 'brand' | 'last4'> },
  buttons: readonly Button[],
  { t }: Localizer,
): Card =>
  textCard(
    {
      title: t('cardPage.saved.title', card),
      status: { text: t('cards.page.saved'), tone: 'Good' },
      text: [t(`cards.page.done.${kind}`)],
    },
    buttons,
  );
