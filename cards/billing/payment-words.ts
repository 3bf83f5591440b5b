import type { Localizer } from '../../locales/index.ts';
import type { PaymentMethod } from '../../services/commerce/api/types.ts';

/** "Visa •••• 4242". */
export const paymentMethodName = ({ brand, last4 }: Pick<PaymentMethod, 'brand' | 'last4'>, { t }: Localizer): string =>
  t('paymentMethods.name', { brand, last4 });

/** "08/2028". */
export const expiryText = ({ expiryMonth, expiryYear }: PaymentMethod): string =>
  `${String(expiryMonth).padStart(2, '0')}/${expiryYear}`;

/** Reads well among others to choose from: "Visa •••• 4242, good until 08/2028". */
export const paymentMethodChoice = (
  paymentMethod: PaymentMethod,
  { t }: Localizer,
): { readonly title: string; readonly value: string } => ({
  value: paymentMethod.id,
  title: t('paying.choice', {
    brand: paymentMethod.brand,
    last4: paymentMethod.last4,
    expiry: expiryText(paymentMethod),
  }),
});
