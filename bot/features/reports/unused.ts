import { z } from 'zod';
import { unusedCard } from '../../../cards/reports/unused.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';

export const unused = defineCommand({
  name: 'unused',
  allow: 'see-purchases',
  topic: 'overview',
  inMenu: true,
  args: z.strictObject({}),
  run: async ({ actor, commerce, localizer }) =>
    unusedCard(
      await commerce.listUnusedLicenses(actor),
      commandButtons(['spend', 'capacity', 'subscriptions'], localizer),
      localizer,
    ),
});
