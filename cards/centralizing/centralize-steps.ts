import type { Localizer } from '../../locales/index.ts';
import type { CentralizePreview } from '../../services/commerce/api/centralizing.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/subscriptions.ts';
import type { Button, Card } from '../kit/card.ts';
import { type TextCardData, textCard } from '../kit/text-card.ts';
import { assignLines, availableIn, purchaseName, refsOf } from './centralize.ts';

/** Who would be assigned a license, and from where. */
export const assignEveryoneQuestion = (
  plan: CentralizePreview,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { product, needing, targets } = plan;
  const from = { refs: refsOf(targets), count: availableIn(targets) };
  return textCard(
    {
      title: t('centralize.assignTitle', { count: needing, product: product.name }),
      text: [t('centralize.assignText', from), t('centralize.keepUntil')],
      sections: [{ title: t('centralize.users'), lines: assignLines(plan, localizer) }],
    },
    buttons,
  );
};

/** Whose purchases are asked about. */
interface AskToCancel {
  readonly plan: CentralizePreview;
  /** How many are asked about, and the first of them. */
  readonly toAsk: number;
  readonly purchases: readonly SubscriptionSummary[];
  /** Whether somebody among them has said already that they keep it. */
  readonly again: boolean;
}

/** Who would be asked, and what that brings about. */
export const askToCancelQuestion = (ask: AskToCancel, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const { plan, toAsk, purchases, again } = ask;
  const more = toAsk - purchases.length;
  return textCard(
    {
      title: t('centralize.askTitle', { count: toAsk }),
      text: [t('centralize.askText'), ...(again ? [t('centralize.askKept')] : [])],
      warnings: [
        ...(plan.needing > 0 ? [t('centralize.early', { count: plan.needing })] : []),
        ...purchases.flatMap((each) => disabledPurchaserLines(each, localizer)),
      ],
      sections: [
        {
          title: plan.product.name,
          lines: [
            ...purchases.map((each) => purchaseName(each, localizer)),
            ...(more > 0 ? [t('centralize.moreAsked', { count: more })] : []),
          ],
        },
      ],
    },
    buttons,
  );
};

/** Whether the purchaser of one subscription is to be asked, and what that brings about. */
export const askOneQuestion = (
  purchase: SubscriptionSummary,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { product, purchaser, subscription } = purchase;
  const name = purchaser?.displayName ?? t('centralize.unknownPurchaser');
  return textCard(
    {
      title: t('centralize.askOneTitle', { name, ref: subscription.ref }),
      text: [product.name, t('centralize.askText')],
      warnings: disabledPurchaserLines(purchase, localizer),
    },
    buttons,
  );
};

const disabledPurchaserLines = (
  { subscription: { ref }, purchaser }: SubscriptionSummary,
  { t }: Localizer,
): string[] => (purchaser?.enabled ? [] : [t('centralize.disabled', { ref, name: purchaser?.displayName ?? ref })]);

/** The receipt of a step, with the way to the next one. */
export const centralizeReceipt = (
  { title, status, text }: Required<Pick<TextCardData, 'title' | 'text'>> & { readonly status: string },
  buttons: readonly Button[],
): Card => textCard({ title, status: { text: status, tone: 'Good' }, text }, buttons);
