import assert from 'node:assert/strict';
import type { Card } from '../../../cards/kit/card.ts';
import type { Actor } from '../../../services/commerce/api/types.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { findAction } from '../chat/conversation.ts';
import { cardIn, sayTo } from '../chat/pressing.ts';
import { VISIO } from '../notices/contoso.ts';
import { deliverAll } from '../notices/notified-tenant.ts';
import type { SentActivity } from '../stand-ins/channel.ts';
import { type RunningBot, startBot } from './running-bot.ts';

/** A running bot, and what people are sent without asking. */
export interface NotifiedBot extends RunningBot {
  /** Resolves with the card that answers. */
  say(who: string, text: string, extra?: Record<string, unknown>): Promise<Card>;
  /** What the person who presses is answered. */
  press(who: string, card: Card, title: string, extra?: object): Promise<Card>;
  actor(who: string): Promise<Actor>;
  /** This person buys two licenses of Visio. */
  buy(who: string, operationId?: string): Promise<unknown>;
  deliver(): Promise<void>;
  /** What was sent there by the bot itself. */
  messagesTo(conversationId: string): SentActivity[];
  cardsTo(conversationId: string): Card[];
  lastCardTo(conversationId: string): Card;
}

/** Starts a bot to which these people have said hello. */
export const startNotifiedBot = async (redis: Redis, people: readonly string[]): Promise<NotifiedBot> => {
  const bot = await startBot(redis);
  const { tenantId, userId } = bot.contoso;
  const say: NotifiedBot['say'] = (who, text, extra) => sayTo(bot, who, text, extra);
  const messagesTo = (id: string) =>
    bot.channel.sent.filter(({ conversationId, activity }) => conversationId === id && activity['summary']);
  const actor = async (who: string) => (await bot.commerce.getVisitor(tenantId, userId(who))).actor;
  for (const who of people) await say(who, 'hello');
  return {
    ...bot,
    say,
    actor,
    messagesTo,
    async press(who, card, title, extra = {}) {
      const { verb, data } = findAction(card, title);
      const value = { action: { type: 'Action.Execute', verb, data } };
      const press = { type: 'invoke', name: 'adaptiveCard/action', replyToId: 'a1', value, ...extra };
      const { body } = await bot.post(bot.activity(who, press));
      return (body as { value: Card }).value;
    },
    async buy(who, operationId = 'buy') {
      const order = { productId: VISIO, quantity: 2, kind: 'purchase', term: 'P1M' } as const;
      return bot.commerce.buy(await actor(who), order, { operationId });
    },
    deliver: () => deliverAll(bot.notices, tenantId),
    cardsTo: (id) => messagesTo(id).map(cardIn),
    lastCardTo(id) {
      const card = messagesTo(id).map(cardIn).at(-1);
      assert.ok(card, `nothing was sent to ${id}`);
      return card;
    },
  };
};
