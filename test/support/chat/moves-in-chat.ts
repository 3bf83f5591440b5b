import type { Card } from '../../../cards/kit/card.ts';
import type { Move } from '../../../services/commerce/api/moves.ts';
import type { Actor, Subscription, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import type { Work } from '../../../services/commerce/core/service.ts';
import { actionsOf, type Conversation, startConversation } from './conversation.ts';

/** A conversation about moves, in which Adele is the admin and jobs run only when they are told to. */
export interface MovesInChat extends Conversation {
  readonly admin: Actor;
  /** Adele's card before she has decided. */
  ask(subscription: string, target?: string): Promise<Card>;
  /** The answer when she has. */
  begin(subscription: string, target: string): Promise<Card>;
  work(source: string): Work;
  /** Lets a job do all that is left. */
  carryOn(source: string): Promise<void>;
  subscription(ref: string): Promise<Subscription>;
  progress(source: string): Promise<Move>;
}

export const startMovesInChat = async (): Promise<MovesInChat> => {
  const chat = await startConversation();
  const { commerce, tenantId } = chat;
  const { actor: admin } = await commerce.getVisitor(tenantId, chat.sender('Adele').userId);
  const ask = (subscription: string, target?: string) => chat.run('Adele', 'move-users', { subscription, target });
  const work = (source: string): Work => ({ kind: 'move-users', tenantId, subscription: source as SubscriptionRef });
  return {
    ...chat,
    admin,
    ask,
    begin: async (subscription, target) => chat.press('Adele', await ask(subscription, target), 'Move users'),
    work,
    carryOn: (source) => commerce.continueWork(work(source)),
    subscription: async (ref) => (await commerce.getSubscription(admin, ref as SubscriptionRef)).subscription,
    progress: (source) => commerce.getMove(admin, source as SubscriptionRef),
  };
};

/** What can be pressed on a card. */
export const titlesOf = (card: unknown): string[] => actionsOf(card).map(({ title }) => title);
