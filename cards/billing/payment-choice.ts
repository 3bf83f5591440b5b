import type { Localizer } from '../../locales/index.ts';
import type { PaymentChoice } from '../../services/commerce/api/views.ts';
import { choiceInput } from '../kit/inputs.ts';
import { paymentMethodChoice } from './payment-words.ts';

/** Cards that have not expired. */
export const validPaymentMethods = (choices: readonly PaymentChoice[]): PaymentChoice['paymentMethod'][] =>
  choices.filter(({ expired }) => !expired).map(({ paymentMethod: card }) => card);

/**
 * The field with which a person chooses what to pay with; it comes back as `card`, the id of a payment method.
 * @param chosen the id that was chosen before; the usual card stands first
 */
export const paymentMethodInput = (
  choices: readonly PaymentChoice[],
  chosen: string | undefined,
  localizer: Localizer,
): object[] => {
  const cards = validPaymentMethods(choices);
  const [usual] = cards;
  if (!usual) return [];
  const value = cards.find(({ id }) => id === chosen)?.id ?? usual.id;
  const titled = cards.map((card) => paymentMethodChoice(card, localizer));
  return [
    choiceInput({ id: 'card', label: localizer.t('paying.card'), value, choices: titled, required: true }, localizer),
  ];
};
