import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { pendingRequests, requestCursors } from '../../people/requests.ts';

export const requests = defineCommand({
  name: 'requests',
  allow: 'decide-requests',
  topic: 'people',
  inMenu: true,
  args: z.strictObject(requestCursors),
  run: (context) => pendingRequests(context, context.args),
});
