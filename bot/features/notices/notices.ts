import { z } from 'zod';
import { type Button, present } from '../../../cards/kit/card.ts';
import { type DeliveryRow, deliveriesCard } from '../../../cards/notices/deliveries.ts';
import type { Person, UserId } from '../../../services/commerce/api/types.ts';
import { cursorText } from '../../../services/commerce/index.ts';
import { DELIVERY_STATUSES, type Delivery, type DeliveryStatus } from '../../../services/notices/delivery.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';

const args = z.strictObject({
  status: z.enum(['all', ...DELIVERY_STATUSES]).default('all'),
  /** Of the page before. */
  cursor: cursorText(300).optional(),
});

export const notices = defineCommand({
  name: 'notices',
  allow: 'read-deliveries',
  topic: 'settings',
  args,
  async run(context) {
    const { actor, args, notices, localizer } = context;
    const { status, cursor } = args;
    const query = { status: status !== 'all' ? status : undefined, cursor };
    const { deliveries, counts, dead, next } = await notices.listDeliveries(actor.tenantId, query);
    const data = { status, rows: await deliveryRows(context, deliveries), counts, dead };
    return deliveriesCard(data, deliveriesButtons(status, { cursor, next }, context), localizer);
  },
});

const deliveryRows = async (context: CommandContext, deliveries: readonly Delivery[]): Promise<DeliveryRow[]> => {
  const ids = deliveries.flatMap(({ to }) => ('user' in to ? [to.user] : []));
  const people = await peopleOf(context, [...new Set(ids)]);
  return deliveries.map(({ kind, subject, medium, status, plannedAt, settledAt, why, to }) => ({
    kind,
    subject,
    medium,
    status,
    at: settledAt ?? plannedAt,
    why,
    to: 'user' in to ? (people.get(to.user) ?? null) : 'shared',
  }));
};

/** Those who are still in the directory. */
const peopleOf = async (
  { actor, commerce }: CommandContext,
  ids: readonly UserId[],
): Promise<ReadonlyMap<UserId, Person>> => {
  const { found } = await commerce.findNamedPeople(actor, ids);
  return new Map(found.map(({ person }) => [person.id, person]));
};

const deliveriesButtons = (
  status: DeliveryStatus | 'all',
  { cursor, next }: { readonly cursor: string | undefined; readonly next: string | undefined },
  { localizer }: CommandContext,
) =>
  present<Button>([
    { title: localizer.t('buttons.apply'), verb: 'notices', sendsInputs: true },
    next !== undefined && { title: localizer.t('buttons.next'), verb: 'notices', data: { status, cursor: next } },
    cursor !== undefined && { title: localizer.t('deliveries.newest'), verb: 'notices', data: { status } },
    ...commandButtons(['notifications', 'help'], localizer),
  ]);
