import { cardSaved } from '../../cards/card-page.ts';
import { speechFor } from '../../locales/index.ts';
import { commandButtons } from '../menu-line.ts';
import { ownedBy } from '../ownership.ts';
import type { Proactive } from '../proactive.ts';
import type { CardSaved } from '../web/card-page.ts';
import { cardLinkShape, goOnButtons } from './card-links.ts';

/**
 * Tells in the chat that a card has been put on file: the card that led to the payment page is replaced, or, where that is
 * gone, a message is sent.
 */
export const tellingOfSavedCards =
  ({ update, send }: Pick<Proactive, 'update' | 'send'>) =>
  async ({ userId, data, card }: CardSaved): Promise<void> => {
    const { chat, kind, language, goOn } = cardLinkShape.parse(data);
    if (!chat) return;
    const speech = speechFor([language]);
    const next = commandButtons(['payment-methods', 'billing-profiles', 'invoices'], speech);
    const buttons = [...goOnButtons(goOn, card.paymentMethod, speech), ...next];
    const saved = ownedBy(userId, cardSaved({ kind, card }, buttons, speech));
    const { ok } = await update(chat, saved);
    if (!ok) await send(chat.reference, saved);
  };
