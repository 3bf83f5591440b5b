import { Application } from '@microsoft/teams-ai';
import { type Activity, TurnContext } from 'botbuilder';
import type { SeenActivities } from '../../services/conversations/seen-activities.ts';
import type { Dispatch } from '../conversation/dispatch.ts';
import type { Search } from '../conversation/naming/people-search.ts';
import type { FileConsent } from '../features/exports/file-consent.ts';
import type { ActivityOrigin, KeepReference } from './conversation-references.ts';
import { conversationPlaceOf, senderOf, threadless } from './identity.ts';
import { INVOKES, isInvoke, locationOf, pressOf } from './incoming.ts';
import { readMessage } from './reading/message.ts';
import { cardResponse, errorResponse, respond, resultsResponse, sendCard, takenResponse } from './replies.ts';
import { answerOnce } from './sending/answer-once.ts';

/** What one kind of event leads to. The rim hands plain data over and sends what comes back. */
export interface AppServices {
  readonly dispatch: Dispatch;
  readonly search: Search;
  readonly seenActivities: SeenActivities;
  readonly fileConsent: Pick<FileConsent, 'take'>;
  readonly keepReference: KeepReference;
}

const isActivity =
  (type: string) =>
  async ({ activity }: TurnContext): Promise<boolean> =>
    activity.type === type;

const isInvokeOf =
  (name?: string) =>
  async ({ activity }: TurnContext): Promise<boolean> =>
    isInvoke(activity, name);

/**
 * The only file that knows the framework's routing: one route for messages, one for buttons, one for what is looked up
 * while typing, one for files, one for installation, and one that answers every other invoke, because an unanswered one
 * becomes HTTP 501.
 */
export const createApp = (services: AppServices): Application => {
  const { dispatch, search, seenActivities, fileConsent, keepReference } = services;
  // The library's typing timer is shared by all turns at once, and it fails on a mention without text.
  const app = new Application({ startTypingTimer: false, removeRecipientMention: false });

  app.turn('beforeTurn', async ({ activity }) => {
    await keepReference(originOf(activity));
    return true;
  });

  app.addRoute(
    isInvokeOf(INVOKES.press),
    async (context) => {
      const press = pressOf(context.activity);
      if (!press) return respond(context, errorResponse(400, 'BadRequest'));
      const [sender, location] = [senderOf(context.activity), locationOf(context.activity)];
      const card = await dispatch(sender, { kind: 'press', verb: press.verb, data: press.data }, location);
      await respond(context, cardResponse(card));
    },
    true,
  );
  app.addRoute(
    isInvokeOf(INVOKES.search),
    async (context) =>
      respond(context, resultsResponse(await search(senderOf(context.activity), context.activity.value))),
    true,
  );
  app.addRoute(
    isInvokeOf(INVOKES.file),
    async (context) => {
      fileConsent.take(senderOf(context.activity), context.activity.value, locationOf(context.activity));
      await respond(context, takenResponse());
    },
    true,
  );
  app.addRoute(isInvokeOf(), (context) => respond(context, errorResponse(400, 'NotSupported')), true);

  app.addRoute(isActivity('message'), async (context) => {
    const { activity } = context;
    const sender = senderOf(activity);
    const answer = async () =>
      sendCard(context, await dispatch(sender, { kind: 'text', ...readMessage(activity) }, locationOf(activity)));
    // Two messages without an id are two messages.
    if (!sender || activity.id === undefined) return answer();
    const id = `${activity.conversation.id}:${activity.id}`;
    const isFirst = () => seenActivities.isFirst(sender, id);
    await answerOnce({ isFirst, forget: () => seenActivities.forget(sender, id) }, answer);
  });

  app.addRoute(isActivity('installationUpdate'), async (context) => {
    const sender = senderOf(context.activity);
    if (!sender) return;
    if (context.activity.action?.startsWith('remove')) return seenActivities.forgetWelcome(sender);
    const isFirst = () => seenActivities.isFirstWelcome(sender);
    await answerOnce({ isFirst, forget: () => seenActivities.forgetWelcome(sender) }, async () =>
      sendCard(context, await dispatch(sender, { kind: 'command', name: 'help' }, locationOf(context.activity))),
    );
  });

  return app;
};

/** Messages, installations and memberships show where a person or a channel is reached, and when that is over. */
const originOf = (activity: Activity): ActivityOrigin => {
  const { bot, conversation, channelId, serviceUrl } = TurnContext.getConversationReference(activity);
  const place = conversationPlaceOf(activity);
  const whole = conversation && { ...conversation, id: threadless(conversation.id) };
  return {
    place,
    sender: senderOf(activity),
    reference: { bot, conversation: whole, channelId, serviceUrl },
    left: isEnd(activity),
  };
};

const isEnd = ({ type, action, membersRemoved, recipient }: Activity): boolean =>
  type === 'installationUpdate'
    ? action?.startsWith('remove') === true
    : type === 'conversationUpdate' && membersRemoved?.some(({ id }) => id === recipient?.id) === true;
