import { z } from 'zod';
import type { Line } from '../../../cards/kit/text-card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import type { Tenant } from '../../../services/commerce/api/types.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { actAtHomeButton } from '../../conversation/common-buttons.ts';
import { MOST_LINES } from '../../conversation/naming/chooser.ts';

export const customers = defineCommand({
  name: 'customers',
  allow: 'anyone',
  topic: 'partner',
  anyTenant: true,
  args: z.strictObject({}),
  run: (context) => customersCard(context),
});

/** A customer as a line that chooses it. */
export const customerLine = ({ id, name, domain }: Tenant): Line => ({
  title: name,
  text: domain,
  verb: 'act-for',
  data: { customer: id },
});

/** The first customers of a partner's person, each a line that chooses it, and the way back home. */
export const customersCard = async ({ home, actor, commerce, localizer }: CommandContext) => {
  const { t } = localizer;
  const found = await commerce.listCustomers(home.tenantId, home.userId);
  return textCard(
    {
      title: t('customers.title'),
      text: [t(found.length > 0 ? 'customers.intro' : 'customers.none')],
      footer: found.length > MOST_LINES ? t('customers.more', { count: found.length - MOST_LINES }) : undefined,
      lines: found.slice(0, MOST_LINES).map(customerLine),
    },
    actor.partner ? [actAtHomeButton(localizer)] : [{ title: t('commands.help.title'), verb: 'help' }],
  );
};
