import { z } from 'zod';
import { policyReceipt } from '../../../cards/policies/policy-change.ts';
import { defineChange } from '../../conversation/confirmed-command.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { afterPolicyChange, stepsOf } from './policy-steps.ts';

export const undoPolicy = defineChange({
  name: 'undo-policy',
  allow: 'change-policy',
  args: z.strictObject({
    /** The operation that is to be taken back. */
    undoes: z.uuid(),
  }),
  ask: () => {
    throw new Refusal({ code: 'stale-card' });
  },
  async act({ actor, commerce, localizer, args }, confirmed) {
    const policy = await commerce.getPolicy(actor);
    const { differences } = await commerce.undoPolicyChange(actor, args.undoes, confirmed);
    const next = afterPolicyChange(confirmed.operationId, differences.length, localizer);
    return policyReceipt(stepsOf(differences, policy, localizer), next, localizer);
  },
});
