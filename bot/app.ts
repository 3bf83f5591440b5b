import { Application } from '@microsoft/teams-ai';
import { type Activity, TurnContext } from 'botbuilder';
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
  // The library's typing timer is shared by all turns at once, and it fails on a mention without text.
  const app = new Application({ startTypingTimer: false, removeRecipientMention: false });

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
    await sendCard(context, await dispatch(sender, { kind: 'text', text: textOf(activity) }));
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

/** What was written, without the mention of the bot that a group chat needs. */
const textOf = (activity: Activity): string =>
  typeof activity.text === 'string' ? TurnContext.removeRecipientMention(activity) : '';
