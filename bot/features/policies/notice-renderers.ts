import { z } from 'zod';
import { policyChanged, productAppeared } from '../../../cards/policies/notices.ts';
import type { PolicyDifference } from '../../../services/commerce/rules/policy.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { adminName, type Reading, type Teller } from '../notices/notice-content.ts';
import { blockButton } from '../subscriptions/notice-renderers.ts';
import { afterPolicyChange, stepsOf } from './policy-steps.ts';

/** Changes of the policy in one millisecond. */
const AT_ONCE = 20;

export const tellPolicy: Teller<'policy-changed'> = async (reading, { by, operation, subject, at }) => {
  const { actor, commerce, localizer } = reading;
  const { lines } = await commerce.readAudit(actor, { subject, from: at, to: at }, { limit: AT_ONCE });
  const line = lines.find((each) => each.operation === operation);
  const differences = (line?.details['differences'] ?? []) as readonly PolicyDifference[];
  if (differences.length === 0) return undefined;
  const steps = stepsOf(differences, await commerce.readPolicy(actor), localizer);
  return {
    textCard: policyChanged({ name: await adminName(reading, by), steps }, localizer),
    buttons: afterPolicyChange(operation, canUndo(operation) ? differences.length : 0, localizer),
  };
};

/** What was changed in chat has an id that a button may send. */
const canUndo = (operation: string): boolean => z.uuid().safeParse(operation).success;

export const tellProduct: Teller<'product-appeared'> = async (reading: Reading, { product: id }) => {
  const { product, value } = await reading.commerce.readProductPolicy(reading.actor, id);
  if (value === 'Disabled') return undefined;
  return {
    textCard: productAppeared(product.name, reading.localizer),
    buttons: [blockButton(id, reading), ...commandButtons(['policies'], reading.localizer)],
  };
};
