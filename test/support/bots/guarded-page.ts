import { type Entra, startEntra } from '../stand-ins/entra.ts';
import { type PaymentPage, startPaymentPage } from './payment-page.ts';

/** The payment page where people sign in. */
export interface GuardedPage extends PaymentPage {
  readonly entra: Entra;
}

const PEOPLE = ['Megan Bowen', 'Isaiah Langer', 'Adele Vance'];

/** Opens it beside an authority that knows some people of its Contoso. */
export const startGuardedPage = async (options: { readonly publicUrl?: string } = {}): Promise<GuardedPage> => {
  const entra = await startEntra();
  const page = await startPaymentPage({ ...options, entra });
  const { tenantId, userId } = page.shop;
  for (const name of PEOPLE) entra.accounts.push({ tenantId, userId: userId(name), name });
  const close = async () => {
    await page.close();
    await entra.close();
  };
  return { ...page, entra, close };
};
