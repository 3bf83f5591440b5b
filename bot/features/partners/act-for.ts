import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import type { Tenant } from '../../../services/commerce/api/types.ts';
import { idText } from '../../../services/commerce/index.ts';
import { nameKey } from '../../../services/text/normal-form.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { actAtHomeButton, MYSELF } from '../../conversation/common-buttons.ts';
import { which } from '../../conversation/naming/chooser.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { customerLine, customersCard } from './customers.ts';

export const actFor = defineCommand({
  name: 'act-for',
  allow: 'anyone',
  topic: 'partner',
  effect: 'acts',
  anyTenant: true,
  changesCustomer: true,
  args: z.strictObject({ customer: idText().trim().min(1).optional() }),
  async run(context) {
    const { customer } = context.args;
    if (customer === undefined) return customersCard(context);
    const chosen = customer === MYSELF ? undefined : await customerNamed(context, customer);
    await context.preferences.setCustomer(context.home, chosen?.id);
    return actForReceipt(context, chosen);
  },
});

const customerNamed = async ({ home, commerce }: CommandContext, wanted: string): Promise<Tenant> => {
  const all = await commerce.listCustomers(home.tenantId, home.userId);
  const [text, key] = [wanted.toLowerCase(), nameKey(wanted)];
  const exact = all.find(({ id, name, domain }) => [id, domain].includes(text) || nameKey(name) === key);
  const [first, ...others] = exact ? [exact] : all.filter(({ name }) => key !== '' && nameKey(name).startsWith(key));
  if (!first) throw new Refusal({ code: 'no-such-customer', wanted });
  if (others.length === 0) return first;
  throw which([first, ...others].map(customerLine));
};

const actForReceipt = ({ localizer }: CommandContext, chosen: Tenant | undefined) => {
  const { t } = localizer;
  const next: Button[] = [
    { title: t('commands.subscriptions.title'), verb: 'subscriptions' },
    { title: t('commands.help.title'), verb: 'help' },
  ];
  if (!chosen) return textCard({ title: t('customers.home'), text: [t('customers.homeText')] }, next);
  return textCard({ title: t('customers.chosen', { customer: chosen.name }), text: [t('customers.chosenText')] }, [
    ...next,
    actAtHomeButton(localizer),
  ]);
};
