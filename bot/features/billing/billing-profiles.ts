import { z } from 'zod';
import { billingProfileList } from '../../../cards/billing/billing-profiles.ts';
import type { Button } from '../../../cards/kit/card.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';

export const billingProfiles = defineCommand({
  name: 'billing-profiles',
  allow: 'run-own-billing',
  topic: 'billing',
  args: z.strictObject({}),
  async run({ actor, commerce, localizer }) {
    const billing = await commerce.getBilling(actor);
    const add: Button = { title: localizer.t('profiles.new'), verb: 'save-billing-profile' };
    return billingProfileList(billing, [add, ...commandButtons(['payment-methods', 'invoices'], localizer)], localizer);
  },
});
