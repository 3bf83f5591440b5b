import type { PaymentMethodInput, PaymentMethodOnFile, SetupOutcome } from '../../payments/payments.ts';
import { isUnreachable } from '../../redis/unavailable.ts';
import type { PaymentMethodFacts, PaymentMethodSetupRequest, PaymentMethodSetupResult } from '../api/billing.ts';
import { refuse } from '../api/errors.ts';
import type { Actor } from '../api/types.ts';
import type { Intent } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { holdsCardNumber } from '../rules/cards.ts';
import { providerId, readPaymentMethod, type StoredPaymentMethod } from '../store/payment-methods.ts';
import { createPaymentMethodOperations } from './payment-methods.ts';

/** Putting cards on file by way of the payment provider, which alone gets to keep their numbers. */
export const createPaymentMethodSetup = (service: Service) => {
  const { addPaymentMethod, editPaymentMethod, replacePaymentMethod } = createPaymentMethodOperations(service);

  const save = (
    actor: Actor,
    request: PaymentMethodSetupRequest,
    { token, face, ...details }: PaymentMethodOnFile & Face,
    intent: Intent,
  ) => {
    if (request.kind === 'edit') return editPaymentMethod(actor, request.paymentMethodId, details, intent);
    const card = { ...details, ...face, token };
    return request.kind === 'add'
      ? addPaymentMethod(actor, card, intent)
      : replacePaymentMethod(actor, request.paymentMethodId, card, intent);
  };

  return {
    /**
     * Hands what somebody has filled in to the provider, and puts the card on file as the provider knows it. Of a repeat
     * with the same operation id the first success counts, whatever is given again. Refuses as adding, replacing and
     * editing do.
     */
    async setUpPaymentMethod(
      actor: Actor,
      request: PaymentMethodSetupRequest,
      input: PaymentMethodInput,
      intent: Intent,
    ): Promise<PaymentMethodSetupResult> {
      service.requireRight(actor, 'run-own-billing', actor.userId);
      // Before the provider gets it, which keeps these in the clear.
      if ([input.holder, input.address].some(holdsCardNumber)) refuse({ code: 'card-number' });
      const before =
        request.kind === 'add' ? undefined : await paymentMethodOf(service, actor, request.paymentMethodId);
      const edited = request.kind === 'edit' ? before : undefined;
      const outcome = await complete(service, actor, { input, edited, operationId: intent.operationId });
      if (!outcome.ok) return outcome;
      const face = outcome.paymentMethod.face ?? faceOf(edited);
      const changed = await save(actor, request, { ...outcome.paymentMethod, face }, intent);
      return { ok: true, paymentMethod: { ...changed, ...face } };
    },
  };
};

interface Face {
  readonly face: Pick<PaymentMethodFacts, 'brand' | 'last4'>;
}

const paymentMethodOf = async (service: Service, actor: Actor, id: string): Promise<StoredPaymentMethod> =>
  (await readPaymentMethod(await service.open(actor), actor.userId, id)) ?? refuse({ code: 'no-such-payment-method' });

interface Completion {
  readonly input: PaymentMethodInput;
  readonly edited: StoredPaymentMethod | undefined;
  readonly operationId: string;
}

const complete = async (
  { vault }: Service,
  { tenantId, userId }: Actor,
  { input, edited, operationId }: Completion,
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

const faceOf = (card: StoredPaymentMethod | undefined): Face['face'] => {
  if (!card) throw new Error('The payment provider did not say which card it has on file');
  return { brand: card.brand, last4: card.last4 };
};
