import { z } from 'zod';
import { sheet } from '../../../cards/sheet.ts';
import { type CommandContext, defineCommand } from '../../command.ts';

export const customers = defineCommand({
  name: 'customers',
  allow: 'anyone',
  topic: 'partner',
  args: z.strictObject({}),
  run: (context) => customersCard(context),
});

/** The customers of a partner's person, each a line that chooses it, and the way back home. */
export const customersCard = async ({ home, actor, commerce, speech: { t } }: CommandContext) => {
  const found = await commerce.customers(home.tenantId, home.userId);
  const myself = { title: t('customers.myself'), verb: 'act-for', data: { customer: 'myself' } };
  return sheet(
    {
      title: t('customers.title'),
      text: [t(found.length > 0 ? 'customers.intro' : 'customers.none')],
      lines: found.map(({ id, name, domain }) => ({
        title: name,
        text: domain,
        verb: 'act-for',
        data: { customer: id },
      })),
    },
    actor.partner ? [myself] : [{ title: t('commands.help.title'), verb: 'help' }],
  );
};
