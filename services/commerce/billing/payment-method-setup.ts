import type { CardInput, CardOnFile, SetupOutcome } from '../../payments/payments.ts';
import { isUnreachable } from '../../redis/unavailable.ts';
import { refuse } from '../api/errors.ts';
import type { Actor } from '../api/types.ts';
import type { Intent } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import type { CardFacts } from '../rules/payment-methods.ts';
import { providerId, readCard, type StoredCard } from '../store/payment-methods.ts';
import { type CardChanged, cardActs } from './payment-methods.ts';

/** What the payment page is opened for. */
export type CardWish =
  | { readonly kind: 'add' }
  /** Of a card on file. */
  | { readonly kind: 'replace' | 'edit'; readonly paymentMethodId: string };

/** Why the provider did not take a card. */
export type CardDecline = Extract<SetupOutcome, { ok: false }>['cause'];

/** The card as it is on file now, or why the provider did not take it. */
export type CardSetUp =
  | { readonly ok: true; readonly card: CardChanged & Pick<CardFacts, 'brand' | 'last4'> }
  | { readonly ok: false; readonly cause: CardDecline };

/** Putting cards on file by way of the payment provider, which alone gets to keep their numbers. */
export const cardSetupActs = (service: Service) => {
  const { addPaymentMethod, editPaymentMethod, replacePaymentMethod } = cardActs(service);

  const save = (actor: Actor, wish: CardWish, { token, face, ...details }: CardOnFile & Face, intent: Intent) => {
    if (wish.kind === 'edit') return editPaymentMethod(actor, wish.paymentMethodId, details, intent);
    const card = { ...details, ...face, token };
    return wish.kind === 'add'
      ? addPaymentMethod(actor, card, intent)
      : replacePaymentMethod(actor, wish.paymentMethodId, card, intent);
  };

  return {
    /**
     * Hands what somebody has filled in to the provider, and puts the card on file as the provider knows it. Of a repeat
     * with the same operation id the first success counts, whatever is given again. Refuses as adding, replacing and
     * editing do.
     */
    async setUpCard(actor: Actor, wish: CardWish, input: CardInput, intent: Intent): Promise<CardSetUp> {
      service.need(actor, 'run-own-billing', actor.userId);
      const before = wish.kind === 'add' ? undefined : await cardOf(service, actor, wish.paymentMethodId);
      const edited = wish.kind === 'edit' ? before : undefined;
      const outcome = await complete(service, actor, { input, edited, operationId: intent.operationId });
      if (!outcome.ok) return outcome;
      const face = outcome.card.face ?? faceOf(edited);
      const changed = await save(actor, wish, { ...outcome.card, face }, intent);
      return { ok: true, card: { ...changed, ...face } };
    },
  };
};

interface Face {
  readonly face: Pick<CardFacts, 'brand' | 'last4'>;
}

const cardOf = async (service: Service, actor: Actor, id: string): Promise<StoredCard> =>
  (await readCard(await service.open(actor), actor.userId, id)) ?? refuse({ code: 'no-such-payment-method' });

interface Completing {
  readonly input: CardInput;
  readonly edited: StoredCard | undefined;
  readonly operationId: string;
}

const complete = async (
  { vault }: Service,
  { tenantId, userId }: Actor,
  { input, edited, operationId }: Completing,
): Promise<SetupOutcome> => {
  const paymentMethod = edited && { paymentMethodId: providerId(edited) };
  try {
    const session = await vault.createSetup({ operationId, tenantId, userId, ...paymentMethod });
    return await vault.completeSetup(session, input);
  } catch (error) {
    // What a provider complains of may hold what it was given, and errors are logged.
    throw isUnreachable(error) ? error : new Error('The payment provider failed while a card was set up');
  }
};

const faceOf = (card: StoredCard | undefined): Face['face'] => {
  if (!card) throw new Error('The payment provider did not say which card it has on file');
  return { brand: card.brand, last4: card.last4 };
};
