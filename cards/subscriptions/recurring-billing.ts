import type { Speech } from '../../locales/index.ts';
import type { Money } from '../../services/commerce/api/types.ts';
import type { RecurringBillingPreview, SubscriptionDetails } from '../../services/commerce/api/views.ts';
import type { Button, Card } from '../kit/card.ts';
import { sheet } from '../kit/text-card.ts';
import { nameOf } from './subscription-words.ts';

/** What turning recurring billing on or off would do. */
export const recurringQuestion = (
  { details, on, preview }: { details: SubscriptionDetails; on: boolean; preview: RecurringBillingPreview },
  buttons: readonly Button[],
  speech: Speech,
): Card => {
  const { t } = speech;
  const { dropped, renewal } = preview;
  return sheet(
    {
      title: t(on ? 'recurring.askOn' : 'recurring.askOff'),
      status: { text: nameOf(details), tone: 'Default' },
      text: [...whatFollows(details, renewal, speech), t(on ? 'recurring.undoOff' : 'recurring.undo')],
      warnings: dropped === null ? [] : [t('quantity.replaces', { count: dropped })],
    },
    buttons,
  );
};

/** How recurring billing stands, after a change or without one. */
export const recurringReceipt = (
  { details, on, renewal, was }: RecurringSet,
  buttons: readonly Button[],
  speech: Speech,
): Card => {
  const { t } = speech;
  const [isOn, isOff] = was
    ? [t('recurring.wasOn'), t('recurring.wasOff')]
    : [t('recurring.doneOn'), t('recurring.doneOff')];
  return sheet(
    {
      title: on ? isOn : isOff,
      status: { text: nameOf(details), tone: 'Good' },
      text: whatFollows(details, renewal, speech),
    },
    buttons,
  );
};

interface RecurringSet {
  readonly details: SubscriptionDetails;
  readonly on: boolean;
  /** What the next term costs; null where there is none. */
  readonly renewal: Money | null;
  /** Whether it was so already. */
  readonly was: boolean;
}

const whatFollows = ({ subscription }: SubscriptionDetails, renewal: Money | null, { t, date, money }: Speech) => {
  const until = date(subscription.expiresAt);
  return renewal
    ? [t('recurring.renews', { date: until, amount: money(renewal) })]
    : [t('recurring.ends', { date: until }), t('recurring.after')];
};
