import { CardFactory, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { Card } from '../../cards/kit/card.ts';
import { NotTaken } from './sending/connector.ts';
import { assertTaken } from './sending/size.ts';

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const SEARCH_TYPE = 'application/vnd.microsoft.search.searchResponse';
const ERROR_TYPE = 'application/vnd.microsoft.error';

/**
 * Sends a card as a message of its own.
 * @returns its id, where the channel names it
 * @throws {NotTaken}
 */
export const sendCard = async (context: TurnContext, card: Card): Promise<string | undefined> =>
  (await context.sendActivity(messageOf(card)))?.id || undefined;

/**
 * Puts a card in the place of an earlier one, or below everything where that is not there any more.
 * @throws {NotTaken}
 */
export const replaceCard = async (context: TurnContext, card: Card, id: string): Promise<string | undefined> => {
  try {
    await context.updateActivity({ ...messageOf(card), id });
    return id;
  } catch (error) {
    if (!(error instanceof NotTaken && error.isRefused)) throw error;
    return sendCard(context, card);
  }
};

/** A message that is a card. */
export const messageOf = (card: Card) => ({ type: 'message', attachments: [CardFactory.adaptiveCard(card)] });

/** The answer to a button: a card, which takes the place of the pressed one for whoever pressed. */
export const cardResponse = (card: Card): InvokeResponse => responseOf(200, CARD_TYPE, card);

/** The card that an invoke is answered with, if it is one. */
export const cardOf = (response: InvokeResponse | undefined): Card | undefined =>
  response?.body?.type === CARD_TYPE ? response.body.value : undefined;

/** The answer to what a field of a card looks up while somebody types. */
export const resultsResponse = (results: readonly object[]): InvokeResponse =>
  responseOf(200, SEARCH_TYPE, { results });

/** The answer to an invoke to which nothing is to be said at once. */
export const takenResponse = (): InvokeResponse => ({ status: 200, body: {} });

/** The answer to an invoke that makes no sense or that failed. Teams shows a generic line; the code is for whoever debugs. */
export const errorResponse = (status: 400 | 429 | 500, code: string): InvokeResponse =>
  responseOf(status, ERROR_TYPE, { code, message: code });

const responseOf = (status: number, type: string, value: object): InvokeResponse => ({
  status,
  body: { statusCode: status, type, value },
});

/** Answers the invoke that the turn is about. */
export const respond = async (context: TurnContext, response: InvokeResponse): Promise<void> => {
  assertTaken(JSON.stringify(response));
  await context.sendActivity({ type: 'invokeResponse', value: response });
};
