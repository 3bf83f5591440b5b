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
    const next = commandButtons(['request-license', 'my-licenses', 'help'], localizer);
    return myRequestsCard(page, [...cursorButtons('my-requests', page, localizer), ...next], localizer);
  },
});
