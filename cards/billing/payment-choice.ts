import type { Localizer } from '../../locales/index.ts';
import type { PaymentChoice } from '../../services/commerce/api/billing.ts';
import { choiceInput } from '../kit/inputs.ts';
import { paymentMethodChoice } from './payment-words.ts';

/** Those that have not expired. */
export const validPaymentMethods = (choices: readonly PaymentChoice[]): PaymentChoice['paymentMethod'][] =>
  choices.filter(({ expired }) => !expired).map(({ paymentMethod }) => paymentMethod);

/**
 * The field with which a person chooses what to pay with; it comes back as `card`, the id of a payment method.
 * @param chosen the id that was chosen before; the usual one stands first
 */
export const paymentMethodInput = (
  choices: readonly PaymentChoice[],
  chosen: string | undefined,
  localizer: Localizer,
): object[] => {
  const valid = validPaymentMethods(choices);
  const [usual] = valid;
  if (!usual) return [];
  const value = valid.find(({ id }) => id === chosen)?.id ?? usual.id;
  const titled = valid.map((each) => paymentMethodChoice(each, localizer));
  return [
    choiceInput({ id: 'card', label: localizer.t('paying.card'), value, choices: titled, required: true }, localizer),
  ];
};
