import type { Fact } from '../../../cards/kit/text-card.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { SubscriptionPage } from '../../../services/commerce/api/subscriptions.ts';
import type { Money, Subscription } from '../../../services/commerce/api/types.ts';
import { may, renews } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';

/** Days in which what ends or renews is told of. */
const SOON = 30;
/** Own purchases and licenses that are named; the rest are counted. */
const NAMED = 3;

/** What there is for this person to know when they come in: a line each, of what they may see. */
export const atAGlance = async (context: CommandContext): Promise<Fact[]> => {
  const parts = await Promise.all([
    organizationFacts(context),
    policyFacts(context),
    requestFacts(context),
    ownPurchaseFacts(context),
    ownLicenseFacts(context),
  ]);
  return parts.flat();
};

/** What self-service costs this month, what nobody uses, and what ends or renews soon. */
const organizationFacts = async ({ actor, commerce, localizer }: CommandContext): Promise<Fact[]> => {
  if (!may(actor, 'see-purchases')) return [];
  const { t, number } = localizer;
  const [[month], elsewhere, capacity, ending] = await Promise.all([
    commerce.listSpend(actor, { months: 1, purchasers: 1 }),
    commerce.countBilledByMicrosoft(actor),
    commerce.listCapacity(actor),
    commerce.listSubscriptions(actor, {
      source: 'self-service',
      statuses: ['Active'],
      expiringWithinDays: SOON,
      limit: 1,
    }),
  ]);
  const unused = capacity.reduce(
    (total, { selfService, central }) => total + selfService.available + central.available,
    0,
  );
  return [
    ...(month ? [{ title: t('glance.spend'), value: spendText(month.total, elsewhere, localizer) }] : []),
    { title: t('glance.unused'), value: number(unused) },
    { title: t('glance.ending', { count: SOON }), value: endingText(ending, localizer) },
  ];
};

/** What was invoiced here, and of how many purchases it is not known. */
const spendText = (total: Money, elsewhere: number, { t, money }: Localizer): string => {
  if (elsewhere === 0) return money(total);
  return [...(total.amount > 0 ? [money(total)] : []), t('glance.elsewhere', { count: elsewhere })].join(' · ');
};

const endingText = ({ total, unknownEnds: count = 0 }: SubscriptionPage<unknown>, { t, number }: Localizer): string =>
  count === 0 ? number(total) : `${number(total)} · ${t('glance.unknownEnd', { count })}`;

const policyFacts = async ({ actor, commerce, localizer: { t, number } }: CommandContext): Promise<Fact[]> => {
  if (!may(actor, 'read-policy')) return [];
  const { products } = await commerce.getPolicy(actor);
  const open = products.filter(({ value }) => value !== 'Disabled').length;
  const value = t('glance.openOf', { open: number(open), all: number(products.length) });
  return [{ title: t('glance.open'), value }];
};

const requestFacts = async ({ actor, commerce, localizer: { t, number } }: CommandContext): Promise<Fact[]> => {
  if (!may(actor, 'decide-requests')) return [];
  const { total } = await commerce.listRequests(actor, 'pending', { limit: 1 });
  return [{ title: t('glance.waiting'), value: number(total) }];
};

/** The next of somebody's own purchases to renew or end, and what they owe. */
const ownPurchaseFacts = async ({ actor, commerce, localizer }: CommandContext): Promise<Fact[]> => {
  if (actor.partner || !may(actor, 'see-own')) return [];
  const { t, money } = localizer;
  const { items, total } = await commerce.listOwnSubscriptions(actor, { statuses: ['Active'], limit: NAMED });
  if (total === 0) return [];
  const { unpaid } = await commerce.listInvoices(actor);
  const purchases = items.map(({ subscription, product }) => ({
    title: t('glance.own', { product: product.name, ref: subscription.ref }),
    value: endText(subscription, localizer),
  }));
  return [...purchases, { title: t('glance.due'), value: unpaid.amount > 0 ? money(unpaid) : t('glance.nothingDue') }];
};

const endText = (subscription: Subscription, { t, date }: Localizer): string => {
  const { expiresAt } = subscription;
  if (expiresAt === null) return `${t('columns.expirationDate')}: ${t('notKnown')}`;
  const goesOn = renews(subscription);
  const words = { date: date(expiresAt) };
  if (goesOn === null) return t('glance.endsOrRenews', words);
  return t(goesOn ? 'glance.renews' : 'glance.ends', words);
};

/** For those who look after nothing else: what they have. */
const ownLicenseFacts = async ({ actor, commerce, localizer: { t } }: CommandContext): Promise<Fact[]> => {
  if (actor.partner || actor.roles.length > 0) return [];
  const held = await commerce.listOwnLicenses(actor);
  const names = [...new Set(held.map(({ product }) => product.name))];
  const more = names.length > NAMED ? [t('details.more', { count: names.length - NAMED })] : [];
  const value = names.length === 0 ? t('glance.noLicense') : [...names.slice(0, NAMED), ...more].join(', ');
  return [{ title: t('glance.licenses'), value }];
};
