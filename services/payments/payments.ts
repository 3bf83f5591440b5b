import type { Money } from '../commerce/types.ts';

/** What a payment provider is asked to move, under an id that it must not act on twice. */
export interface Payment {
  /** The same id is acted on once, whatever else a repeat says. */
  readonly operationId: string;
  /** A card on file, as the provider knows it. */
  readonly paymentMethodId: string;
  readonly amount: Money;
}

/** `charged` is what was taken the first time the id was used. */
export type ChargeOutcome = { readonly ok: true; readonly charged: Money } | { readonly ok: false };

/** The payment provider, as the commerce service needs it. Every act may be repeated after a crash or a lost answer. */
export interface Payments {
  /** Takes money from a card, or says that the card is declined; so is an id that has been reversed. */
  charge(payment: Payment): Promise<ChargeOutcome>;
  /** Gives back all that was charged under an id, if anything was. */
  reverse(operationId: string): Promise<void>;
  /** Gives money back to a card, under an id of its own. */
  refund(payment: Payment): Promise<void>;
}
