import { z } from 'zod';
import { withNote } from '../../../cards/kit/warning-banner.ts';
import { type SubscriptionListData, subscriptionList } from '../../../cards/subscriptions/subscription-list.ts';
import { SORTS, SOURCE_FILTERS, type SubscriptionFilter } from '../../../services/commerce/api/subscriptions.ts';
import { may, plainText, timeZoneOf } from '../../../services/commerce/index.ts';
import { defineCommand, type WithArgs } from '../../conversation/command.ts';
import { chosenRefs, personText, productTexts } from '../../conversation/naming/arguments.ts';
import { productsFitting } from '../../conversation/naming/named-product.ts';
import { cursorArgs, cursorOf, PAGE_LENGTH } from '../../conversation/paging.ts';
import { dayIn, spanOf } from '../../understanding/time-zones.ts';
import { ownSubscriptions, statusArg, statusesOf } from './my-subscriptions.ts';

const filterArgs = {
  source: z.enum(SOURCE_FILTERS).default('self-service'),
  status: statusArg,
  product: productTexts.optional(),
  purchaser: personText.optional(),
  expiringWithinDays: z.coerce.number().int().min(1).max(3650).optional(),
  /** The days between which it was bought. */
  from: plainText(10).optional(),
  to: plainText(10).optional(),
  sort: z.enum(SORTS).default('expiration'),
};
const args = z.strictObject({
  ...filterArgs,
  ...cursorArgs,
  /** Rows that are ticked, where somebody comes back. */
  ticked: chosenRefs.optional(),
});
type SubscriptionsContext = WithArgs<typeof args>;

export const subscriptions = defineCommand({
  name: 'subscriptions',
  allow: 'see-subscriptions',
  topic: 'overview',
  inMenu: true,
  args,
  run: (context) => (may(context.actor, 'see-purchases') ? everybodysSubscriptions(context) : ownOfAll(context)),
});

/** Who may not see those of others, and has asked for them, is told so. */
const ownOfAll = async (context: SubscriptionsContext) => {
  const { args, localizer } = context;
  const card = await ownSubscriptions(context);
  const isAll = args.source !== 'self-service' || args.purchaser !== undefined;
  return isAll ? withNote(card, localizer.t('list.onlyOwn')) : card;
};

const everybodysSubscriptions = async (context: SubscriptionsContext) => {
  const { actor, commerce, localizer, args } = context;
  const { filter, names } = await filterWithNames(context);
  const query = { ...filter, sort: args.sort, limit: PAGE_LENGTH, ...cursorOf(args) };
  const page = await commerce.listSubscriptions(actor, query);
  const { after: _after, before: _before, ticked = [], ...data } = args;
  const sort = filter.bought && args.expiringWithinDays === undefined ? 'newest' : args.sort;
  const shown = { ...filter, source: args.source, sort };
  return subscriptionList(
    {
      page,
      filter: shown,
      names,
      own: false,
      ticked,
      verb: 'subscriptions',
      data,
      mayBlock: may(actor, 'change-policy'),
    },
    localizer,
  );
};

/** Names become ids; what they stand for is told on the card. */
const filterWithNames = async (
  context: SubscriptionsContext,
): Promise<{ filter: SubscriptionFilter } & Pick<SubscriptionListData, 'names'>> => {
  const { actor, args, commerce } = context;
  const products = args.product === undefined ? undefined : await productsFitting(context, args.product);
  const purchaser = args.purchaser === undefined ? undefined : await commerce.findPurchaser(actor, args.purchaser);
  const { source, status, expiringWithinDays } = args;
  return {
    filter: {
      source,
      statuses: statusesOf(status),
      expiringWithinDays,
      bought: boughtBetween(context),
      products: products ? products.map((product) => product.id) : undefined,
      purchaser: purchaser?.id,
    },
    names: {
      products: products ? products.map((product) => product.name).join(', ') : undefined,
      purchaser: purchaser?.displayName,
    },
  };
};

/** From a day to another, today where no other is said; undefined where no time is. */
const boughtBetween = ({ args: { from, to }, now, tenant }: SubscriptionsContext) => {
  if (from === undefined && to === undefined) return undefined;
  const timeZone = timeZoneOf(tenant);
  const today = dayIn(now(), timeZone);
  return spanOf(from ?? '1900-01-01', to ?? today, timeZone);
};
