import { paymentMethodSavedCard } from '../../../cards/billing/payment-page-link.ts';
import { localizerFor } from '../../../locales/index.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { sealed } from '../../conversation/sealed-card.ts';
import type { Proactive } from '../../teams/proactive.ts';
import type { PaymentMethodSaved } from '../../web/payment/payment-page.ts';
import { paymentPageLinkData, resumePaymentButtons } from './payment-page-links.ts';

/**
 * Tells in the chat that a payment method has been put on file: the card that led to the payment page is replaced, or, where that is
 * gone, a message is sent.
 */
export const announceSavedPaymentMethod =
  ({ update, send }: Pick<Proactive, 'update' | 'send'>) =>
  async ({ tenantId, userId, data, paymentMethod }: PaymentMethodSaved): Promise<void> => {
    const { chat, kind, language, goOn } = paymentPageLinkData.parse(data);
    if (!chat) return;
    const localizer = localizerFor([language]);
    const next = commandButtons(['payment-methods', 'billing-profiles', 'invoices'], localizer);
    const buttons = [...resumePaymentButtons(goOn, paymentMethod.paymentMethod, localizer), ...next];
    const card = paymentMethodSavedCard({ kind, paymentMethod }, buttons, localizer);
    const saved = sealed(card, { owner: userId, tenant: tenantId });
    const { ok } = await update(chat, saved);
    if (!ok) await send(chat.reference, saved);
  };
