import { type Attachment, type ConversationReference, TurnContext } from 'botbuilder';
import type { Card } from '../../cards/kit/card.ts';
import type { ChannelAdapter } from './adapter.ts';
import type { Location } from './location.ts';
import { messageOf } from './replies.ts';
import { NotTaken, type Sent } from './sending/connector.ts';

export type Proactive = ReturnType<typeof createProactive>;

/** Whether the channel took something; if not, its HTTP status, or none where it could not be asked. */
export type CardUpdate = { readonly ok: true } | { readonly ok: false; readonly status: number | undefined };

/** Sending outside of a turn: the turn's own context is dead by then. */
export const createProactive = (adapter: ChannelAdapter) => {
  const inConversation = async (reference: Location['reference'], act: (context: TurnContext) => Promise<void>) =>
    adapter.continueConversation(reference as Partial<ConversationReference>, act);
  return {
    /** Sends something that is no Adaptive Card, such as a file. */
    attach: (reference: Location['reference'], attachment: Attachment): Promise<void> =>
      inConversation(reference, async (context) => {
        await context.sendActivity({ type: 'message', attachments: [attachment] });
      }),

    /** Sends a card as a message of its own; the id of the message. */
    async send(reference: Location['reference'], card: Card): Promise<string | undefined> {
      let id: string | undefined;
      await inConversation(reference, async (context) => {
        id = (await context.sendActivity(messageOf(card)))?.id;
      });
      return id;
    },

    /**
     * Sends a card that the client draws attention to, with one request that is never repeated.
     * @param signal ends the request; what became of it is unknown then
     */
    async notify(reference: Location['reference'], card: Card, signal: AbortSignal): Promise<Sent> {
      const { serviceUrl = '', conversation } = reference as Partial<ConversationReference>;
      if (!conversation) return { ok: false, code: 'no-conversation', began: false };
      const activity = TurnContext.applyConversationReference(alertMessage(card), reference);
      return adapter.put({ serviceUrl, conversationId: conversation.id, activity }, signal);
    },

    /**
     * Replaces the card that was pressed, or sends one where none was. For everybody in the conversation:
     * never with what only one person may see.
     */
    async update({ reference, cardId }: Pick<Location, 'reference' | 'cardId'>, card: Card): Promise<CardUpdate> {
      let outcome: CardUpdate = { ok: false, status: undefined };
      await inConversation(reference, async (context) => {
        const replacing =
          cardId === undefined
            ? context.sendActivity(messageOf(card))
            : context.updateActivity({ ...messageOf(card), id: cardId });
        outcome = await replacing.then(() => ({ ok: true }), refusedUpdate);
      });
      return outcome;
    },
  };
};

/** Anything else is a failure, and goes on to the adapter. */
const refusedUpdate = (error: unknown): CardUpdate => {
  if (!(error instanceof NotTaken)) throw error;
  return { ok: false, status: error.unsent.status };
};

/** Characters of a line in the activity feed. */
const LONGEST_SUMMARY = 200;

/** Without a text, which Teams would make a message of its own. The feed shows the summary. */
const alertMessage = (card: Card) => ({
  ...messageOf(card),
  summary: card.fallbackText.slice(0, LONGEST_SUMMARY),
  channelData: { notification: { alert: true } },
});
