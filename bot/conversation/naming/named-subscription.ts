import type { z } from 'zod';
import type { Line } from '../../../cards/kit/text-card.ts';
import { purchaserText } from '../../../cards/subscriptions/subscription-words.ts';
import type { Localizer } from '../../../locales/index.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import type { SourceFilter, SubscriptionSummary } from '../../../services/commerce/api/subscriptions.ts';
import type { ProductId, Status, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../command.ts';
import { Refusal } from '../refusals/refusal.ts';
import { personText, productText, subscriptionRef } from './arguments.ts';
import { type Again, which } from './chooser.ts';
import { isMyself } from './named-person.ts';

/** How a sentence names a subscription: by its reference, or by its product, its purchaser or both. */
export const subscriptionArgs = {
  subscription: subscriptionRef.optional(),
  product: productText.optional(),
  purchaser: personText.optional(),
};

/** Which subscriptions can be meant. */
export interface Candidates {
  /** Only the actor's own, whatever else they may see. */
  readonly own?: boolean;
  readonly source?: SourceFilter;
  readonly statuses: readonly Status[];
}

/** What a sentence says of the subscription that it means. */
export type NamedSubscription = {
  readonly [Name in keyof typeof subscriptionArgs]?: z.infer<(typeof subscriptionArgs)[Name]>;
};

/** What a purchaser can still change. */
export const OWN_ACTIVE: Candidates = { own: true, statuses: ['Active'] };

/** What an admin can take over, for those who do not name a subscription. */
export const TO_TAKE_OVER = { source: 'self-service', statuses: ['Active', 'Expired', 'Disabled'] } as const;

/** Subscriptions to choose from. */
export const MOST_OFFERED = 15;

/**
 * The one subscription that a sentence means: its reference as it stands, or the only candidate that fits; of one's own
 * also where nothing is named.
 * @throws {Refusal} `which` where several fit, `none-fits` where none does
 */
export const subscriptionNamed = async (
  context: CommandContext,
  { subscription, product, purchaser }: NamedSubscription,
  candidates: Candidates,
  again: Again,
): Promise<SubscriptionRef> => {
  if (subscription) return subscription;
  const { actor, commerce, localizer } = context;
  const products = product ? (await commerce.findProducts(actor, product)).map(({ id }): ProductId => id) : undefined;
  const { items } = await listCandidates(context, candidates, { products, purchaser });
  const [first, ...others] = items;
  const isTold = product !== undefined || purchaser !== undefined || candidates.own === true;
  if (first && others.length === 0 && isTold) return first.subscription.ref;
  if (!first) throw new Refusal({ code: 'none-fits' });
  throw which(items.map((item) => subscriptionLine(item, again, localizer)));
};

/** Whether there is none of what a sentence names. */
export const isNoneFitting = (error: unknown): boolean => error instanceof Refusal && error.reason.code === 'none-fits';

/**
 * The subscription that a pressed confirmation names.
 * @throws {CommerceError} `nothing-asked` where it names none
 */
export const confirmedRef = ({ subscription }: NamedSubscription): SubscriptionRef =>
  subscription ?? refuse({ code: 'nothing-asked' });

const listCandidates = async (
  context: CommandContext,
  { own = false, source = 'self-service', statuses }: Candidates,
  wanted: { products: readonly ProductId[] | undefined; purchaser: string | undefined },
) => {
  const { actor, commerce } = context;
  const filter = { statuses, limit: MOST_OFFERED, products: wanted.products };
  if (own || !may(actor, 'see-purchases')) {
    if (wanted.purchaser && !(await isMyself(context, wanted.purchaser))) throw new Refusal({ code: 'none-fits' });
    return commerce.listOwnSubscriptions(actor, filter);
  }
  const purchaser = wanted.purchaser ? await commerce.findPurchaser(actor, wanted.purchaser) : undefined;
  return commerce.listSubscriptions(actor, { ...filter, source, ...(purchaser && { purchaser: purchaser.id }) });
};

/** A subscription as a line to press. */
export const subscriptionLine = (
  { subscription, product, purchaser }: SubscriptionSummary,
  { verb, data = {} }: Again,
  localizer: Localizer,
): Line => ({
  title: `${product.name} · ${subscription.ref}`,
  text: [
    purchaserText({ subscription, purchaser }, localizer),
    localizer.t('list.assigned', { assigned: subscription.assigned, count: subscription.quantity }),
  ].join(' · '),
  verb,
  data: { ...data, subscription: subscription.ref },
});
