import { z } from 'zod';
import { policyChanged, productAppeared } from '../../../cards/policies/notices.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { blockProductButton } from '../../conversation/common-buttons.ts';
import { adminName, type NoticeRenderer, type NoticeRenderers } from '../notices/notice-content.ts';
import { afterPolicyChange, stepsOf } from './policy-steps.ts';

const renderPolicyChange: NoticeRenderer<'policy-changed'> = async (context, { by, operation }) => {
  const { actor, commerce, localizer } = context;
  const [differences, policy, name] = await Promise.all([
    commerce.getPolicyChange(actor, operation),
    commerce.getPolicy(actor),
    adminName(context, by),
  ]);
  if (differences.length === 0) return undefined;
  const steps = stepsOf(differences, policy, localizer);
  return {
    textCard: policyChanged({ name, steps }, localizer),
    buttons: afterPolicyChange(operation, canUndo(operation) ? differences.length : 0, localizer),
  };
};

/** What was changed in chat has an id that a button may send. */
const canUndo = (operation: string): boolean => z.uuid().safeParse(operation).success;

const renderNewProduct: NoticeRenderer<'product-appeared'> = async (context, { product: id }) => {
  const { product, value } = await context.commerce.getProductPolicy(context.actor, id);
  if (value === 'Disabled') return undefined;
  return {
    textCard: productAppeared(product.name, context.localizer),
    buttons: [blockProductButton(id, context.localizer), ...commandButtons(['policies'], context.localizer)],
  };
};

/** The policy for self-service purchases and the catalogue, for admins. */
export const policyNotices = {
  'policy-changed': renderPolicyChange,
  'product-appeared': renderNewProduct,
} satisfies Partial<NoticeRenderers>;
