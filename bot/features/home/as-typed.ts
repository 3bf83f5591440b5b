import { z } from 'zod';
import { plainNumber, plainText } from '../../../services/commerce/index.ts';
import { defineCommand } from '../../conversation/command.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';

/**
 * Stands on the card that a whole group sees, for a sentence whose meaning depends on what its writer has spoken of before:
 * the match puts the command in its place that it means.
 */
export const asTyped = defineCommand({
  name: 'as-typed',
  allow: 'anyone',
  args: z.strictObject({ text: plainText(5000), at: plainNumber }),
  run() {
    throw new Refusal({ code: 'stale-card' });
  },
});
