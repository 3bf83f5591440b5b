import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import { myLicensesCard } from '../../../cards/licenses/my-licenses.ts';
import { may } from '../../../services/commerce/index.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { offsetButtons, PAGE_LENGTH } from '../../conversation/paging.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';

export const myLicenses = defineCommand({
  name: 'my-licenses',
  allow: 'anyone',
  topic: 'people',
  inMenu: true,
  args: z.strictObject({ from: z.number().int().min(0).max(1e9).default(0) }),
  async run(context) {
    const { actor, args, commerce, localizer } = context;
    if (actor.partner) throw new Refusal({ code: 'forbidden-partner' });
    const all = await commerce.listOwnLicenses(actor);
    const licenses = all.slice(args.from, args.from + PAGE_LENGTH);
    const page = { licenses, offset: args.from, total: all.length };
    return myLicensesCard(page, myLicensesButtons(context, page), localizer);
  },
});

const myLicensesButtons = ({ actor, localizer }: CommandContext, page: { offset: number; total: number }): Button[] => [
  ...offsetButtons('my-licenses', page, localizer),
  ...commandButtons(may(actor, 'request-license') ? ['request-license', 'my-requests', 'help'] : ['help'], localizer),
];
