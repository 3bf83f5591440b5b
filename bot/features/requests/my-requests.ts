import { z } from 'zod';
import { myRequestsCard } from '../../../cards/requests/license-request.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { cursorButtons } from '../../conversation/paging.ts';
import { requestCursors, requestSlice } from './request-list.ts';

export const myRequests = defineCommand({
  name: 'my-requests',
  allow: 'request-license',
  topic: 'people',
  args: z.strictObject(requestCursors),
  async run({ actor, args, commerce, localizer }) {
    const page = await commerce.listOwnRequests(actor, requestSlice(args));
    const isWaiting = page.items.some(({ request }) => request.status === 'pending');
    const own = isWaiting ? (['withdraw-request', 'request-license'] as const) : (['request-license'] as const);
    const next = commandButtons([...own, 'my-licenses', 'help'], localizer);
    return myRequestsCard(page, [...cursorButtons('my-requests', page, localizer), ...next], localizer);
  },
});
