import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import { policiesCard, policyList } from '../../../cards/policies/policies.ts';
import { policyReceipt, policySame } from '../../../cards/policies/policy-change.ts';
import type { PolicyChange, PolicyView } from '../../../services/commerce/api/policies.ts';
import {
  type OfferType,
  POLICY_VALUES,
  type PolicyValue,
  type ProductId,
  SWITCH_VALUES,
} from '../../../services/commerce/api/types.ts';
import { may, plainNumber } from '../../../services/commerce/index.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { productTexts } from '../../conversation/naming/arguments.ts';
import { productsFitting } from '../../conversation/naming/named-product.ts';
import { offsetButtons } from '../../conversation/paging.ts';
import { afterPolicyChange, stepsOf } from './policy-steps.ts';

/** Products on one card. */
const ON_A_PAGE = 25;

/** A field of the card is named by what it sets. */
const args = z
  .object({
    from: z.coerce.number().int().min(0).max(1e9).default(0),
    /** The products that are shown, and nothing else; everything, if not given. */
    product: productTexts.optional(),
  })
  .catchall(z.union([z.enum(POLICY_VALUES), plainNumber]));

type PoliciesContext = WithArgs<typeof args>;

export const policies = defineChange({
  name: 'policies',
  allow: 'read-policy',
  topic: 'policy',
  // The sentence only lists them; what is chosen on the card is asked about.
  effect: 'reads',
  inMenu: true,
  args,
  async ask(context) {
    const { actor, localizer } = context;
    const { from: offset } = context.args;
    const policy = await shownPolicy(context);
    if (!may(actor, 'change-policy'))
      return policyList(policy, commandButtons(['subscriptions', 'help'], localizer), localizer);
    const products = policy.products.slice(offset, offset + ON_A_PAGE);
    return policiesCard(
      { policy, products, offset, offerTypeValues: SWITCH_VALUES },
      policiesButtons(context, policy, offset),
      localizer,
    );
  },
  async act({ actor, commerce, localizer, args: { from: _, product: __, ...fields } }, confirmed) {
    const policy = await commerce.getPolicy(actor);
    const request = Object.entries(fields).flatMap(([field, value]) => changesOfField(field, value as PolicyValue));
    const { differences } = await commerce.changePolicy(actor, request, confirmed);
    const next = afterPolicyChange(confirmed.operationId, differences.length, localizer);
    return differences.length > 0
      ? policyReceipt({ steps: stepsOf(differences, policy, localizer) }, next, localizer)
      : policySame(localizer.t('policy.sameForm'), next, localizer);
  },
});

/** All of the policy, or what it says of the products that are asked for. */
const shownPolicy = async (context: PoliciesContext): Promise<PolicyView> => {
  const {
    actor,
    commerce,
    args: { product },
  } = context;
  const policy = await commerce.getPolicy(actor);
  if (product === undefined) return policy;
  const meant = new Set((await productsFitting(context, product)).map(({ id }) => id));
  return { ...policy, products: policy.products.filter((each) => meant.has(each.product.id)), offerTypes: [] };
};

const changesOfField = (field: string, value: PolicyValue): PolicyChange[] => {
  const [kind, target = ''] = field.split(':');
  if (kind === 'product') return [{ product: target as ProductId, value }];
  return kind === 'offer' ? [{ offerType: target as OfferType, value }] : [];
};

const policiesButtons = (
  { localizer, args: { product } }: PoliciesContext,
  { version, products }: PolicyView,
  offset: number,
): Button[] => {
  const { t } = localizer;
  const all: Button = product
    ? { title: t('commands.policies.title'), verb: 'policies' }
    : { title: t('policy.blockAll'), verb: 'set-policy', data: { all: true, value: 'Disabled' } };
  return [
    confirmButton({ title: t('buttons.save'), verb: 'policies', data: { from: offset, product }, version }),
    all,
    ...offsetButtons('policies', { offset, total: products.length, length: ON_A_PAGE }, localizer),
    { title: t('commands.subscriptions.title'), verb: 'subscriptions' },
  ];
};
