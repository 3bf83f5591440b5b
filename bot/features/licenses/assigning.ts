import { z } from 'zod';
import type { Button, Card } from '../../../cards/kit/card.ts';
import { withWarning } from '../../../cards/kit/warning-banner.ts';
import type { Localizer } from '../../../locales/index.ts';
import { refusalReason } from '../../../services/commerce/api/errors.ts';
import type { SubscriptionHolders } from '../../../services/commerce/api/licenses.ts';
import type { SubscriptionSummary } from '../../../services/commerce/api/subscriptions.ts';
import {
  type Person,
  type Product,
  type Subscription,
  type SubscriptionRef,
  USABLE,
  type UserId,
} from '../../../services/commerce/api/types.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { closeButton } from '../../conversation/common-buttons.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';
import { subscriptionRef } from '../../conversation/naming/arguments.ts';
import { idsOf, isSettled, type NamedPeople, peopleArgs } from '../../conversation/naming/named-people.ts';
import { MOST_OFFERED, subscriptionArgs, subscriptionNamed } from '../../conversation/naming/named-subscription.ts';
import { Refusal, type Refused } from '../../conversation/refusals/refusal.ts';
import { refusalWords } from '../../conversation/refusals/refusal-card.ts';

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
type SubscriptionChoice =
  | { readonly seats: SubscriptionHolders; readonly candidates: readonly [] }
  | { readonly seats: undefined; readonly candidates: readonly SubscriptionSummary[] };

/**
 * Of which subscription licenses are given, or taken from people who have one of it.
 * @throws {CommerceError} as `getAssignable`; `no-such-product`
 * @throws {Refusal} `nothing-to-assign` where this person hands out licenses of nothing that fits; `none-fits` where
 *   the people have a license of none of it
 */
export const chooseSubscription = async (
  context: CommandContext,
  verb: AssignmentVerb,
  args: AssignmentArgs,
  holders: readonly Person[] = [],
): Promise<SubscriptionChoice> => {
  const { actor, commerce } = context;
  const { subscription, product, purchaser } = args;
  if (subscription) return choiceOf(context, subscription);
  // An admin is told why another's purchase must be taken over first.
  if (purchaser && may(actor, 'see-purchases'))
    return choiceOf(context, await subscriptionNamed(context, args, { statuses: USABLE }, { verb }));
  const products = product ? await commerce.findProducts(actor, product) : undefined;
  const candidates = await candidatesOf(context, products, holders);
  const [first, another] = candidates;
  if (!first) throw new Refusal(holders.length > 0 ? { code: 'none-fits' } : nothingToAssign(products));
  const isMeant = !another && !purchaser && (products !== undefined || holders.length > 0);
  return isMeant ? choiceOf(context, first.subscription.ref) : { seats: undefined, candidates };
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

const choiceOf = async ({ actor, commerce }: CommandContext, ref: SubscriptionRef): Promise<SubscriptionChoice> => ({
  seats: await commerce.getAssignable(actor, ref),
  candidates: [],
});

const nothingToAssign = (products: readonly Product[] = []): Refused => {
  const [product, another] = products;
  return { code: 'nothing-to-assign', product: product && !another ? product.id : undefined };
};

type AssignmentVerb = 'assign' | 'unassign';

/** Buttons of a question: the act, where there is something to do, what else is offered, a change of the list, and no. */
export const assignmentQuestionButtons = (
  verb: AssignmentVerb,
  { subscription, people, acts }: { subscription: Subscription; people: readonly Person[]; acts: boolean },
  others: readonly Button[],
  localizer: Localizer,
): Button[] => {
  const { t } = localizer;
  const { ref, version } = subscription;
  const data = { subscription: ref, people: idsOf(people) };
  return [
    ...(acts ? [confirmButton({ title: t(`commands.${verb}.title`), verb, data, version })] : []),
    ...others,
    { title: t('assign.edit'), verb, data: { ...data, edit: true } },
    closeButton(localizer),
  ];
};

/** Buttons of the form: on with what it was filled in with, and no. */
export const assignmentFormButtons = (
  verb: AssignmentVerb,
  { seats }: SubscriptionChoice,
  localizer: Localizer,
): Button[] => [
  {
    title: localizer.t('buttons.continue'),
    verb,
    data: { subscription: seats?.summary.subscription.ref },
    sendsInputs: true,
  },
  closeButton(localizer),
];

/** What somebody has said of an assignment so far. */
export interface AssignmentDraft {
  readonly choice: SubscriptionChoice;
  readonly list: NamedPeople;
}

/** The form until everything is said; then the question, or, where the list is too long for it, the form with that on top. */
export const assignmentFormOrQuestion = async (
  { args, localizer }: CommandContext & { readonly args: AssignmentArgs },
  { choice: { seats }, list }: AssignmentDraft,
  form: Card,
  question: (of: SubscriptionSummary) => Promise<Card>,
): Promise<Card> => {
  if (!seats || !isSettled(list) || args.edit) return form;
  try {
    return await question(seats.summary);
  } catch (error) {
    return withWarning(form, refusalWords(refusalReason(error, 'too-many-people'), localizer));
  }
};

/** People by whether a change was made for them. */
export const splitByDone = (people: readonly Person[], done: readonly UserId[]): readonly [Person[], Person[]] => [
  people.filter(({ id }) => done.includes(id)),
  people.filter(({ id }) => !done.includes(id)),
];
