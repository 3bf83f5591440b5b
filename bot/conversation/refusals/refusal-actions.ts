import { type Button, type LinkButton, present } from '../../../cards/kit/card.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { Tenant } from '../../../services/commerce/api/types.ts';
import { mayRequestInstead } from '../../../services/commerce/index.ts';
import { answerLinkUrl } from '../../understanding/answers/links.ts';
import { actAtHomeButton } from '../common-buttons.ts';
import type { Refused } from './refusal.ts';

/** What the person was about, for the buttons of a refusal. */
export interface About {
  readonly subscription?: string | undefined;
  /** The press that may be repeated as it was. */
  readonly again?: Button | undefined;
  /** Of the tenant acted in, where that is known. */
  readonly cloud?: Tenant['cloud'] | undefined;
}

/** Nobody whom the bot does not know has anything to press. */
const STRANGERS: ReadonlySet<Refused['code']> = new Set(['unknown-tenant', 'unknown-person', 'disabled-person']);
const HELP_ONLY: ReadonlySet<Refused['code']> = new Set([
  'arguments',
  'forbidden',
  'failure',
  'delegation-over',
  'limit-reached',
]);

/** What a repeat of the very same press settles. */
const REPEATABLE: ReadonlySet<Refused['code']> = new Set([
  'uncertain',
  'unavailable',
  'no-room',
  'failure',
  'tenant-replaced',
  'limit-reached',
]);
/** What can be done where Microsoft keeps it. */
const AT_MICROSOFT: ReadonlySet<Refused['code']> = new Set(['billed-by-microsoft', 'not-known']);
/** The subscription in question is not to be seen, or another one has its name here. */
const HIDDEN: ReadonlySet<Refused['code']> = new Set([
  'no-such-subscription',
  'forbidden',
  'forbidden-guest',
  'card-for-customer',
  'card-for-home',
  'card-for-others',
  'delegation-over',
]);

/** Where to go from a refusal: what puts it right, the thing itself, the lists, help. */
export const nextSteps = (
  reason: Refused,
  localizer: Localizer,
  { subscription, again, cloud }: About,
): (Button | LinkButton)[] => {
  const { code } = reason;
  const { t } = localizer;
  const help: Button = { title: t('commands.help.title'), verb: 'help' };
  if (STRANGERS.has(code)) return [];
  return present<Button | LinkButton>([
    ...waysToTenant(reason, localizer),
    ...remedies(reason, localizer),
    AT_MICROSOFT.has(code) && cloud && { title: t('buttons.adminCenter'), url: answerLinkUrl('products', cloud) },
    again && REPEATABLE.has(code) && again,
    subscription &&
      !HIDDEN.has(code) && {
        title: t('buttons.openSubscription', { ref: subscription }),
        verb: 'subscription',
        data: { subscription },
      },
    !HELP_ONLY.has(code) && { title: t('commands.subscriptions.title'), verb: 'subscriptions' },
    help,
  ]);
};

/** Another export is the way on. */
const EXPORT_AGAIN: ReadonlySet<Refused['code']> = new Set([
  'offer-over',
  'offer-used',
  'upload-failed',
  'nothing-to-export',
]);

type ListName = 'invoices' | 'payment-methods' | 'billing-profiles' | 'my-requests';

/** The list in which the right thing can be found. */
const LISTED_IN: Readonly<Partial<Record<Refused['code'], ListName>>> = {
  'no-such-invoice': 'invoices',
  'already-paid': 'invoices',
  'no-payment-method': 'payment-methods',
  'no-such-payment-method': 'payment-methods',
  'card-expired': 'payment-methods',
  'payment-declined': 'payment-methods',
  'no-such-billing-profile': 'billing-profiles',
  'no-waiting-request': 'my-requests',
};

/** What puts right the very thing that was refused. */
const remedies = (reason: Refused, { t }: Localizer): Button[] => {
  const list = LISTED_IN[reason.code];
  if (list) return [{ title: t(`commands.${list}.title`), verb: list }];
  if (reason.code === 'card-number')
    return [{ title: t('paymentPage.titles.add'), verb: 'set-up-card', data: { kind: 'add' } }];
  if (reason.code === 'cannot-buy' && mayRequestInstead(reason.rule))
    return [{ title: t('commands.request-license.title'), verb: 'request-license', data: { product: reason.product } }];
  if (EXPORT_AGAIN.has(reason.code)) return [{ title: t('commands.export-users.title'), verb: 'export-users' }];
  if (reason.code === 'source-deleted' || reason.code === 'source-not-self-service')
    return [{ title: t('commands.take-over.title'), verb: 'take-over' }];
  if (reason.code === 'take-over-first')
    return [{ title: t('buttons.takeControl'), verb: 'take-over', data: { subscription: reason.ref } }];
  if (reason.code === 'nothing-to-request') return [{ title: t('commands.buy.title'), verb: 'buy' }];
  if ((reason.code === 'can-buy' || reason.code === 'nothing-to-assign') && reason.product)
    return [{ title: t('commands.buy.title'), verb: 'buy', data: { product: reason.product } }];
  return [];
};

/** To the tenant that a card was about. */
const waysToTenant = (reason: Refused, localizer: Localizer): Button[] => {
  const { t } = localizer;
  switch (reason.code) {
    case 'card-for-customer': {
      const { customer, name } = reason;
      return [{ title: t('customers.actFor', { customer: name }), verb: 'act-for', data: { customer } }];
    }
    case 'card-for-home':
      return [actAtHomeButton(localizer)];
    case 'delegation-over':
      return [{ title: t('commands.customers.title'), verb: 'customers' }];
    default:
      return [];
  }
};
