import { Application } from '@microsoft/teams-ai/lib/Application.js';
import { type Activity, TurnContext } from 'botbuilder';
import type { Search } from '../conversation/naming/people-search.ts';
import type { FileConsent } from '../features/exports/file-consent.ts';
import type { Answering } from './answering/answering.ts';
import type { ActivityOrigin, KeepReference } from './conversation-references.ts';
import { conversationPlaceOf, senderOf, threadless } from './identity.ts';
import { INVOKES, isInvoke, locationOf } from './incoming.ts';
import { errorResponse, respond, resultsResponse, takenResponse } from './replies.ts';

/** What one kind of event leads to. The rim hands plain data over and sends what comes back. */
export interface AppServices {
  readonly answering: Answering;
  readonly search: Search;
  readonly fileConsent: Pick<FileConsent, 'take'>;
  readonly keepReference: KeepReference;
}

/** What a turn waits for at its end. */
const KEEPING = Symbol('keeping');

const isActivity =
  (type: string) =>
  async ({ activity }: TurnContext): Promise<boolean> =>
    activity.type === type;

const isInvokeOf =
  (name?: string) =>
  async ({ activity }: TurnContext): Promise<boolean> =>
    isInvoke(activity, name);

/** The library shows that the bot types by a timer which all turns share, and which runs whatever its option says. */
class QuietApplication extends Application {
  override startTypingTimer(): void {}
}

/**
 * The only file that knows the framework's routing: one route for messages and their edits, one for buttons, one for what is looked up
 * while typing, one for files, one for installation, and one that answers every other invoke, because an unanswered one
 * becomes HTTP 501.
 */
export const createApp = (services: AppServices): Application => {
  const { answering, search, fileConsent, keepReference } = services;
  const { answerMessage, answerPress, welcome } = answering;
  // The library fails on a mention without text.
  const app = new QuietApplication({ removeRecipientMention: false });

  // Beside the turn, which does not depend on it.
  app.turn('beforeTurn', async ({ activity, turnState }) => {
    turnState.set(KEEPING, keepReference(originOf(activity)));
    return true;
  });
  app.turn('afterTurn', async ({ turnState }) => {
    await turnState.get<Promise<void>>(KEEPING);
    return true;
  });

  app.addRoute(isInvokeOf(INVOKES.press), answerPress, true);
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

  app.addRoute(isActivity('message'), answerMessage);
  app.addRoute(isActivity('messageUpdate'), answerMessage);
  app.addRoute(isActivity('installationUpdate'), welcome);

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
