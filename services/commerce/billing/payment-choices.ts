import type { PaymentChoice } from '../api/billing.ts';
import type { Actor, SubscriptionRef } from '../api/types.ts';
import { ownedBy } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { isPaymentMethodExpired } from '../rules/payment-methods.ts';
import { shownPaymentMethod } from '../store/payment-methods.ts';
import { paymentMethodsOf } from './paying.ts';

/** Choosing what to pay with. */
export const createPaymentChoiceQueries = (service: Service) => ({
  /**
   * The actor's cards; in front the one that is charged if none is chosen: for a purchase that of the purchase, otherwise
   * that of the billing profile. Refuses `forbidden`; for a purchase `no-such-subscription`, `take-over-first`.
   */
  async listPaymentChoices(actor: Actor, ref?: SubscriptionRef): Promise<PaymentChoice[]> {
    service.requireRight(actor, 'run-own-billing', actor.userId);
    const db = await service.open(actor);
    const usual = ref && (await ownedBy(db, actor, ref)).paymentMethodId;
    const cards = await paymentMethodsOf(db, actor.userId, usual);
    return cards.map((card) => ({
      paymentMethod: shownPaymentMethod(card),
      expired: isPaymentMethodExpired(card, service.now()),
    }));
  },
});
