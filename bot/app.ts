import { Application } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Deliveries } from '../services/deliveries.ts';
import type { Dispatch } from './dispatch.ts';
import { senderOf } from './identity.ts';
import { respondCard, respondError, sendCard } from './replies.ts';

const cardAction = z.object({
  action: z.object({ verb: z.string(), data: z.unknown() }),
});

const is =
  (type: string, name?: string) =>
  async ({ activity }: TurnContext): Promise<boolean> =>
    activity.type === type && (name === undefined || activity.name === name);

/**
 * The only file that knows the framework's routing: one route for messages, one for buttons, one for installation, and
 * one that answers every other invoke, because an unanswered one becomes HTTP 501.
 */
export const createApp = ({ dispatch, deliveries }: { dispatch: Dispatch; deliveries: Deliveries }): Application => {
  // The library's typing timer is shared by all turns at once.
  const app = new Application({ startTypingTimer: false });

  app.addRoute(
    is('invoke', 'adaptiveCard/action'),
    async (context) => {
      const press = cardAction.safeParse(context.activity.value);
      if (!press.success) return respondError(context, 400, 'BadRequest');
      const { verb, data } = press.data.action;
      await respondCard(context, await dispatch(senderOf(context.activity), { kind: 'press', verb, data }));
    },
    true,
  );
  app.addRoute(is('invoke'), (context) => respondError(context, 400, 'NotSupported'), true);

  app.addRoute(is('message'), async (context) => {
    const { activity } = context;
    const sender = senderOf(activity);
    if (sender && !(await deliveries.isFirst(sender, `${activity.conversation.id}:${activity.id}`))) return;
    const text = typeof activity.text === 'string' ? activity.text : '';
    await sendCard(context, await dispatch(sender, { kind: 'text', text }));
  });

  app.addRoute(is('installationUpdate'), async (context) => {
    const sender = senderOf(context.activity);
    if (!sender) return;
    if (context.activity.action?.startsWith('remove')) return deliveries.forgetWelcome(sender);
    if (await deliveries.isFirstWelcome(sender))
      await sendCard(context, await dispatch(sender, { kind: 'text', text: 'hello' }));
  });

  return app;
};
