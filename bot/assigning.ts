import { z } from 'zod';
import type { Button, Card } from '../cards/card.ts';
import { withNotice } from '../cards/notice.ts';
import { CommerceError } from '../services/commerce/errors.ts';
import { may } from '../services/commerce/rules/access.ts';
import { type Person, type Product, type SubscriptionRef, USABLE } from '../services/commerce/types.ts';
import type { SubscriptionHolders, SubscriptionSummary } from '../services/commerce/views.ts';
import { subscriptionArgs, subscriptionNamed } from './choosing.ts';
import { type CommandContext, subscriptionRef } from './command.ts';
import { idsOf, peopleArgs } from './people.ts';
import { Refusal, type Refused, refusalWords } from './refusals.ts';

/** What giving and taking licenses are asked with. */
export const assignmentArgs = z.strictObject({
  ...subscriptionArgs,
  ...peopleArgs,
  /** A field of the form, empty until something is chosen. */
  subscription: z.union([z.literal('').transform(() => undefined), subscriptionRef]).optional(),
  /** Shows the list to be changed, whatever is known already. */
  edit: z.literal(true).optional(),
});
export type AssignmentArgs = z.infer<typeof assignmentArgs>;

/** The subscription whose licenses are meant, or some to choose from. */
export type Meant =
  | { readonly seats: SubscriptionHolders; readonly candidates: readonly [] }
  | { readonly seats: undefined; readonly candidates: readonly SubscriptionSummary[] };

/** Subscriptions to choose from. */
const MOST_OFFERED = 15;

/**
 * Of which subscription licenses are given, or taken from people who have one of it.
 * @throws {CommerceError} as `getAssignable`; `no-such-product`
 * @throws {Refusal} `nothing-to-assign` where this person hands out licenses of nothing that fits; `none-fits` where
 *   the people have a license of none of it
 */
export const seatsMeant = async (
  context: CommandContext,
  verb: string,
  args: AssignmentArgs,
  holders: readonly Person[] = [],
): Promise<Meant> => {
  const { actor, commerce } = context;
  const { subscription, product, purchaser } = args;
  if (subscription) return one(context, subscription);
  // An admin is told why another's purchase must be taken over first.
  if (purchaser && may(actor, 'see-purchases'))
    return one(context, await subscriptionNamed(context, args, { statuses: USABLE }, { verb }));
  const products = product ? await commerce.findProducts(actor, product) : undefined;
  const candidates = await candidatesOf(context, products, holders);
  const [first, another] = candidates;
  if (!first) throw new Refusal(holders.length > 0 ? { code: 'none-fits' } : nothingToAssign(products));
  const isMeant = !another && !purchaser && (products !== undefined || holders.length > 0);
  return isMeant ? one(context, first.subscription.ref) : { seats: undefined, candidates };
};

const candidatesOf = (
  { actor, commerce }: CommandContext,
  named: readonly Product[] | undefined,
  holders: readonly Person[],
): Promise<SubscriptionSummary[]> => {
  const products = named?.map(({ id }) => id);
  const users = holders.map(({ id }) => id);
  return users.length > 0
    ? commerce.listAssignableOf(actor, users, { products })
    : commerce.listAssignable(actor, { limit: MOST_OFFERED, products });
};

const one = async ({ actor, commerce }: CommandContext, ref: SubscriptionRef): Promise<Meant> => ({
  seats: await commerce.getAssignable(actor, ref),
  candidates: [],
});

const nothingToAssign = (products: readonly Product[] = []): Refused => {
  const [product, another] = products;
  return { code: 'nothing-to-assign', ...(product && !another && { product: product.id }) };
};

/** Shows the list again, to be changed. */
export const editButton = (
  verb: string,
  { subscription }: SubscriptionSummary,
  people: readonly Person[],
  { t }: CommandContext['speech'],
): Button => ({
  title: t('assign.edit'),
  verb,
  data: { subscription: subscription.ref, people: idsOf(people), edit: true },
});

/** Goes on with what the form was filled in with. */
export const continueButton = (verb: string, { seats }: Meant, { t }: CommandContext['speech']): Button => ({
  title: t('buttons.continue'),
  verb,
  data: { subscription: seats?.summary.subscription.ref },
  sendsInputs: true,
});

/** The question, or, where the list is too long for it, the form with that on top. */
export const questionOrForm = async (
  { speech, commands }: CommandContext,
  question: Promise<Card>,
  form: Card,
): Promise<Card> => {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof CommerceError) || error.reason.code !== 'too-many-people') throw error;
    return withNotice(form, refusalWords(error.reason, speech, commands));
  }
};

/** The subscription that a confirmed change names. */
export const confirmedRef = ({ subscription }: AssignmentArgs): SubscriptionRef => {
  if (!subscription) throw new Refusal({ code: 'stale-card' });
  return subscription;
};
