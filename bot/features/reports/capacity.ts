import { z } from 'zod';
import { capacityCard } from '../../../cards/reports/capacity.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';

export const capacity = defineCommand({
  name: 'capacity',
  allow: 'see-purchases',
  topic: 'overview',
  args: z.strictObject({}),
  run: async ({ actor, commerce, localizer }) =>
    capacityCard(
      await commerce.listCapacity(actor),
      commandButtons(['unused', 'spend', 'licenses'], localizer),
      localizer,
    ),
});
