import type en from '../../locales/en.json';
import type { Localizer } from '../../locales/index.ts';
import type { CreditUse } from '../../services/commerce/api/billing.ts';
import type {
  Access,
  AccessPreview,
  CancelPreview,
  SubscriptionDetails,
} from '../../services/commerce/api/subscriptions.ts';
import type { Money, Subscription } from '../../services/commerce/api/types.ts';
import { creditTexts } from '../billing/credit-words.ts';
import { accessAfter, accessAhead } from '../kit/access.ts';
import type { Button, Card } from '../kit/card.ts';
import { choiceInput, textInput } from '../kit/inputs.ts';
import { textCard } from '../kit/text-card.ts';
import { nameOf } from './subscription-words.ts';

/** What the form of a cancellation was filled in with so far. */
interface CancelForm {
  /** To choose from, and what was chosen. */
  readonly reasons: readonly CancelReason[];
  readonly reason: CancelReason | undefined;
  /** What was written; undefined where the card does not ask for it. */
  readonly feedback: string | undefined;
  /** Characters that it may have. */
  readonly longest: number;
}

type CancelReason = keyof (typeof en)['cancel']['reasons'];

/** What cancelling would do. The form comes back as `reason` and `feedback`. */
export const cancelQuestion = (
  { details, preview: { plan, use, access }, form, isOwn }: CancelAsked,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { purchaser } = details;
  return textCard(
    {
      title: t('cancel.title'),
      status: { text: nameOf(details), tone: 'Default' },
      text: [
        ...accessAhead(access, localizer),
        ruleText(details, plan, localizer),
        ...(use ? creditTexts(use, localizer) : []),
        ...(isOwn && plan.mayStopRenewing ? [insteadText(details, localizer)] : []),
        ...(!isOwn && purchaser ? [t('cancel.told', { name: purchaser.displayName })] : []),
      ],
      warnings: [t('cancel.final')],
      facts: [
        ...(purchaser ? [{ title: t('columns.purchaser'), value: purchaser.displayName }] : []),
        { title: t('cancel.refund'), value: refundText(plan, use, localizer) },
      ],
      sections: access.losing > 0 ? [{ title: t('cancel.who'), lines: losingNames(access, localizer) }] : [],
      inputs: cancelInputs(form, localizer),
    },
    buttons,
  );
};

interface CancelAsked {
  readonly details: SubscriptionDetails;
  readonly preview: Pick<CancelPreview, 'plan' | 'use' | 'access'>;
  readonly form: CancelForm;
  readonly isOwn: boolean;
}

const losingNames = ({ losing, losingPeople }: AccessPreview, { t }: Localizer): string[] => {
  const hidden = losing - losingPeople.length;
  const names = losingPeople.map(({ displayName }) => displayName);
  return hidden > 0 ? [...names, t('details.more', { count: hidden })] : names;
};

const ruleText = (
  { subscription }: SubscriptionDetails,
  { rule }: CancelPreview['plan'],
  { t, date }: Localizer,
): string => {
  const { expiresAt } = subscription;
  if (rule !== 'ended' && rule !== 'after-7-days') return t(`cancel.rule.${rule}`);
  return expiresAt === null ? t('cancel.rule.endedOpen') : t(`cancel.rule.${rule}`, { date: date(expiresAt) });
};

const insteadText = ({ subscription: { expiresAt } }: SubscriptionDetails, { t, date }: Localizer): string =>
  expiresAt === null ? t('cancel.insteadOpen') : t('cancel.instead', { date: date(expiresAt) });

const refundText = ({ rule }: CancelPreview['plan'], use: CancelPreview['use'], { t, money }: Localizer): string => {
  if (use?.back.amount) return money(use.back);
  return t(rule === 'microsoft' || rule === 'unknown' ? 'notKnown' : 'cancel.noRefund');
};

const cancelInputs = ({ reasons, reason, feedback, longest }: CancelForm, localizer: Localizer): object[] => {
  const { t } = localizer;
  const choices = reasons.map((value) => ({ value, title: t(`cancel.reasons.${value}`) }));
  const written = { id: 'feedback', label: t('cancel.feedback'), multiline: true, maxLength: longest };
  return [
    choiceInput({ id: 'reason', label: t('cancel.reason'), value: reason, choices, required: true }, localizer),
    ...(feedback === undefined ? [] : [textInput({ ...written, value: feedback }, localizer)]),
  ];
};

/** What cancelling has done. */
export const cancelReceipt = (
  { details, credit, use, access, isOwn }: Canceled,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { subscription, purchaser } = details;
  return textCard(
    {
      title: t('cancel.done', { ref: subscription.ref }),
      status: { text: `${details.product.name} · ${t('status.Deleted')}`, tone: 'Default' },
      text: [
        ...accessAfter(access, localizer),
        ...creditedTexts({ subscription, credit, use }, localizer),
        ...(!isOwn && purchaser ? [t('cancel.told', { name: purchaser.displayName })] : []),
      ],
    },
    buttons,
  );
};

const creditedTexts = (
  { subscription, credit, use }: Pick<Canceled, 'credit' | 'use'> & { readonly subscription: Subscription },
  localizer: Localizer,
): string[] => {
  const { t, money } = localizer;
  if (subscription.billedBy === 'microsoft' && !subscription.trial) return [t('cancel.rule.microsoft')];
  if (!credit?.amount || !use) return [t('cancel.noCredit')];
  return [t('cancel.credit', { amount: money(credit) }), ...creditTexts(use, localizer)];
};

interface Canceled {
  readonly details: SubscriptionDetails;
  /** What is credited, and what becomes of it. */
  readonly credit: Money | null;
  readonly use: CreditUse | undefined;
  /** Of those who had a license. */
  readonly access: Access;
  readonly isOwn: boolean;
}
