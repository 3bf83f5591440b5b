import { z } from 'zod';
import { type Button, present } from '../../../cards/kit/card.ts';
import { personCard } from '../../../cards/licenses/person.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import type { Holdings } from '../../../services/commerce/api/licenses.ts';
import type { Person } from '../../../services/commerce/api/types.ts';
import { may } from '../../../services/commerce/index.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { takeControlButton } from '../../conversation/common-buttons.ts';
import { personText } from '../../conversation/naming/arguments.ts';
import { isMyself, personNamed } from '../../conversation/naming/named-person.ts';

/** What one person has, bought and has asked for. Whoever may not see everybody's sees their own licenses. */
export const personOverview = defineCommand({
  name: 'person',
  allow: 'see-subscriptions',
  topic: 'overview',
  args: z.strictObject({ people: personText }),
  async run(context) {
    const { actor, args, commands } = context;
    const seesAll = may(actor, 'see-purchases');
    if (!seesAll && !(await isMyself(context, args.people))) return refuse({ code: 'forbidden', act: 'see-purchases' });
    if (!seesAll) return commands['my-licenses'].invoke(context, {});
    return personView(context, await personNamed(context, args.people, { verb: 'person' }, 'people'));
  },
});

/** Requests of a person that are looked at: those that wait are among the newest. */
const LATEST_REQUESTS = 25;

const personView = async (context: CommandContext, person: Person) => {
  const { actor, commerce, localizer } = context;
  const [holdings, made, handedOut] = await Promise.all([
    commerce.getHoldings(actor, person.id),
    may(actor, 'decide-requests') ? commerce.listRequestsOf(actor, person.id, { limit: LATEST_REQUESTS }) : undefined,
    commerce.listAssignableOf(actor, [person.id], {}),
  ]);
  const requests = made?.items.filter(({ request }) => request.status === 'pending') ?? [];
  const buttons = personButtons(context, { person, ...holdings, mayUnassign: handedOut.length > 0 });
  return personCard({ person, ...holdings, requests }, buttons, localizer);
};

interface Shown extends Holdings {
  readonly person: Person;
  readonly mayUnassign: boolean;
}

/** To what they bought, and to what this reader may do about it. */
const personButtons = ({ actor, localizer }: CommandContext, { person, purchases, mayUnassign }: Shown): Button[] => {
  const { t } = localizer;
  const [first, another] = purchases.items;
  const purchaser = person.id;
  const choose: Button = { title: t('commands.take-over.title'), verb: 'take-over', data: { purchaser } };
  return present<Button>([
    first && may(actor, 'take-over') && (another ? choose : takeControlButton(first.subscription.ref, localizer)),
    mayUnassign && { title: t('commands.unassign.title'), verb: 'unassign', data: { people: purchaser } },
    first && { title: t('buttons.samePurchaser'), verb: 'subscriptions', data: { source: 'all', purchaser } },
    { title: t('commands.licenses.title'), verb: 'licenses' },
  ]);
};
