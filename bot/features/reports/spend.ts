import { z } from 'zod';
import { spendCard } from '../../../cards/reports/spend.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';

export const spend = defineCommand({
  name: 'spend',
  allow: 'see-purchases',
  topic: 'overview',
  args: z.strictObject({}),
  run: async ({ actor, commerce, localizer }) =>
    spendCard(
      await commerce.listSpend(actor),
      commandButtons(['unused', 'capacity', 'subscriptions'], localizer),
      localizer,
    ),
});
