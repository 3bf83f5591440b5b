import type { Localizer } from '../../locales/index.ts';
import type { RecurringBillingPreview, SubscriptionDetails } from '../../services/commerce/api/subscriptions.ts';
import type { Money } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';
import { nameOf } from './subscription-words.ts';

/** What turning recurring billing on or off would do. */
export const recurringQuestion = (
  { details, on, preview }: { details: SubscriptionDetails; on: boolean; preview: RecurringBillingPreview },
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { dropped, renewal } = preview;
  return textCard(
    {
      title: t(on ? 'recurring.askOn' : 'recurring.askOff'),
      status: { text: nameOf(details), tone: 'Default' },
      text: [
        ...billingConsequences(details, { on, renewal }, localizer),
        t(on ? 'recurring.undoOff' : 'recurring.undo'),
      ],
      warnings: dropped === null ? [] : [t('quantity.replaces', { count: dropped })],
    },
    buttons,
  );
};

/** How recurring billing stands, after a change or without one. */
export const recurringReceipt = (
  { details, on, renewal, was }: RecurringSet,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const [isOn, isOff] = was
    ? [t('recurring.wasOn'), t('recurring.wasOff')]
    : [t('recurring.doneOn'), t('recurring.doneOff')];
  return textCard(
    {
      title: on ? isOn : isOff,
      status: { text: nameOf(details), tone: 'Good' },
      text: billingConsequences(details, { on, renewal }, localizer),
    },
    buttons,
  );
};

interface RecurringSet {
  readonly details: SubscriptionDetails;
  readonly on: boolean;
  /** What the next term costs; null where there is none, or that is not known. */
  readonly renewal: Money | null;
  /** Whether it was so already. */
  readonly was: boolean;
}

const billingConsequences = (
  { subscription: { expiresAt } }: SubscriptionDetails,
  { on, renewal }: Pick<RecurringSet, 'on' | 'renewal'>,
  { t, date, money }: Localizer,
) => {
  if (!on)
    return [
      expiresAt === null ? t('recurring.endsOpen') : t('recurring.ends', { date: date(expiresAt) }),
      t('recurring.after'),
    ];
  if (expiresAt === null || renewal === null) return [t('recurring.renewsOpen')];
  return [t('recurring.renews', { date: date(expiresAt), amount: money(renewal) })];
};
