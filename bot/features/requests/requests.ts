import { z } from 'zod';
import { defineCommand } from '../../conversation/command.ts';
import { pendingRequests, requestCursors } from './request-list.ts';

export const requests = defineCommand({
  name: 'requests',
  allow: 'decide-requests',
  topic: 'people',
  inMenu: true,
  args: z.strictObject(requestCursors),
  run: (context) => pendingRequests(context, context.args),
});
