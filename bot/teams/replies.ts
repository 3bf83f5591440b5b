import { type Activity, CardFactory, type TurnContext } from 'botbuilder';
import type { Card } from '../../cards/kit/card.ts';

/** Teams refuses a message of about 100 KB and advises 80 KB, counted in UTF-16: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
export const MAX_ACTIVITY_BYTES = 80 * 1024;

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const SEARCH_TYPE = 'application/vnd.microsoft.search.searchResponse';
const ERROR_TYPE = 'application/vnd.microsoft.error';

/** Sends a card as a message of its own. */
export const sendCard = async (context: TurnContext, card: Card): Promise<void> => {
  await context.sendActivity(withinLimit({ type: 'message', attachments: [CardFactory.adaptiveCard(card)] }));
};

/** Answers a button with a card, which takes the place of the pressed one for whoever pressed. */
export const respondCard = async (context: TurnContext, card: Card): Promise<void> => {
  await respond(context, 200, { statusCode: 200, type: CARD_TYPE, value: card });
};

/** Answers what a field of a card looks up while somebody types. */
export const respondResults = async (context: TurnContext, results: readonly object[]): Promise<void> => {
  await respond(context, 200, { statusCode: 200, type: SEARCH_TYPE, value: { results } });
};

/** Answers an invoke to which nothing is to be said at once. */
export const respondTaken = async (context: TurnContext): Promise<void> => {
  await respond(context, 200, {});
};

/** Answers an invoke that makes no sense or that failed. Teams shows a generic line; the code is for whoever debugs. */
export const respondError = async (context: TurnContext, status: 400 | 429 | 500, code: string): Promise<void> => {
  await respond(context, status, { statusCode: status, type: ERROR_TYPE, value: { code, message: code } });
};

const respond = async (context: TurnContext, status: number, body: object): Promise<void> => {
  await context.sendActivity(withinLimit({ type: 'invokeResponse', value: { status, body } }));
};

/** The activity, unless it is larger than Teams takes. */
export const withinLimit = (activity: Partial<Activity>): Partial<Activity> => {
  const bytes = Buffer.byteLength(JSON.stringify(activity), 'utf16le');
  if (bytes >= MAX_ACTIVITY_BYTES) throw new Error(`An activity of ${bytes} bytes is more than Teams takes`);
  return activity;
};
