import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Card } from '../../../cards/kit/card.ts';
import type { TenantId, UserId } from '../../../services/commerce/api/types.ts';
import { type Conversations, createConversations } from '../../../services/conversations/references.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { readCard } from '../chat/conversation.ts';
import { inputsOf } from '../chat/fields.ts';
import { cardIn } from '../chat/pressing.ts';
import type { Channel } from '../stand-ins/channel.ts';

/** Somebody in a tenant. */
export interface Somebody {
  readonly tenantId: TenantId;
  readonly userId: UserId;
}

export type TeamsActivity = Readonly<Record<string, unknown>> & { readonly id: string };

/** What came back for an activity; undefined where the connection broke. */
export interface TeamsAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What a press on a button of a card sends. */
export interface Pressing {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Each person has a chat of their own, whose name holds that of the tenant. */
const conversationOf = ({ tenantId, userId }: Somebody) => ({
  id: `chat/${userId}/${tenantId}`,
  conversationType: 'personal',
  tenantId,
});

/** An activity as Teams makes it. */
export const activityFrom = (who: Somebody, serviceUrl: string, extra: object): TeamsActivity => ({
  type: 'message',
  id: randomUUID(),
  channelId: 'msteams',
  serviceUrl,
  locale: 'en-US',
  from: { id: `29:${who.userId}`, name: 'Somebody', aadObjectId: who.userId },
  recipient: { id: '28:bot', name: 'bot' },
  conversation: conversationOf(who),
  channelData: { tenant: { id: who.tenantId } },
  ...extra,
});

/** A press on the button of a card. */
export const pressFrom = (who: Somebody, serviceUrl: string, { verb, data }: Pressing): TeamsActivity =>
  activityFrom(who, serviceUrl, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: `card/${who.userId}`,
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
  });

/** Delivers an activity once; undefined where nobody is there, or the connection breaks. */
export const deliverTo = async (port: number, activity: TeamsActivity): Promise<TeamsAnswer | undefined> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  } catch {
    return undefined;
  }
};

/** Milliseconds. */
const AGAIN_AFTER = 150;

/** Delivers an activity again and again until a bot takes it, as Teams does; to any of these. */
export const deliverUntilTaken = async (port: () => number, activity: TeamsActivity): Promise<TeamsAnswer> => {
  for (;;) {
    const answer = await deliverTo(port(), activity);
    if (answer && answer.status < 500) return answer;
    await sleep(AGAIN_AFTER);
  }
};

/** The card that a press was answered with. */
const cardOfPress = (answer: TeamsAnswer | undefined): Card | undefined =>
  (answer?.body as { value?: Card } | undefined)?.value;

/** Answers that say to try again. */
const LATER = /still at it|cannot reach|cannot tell|no room|Something went wrong/;

/** Whether nothing has come of it yet. */
export const isToBeTriedAgain = (card: Card): boolean => LATER.test(readCard(card));

/** Presses until there is an answer to it, as somebody does who is told to try again. */
export const pressUntilAnswered = async (port: () => number, press: TeamsActivity): Promise<Card> => {
  for (;;) {
    const card = cardOfPress(await deliverTo(port(), press));
    if (card && !isToBeTriedAgain(card)) return card;
    await sleep(AGAIN_AFTER);
  }
};

/** The cards that answer a message. */
export const answersTo = (channel: Channel, { id }: TeamsActivity): Card[] =>
  channel.sent
    .filter((sent) => sent.method === 'POST' && sent.activity['replyToId'] === id && !channel.refused.has(sent))
    .map((sent) => cardIn(sent));

/** What a button sends when nobody has changed the form, but for what is filled in. */
export const pressingOf = (card: Card, { verb, data }: Pressing, filled: object = {}): Pressing => ({
  verb,
  data: { ...data, ...inputsOf(card), ...filled },
});

/** Has the bot know where people are reached, as if they had written to it before. */
export const introduce = async (redis: Redis, people: readonly Somebody[], serviceUrl: string): Promise<void> => {
  const conversations: Conversations = createConversations(redis);
  await Promise.all(
    people.map((who) =>
      conversations.remember({
        ...who,
        kind: 'personal',
        conversationId: conversationOf(who).id,
        reference: {
          bot: { id: '28:bot', name: 'bot' },
          conversation: conversationOf(who),
          channelId: 'msteams',
          serviceUrl,
        },
      }),
    ),
  );
};
