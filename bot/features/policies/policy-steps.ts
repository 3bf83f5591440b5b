import type { Button } from '../../../cards/kit/card.ts';
import { otherTargetName, type PolicyStep } from '../../../cards/policies/policy-change.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { PolicyChange, PolicyDifference, PolicyView } from '../../../services/commerce/api/policies.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';

/** What a change of the policy did, with the names that a reader needs, by name. */
export const stepsOf = (
  differences: readonly PolicyDifference[],
  policy: PolicyView,
  localizer: Localizer,
): PolicyStep[] =>
  differences
    .map((difference) => ({
      name: nameOf(difference, policy, localizer),
      before: difference.before,
      value: difference.value,
    }))
    .sort((a, b) => a.name.localeCompare(b.name));

const nameOf = (change: PolicyChange, { products }: PolicyView, localizer: Localizer): string =>
  'product' in change
    ? (products.find(({ product }) => product.id === change.product)?.product.name ?? change.product)
    : otherTargetName(change, localizer);

/** Where to go from the receipt of a change: back to what it was, or to the list. */
export const afterPolicyChange = (
  operationId: string,
  changed: number,
  { t }: Localizer,
  back: 'undo' | 'redo' = 'undo',
): Button[] => [
  ...(changed > 0
    ? [confirmButton({ title: t(`buttons.${back}`), verb: 'undo-policy', data: { undoes: operationId } })]
    : []),
  { title: t('commands.policies.title'), verb: 'policies' },
];
