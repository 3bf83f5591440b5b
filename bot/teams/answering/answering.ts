import type { Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Card } from '../../../cards/kit/card.ts';
import { keyDigest } from '../../../services/conversations/digest.ts';
import type { GivenAnswer, GivenAnswers } from '../../../services/conversations/given-answers.ts';
import type { SeenActivities } from '../../../services/conversations/seen-activities.ts';
import { isUnreachable } from '../../../services/redis/unavailable.ts';
import type { Dispatch } from '../../conversation/dispatch.ts';
import { operationsIn } from '../../conversation/sealed-card.ts';
import type { Arrival, BeginArrival } from '../../conversation/viewer.ts';
import { type Sender, senderOf } from '../identity.ts';
import { locationOf, type Pressed, pressOf } from '../incoming.ts';
import type { Location } from '../location.ts';
import { type Message, readMessage } from '../reading/message.ts';
import { cardResponse, errorResponse, respond, sendCard } from '../replies.ts';
import { answerOnce, type Noting } from '../sending/answer-once.ts';
import { asideOf } from '../turn-gate.ts';
import { type DeliveringServices, deliver } from './delivering.ts';

export interface AnsweringServices extends DeliveringServices {
  readonly dispatch: Dispatch;
  readonly beginArrival: BeginArrival;
  readonly seenActivities: SeenActivities;
  readonly givenAnswers: GivenAnswers;
}

export type Answering = ReturnType<typeof createAnswering>;

/** A message that somebody who is named has written. */
interface Written {
  readonly context: TurnContext;
  readonly sender: Sender;
  readonly message: Message;
  readonly arrival: Arrival;
}

/** Gives messages, their edits, presses and installations their answer. */
export const createAnswering = (services: AnsweringServices) => ({
  async answerMessage(context: TurnContext): Promise<void> {
    const { activity } = context;
    if (isUndeleted(activity)) return;
    const sender = senderOf(activity);
    const message = readMessage(activity);
    if (!sender)
      return void (await sendCard(context, await services.dispatch(sender, textOf(message), locationOf(activity))));
    const arrival = services.beginArrival(sender, locationOf(activity), asideOf(context));
    const answer = () => answerWritten(services, { context, sender, message, arrival });
    // Two messages without an id are two messages.
    if (activity.id === undefined) return void (await (await answer())?.());
    await answerOnce(services.seenActivities.activity(sender, deliveryOf(activity, message)), answer);
  },

  async answerPress(context: TurnContext): Promise<void> {
    const { activity } = context;
    const press = pressOf(activity);
    if (!press) return respond(context, errorResponse(400, 'BadRequest'));
    const sender = senderOf(activity);
    const location = locationOf(activity);
    const arrival = sender && services.beginArrival(sender, location, asideOf(context));
    const card = await cardFor(services, sender, press, location, arrival);
    await respond(context, cardResponse(card));
    if (sender && activity.replyToId) await noteAsked(services, sender, activity.replyToId, card);
  },

  /** The card that a press is answered with, once more: what it confirms is done once. */
  answerAgain: (sender: Sender, press: Pressed, location: Location): Promise<Card> =>
    cardFor(services, sender, press, location),

  async welcome(context: TurnContext): Promise<void> {
    const { activity } = context;
    const sender = senderOf(activity);
    if (!sender) return;
    const welcome = services.seenActivities.welcome(sender);
    if (activity.action?.startsWith('remove')) return welcome.forget();
    await answerOnce(welcome, async () => {
      const card = await services.dispatch(sender, { kind: 'command', name: 'help' }, locationOf(activity));
      const answered = answeredBy(sender, activity, keyDigest(''));
      const { noting } = await deliver(services, context, { answered, card });
      return noting;
    });
  },
});

const cardFor = async (
  services: AnsweringServices,
  sender: Sender | undefined,
  { verb, data }: Pressed,
  location: Location,
  arrival?: Arrival,
): Promise<Card> => {
  const withdrawn = sender && (await isWithdrawn(services, sender, data));
  return services.dispatch(sender, { kind: 'press', verb, data, withdrawn }, location, arrival);
};

const textOf = (message: Message) => ({ kind: 'text', ...message }) as const;

const isEdit = ({ type }: Activity): boolean => type === 'messageUpdate';

/** What it says was answered when it was written. */
const isUndeleted = ({ type, channelData }: Activity): boolean =>
  type === 'messageUpdate' && ['undeleteMessage', 'softDeleteMessage'].includes(channelData?.eventType);

/** Each edit of a message is delivered for itself, under the id of the message. */
const deliveryOf = (activity: Activity, { text }: Message): string => {
  const id = `${activity.conversation.id}:${activity.id}`;
  return isEdit(activity) ? `${id}:${keyDigest(`${activity.timestamp}\n${text}`)}` : id;
};

const answeredBy = ({ tenantId, userId }: Sender, { conversation }: Activity, words: string) => ({
  tenantId,
  userId,
  conversationId: conversation.id,
  words,
});

/**
 * Answers what somebody has written. An edit that says something else is answered in the place of the earlier card, and
 * what that one asked is withdrawn; where it was answered already, that stands, and the new answer comes below.
 */
const answerWritten = async (
  services: AnsweringServices,
  { context, sender, message, arrival }: Written,
): Promise<Noting | undefined> => {
  const { activity } = context;
  const words = keyDigest(message.text);
  const earlier = isEdit(activity) ? await earlierAnswer(services, sender, activity) : undefined;
  if (earlier?.words === words) return undefined;
  const answeredBefore = earlier && (await services.givenAnswers.withdraw(sender, questionOf(earlier, activity)));
  const input = { ...textOf(message), answeredBefore };
  const card = await services.dispatch(sender, input, locationOf(activity), arrival);
  if (earlier) await services.keptAnswers.drop(answeredBy(sender, activity, earlier.words)).catch(() => undefined);
  const inPlaceOf = answeredBefore ? undefined : earlier?.card;
  const answered = answeredBy(sender, activity, words);
  const { id: place, noting } = await deliver(services, context, { answered, card, inPlaceOf });
  const given = { words, card: place };
  const { id } = activity;
  // Nobody can ask for another answer to a message that has no name.
  if (id === undefined) return noting;
  const noteGiven = () => unlessAway(services, services.givenAnswers.note(sender, id, given));
  return () => Promise.all([noting(), noteGiven(), noteAsked(services, sender, questionOf(given, activity), card)]);
};

const earlierAnswer = ({ givenAnswers }: AnsweringServices, sender: Sender, { id }: Activity) =>
  id === undefined ? undefined : givenAnswers.of(sender, id).catch(ifAway(undefined));

/** What an answer is found by: its card, or the message where the channel has not named that. */
const questionOf = ({ card }: GivenAnswer, { id }: Activity): string => card ?? `message:${id}`;

const pressed = z.object({ operation: z.string().min(1).max(100) });

const isWithdrawn = async ({ givenAnswers }: AnsweringServices, sender: Sender, data: unknown): Promise<boolean> => {
  const { operation } = pressed.safeParse(data).data ?? {};
  return operation !== undefined && !(await givenAnswers.confirm(sender, operation).catch(ifAway(true)));
};

const noteAsked = (services: AnsweringServices, sender: Sender, question: string, card: Card): Promise<void> =>
  unlessAway(services, services.givenAnswers.noteAsked(sender, question, operationsIn(card)));

/** The answer is given by then; without Redis nothing can be confirmed either. */
const unlessAway = ({ log }: AnsweringServices, noting: Promise<void>): Promise<void> =>
  noting.catch((error: unknown) => log.warn({ err: error }, 'What was answered to a message was not noted'));

const ifAway =
  <Value>(value: Value) =>
  (error: unknown): Value => {
    if (!isUnreachable(error)) throw error;
    return value;
  };
