import { z } from 'zod';
import { myRequestsCard } from '../../../cards/license-request.ts';
import { defineCommand } from '../../command.ts';
import { commandButtons } from '../../menu-line.ts';
import { requestCursors, sliceOf, turnRequests } from '../../people/requests.ts';

export const myRequests = defineCommand({
  name: 'my-requests',
  allow: 'request-license',
  topic: 'people',
  args: z.strictObject(requestCursors),
  async run({ actor, args, commerce, speech }) {
    const page = await commerce.listOwnRequests(actor, sliceOf(args));
    const next = commandButtons(['request-license', 'my-licenses', 'help'], speech);
    return myRequestsCard(page, [...turnRequests('my-requests', page, speech), ...next], speech);
  },
});
