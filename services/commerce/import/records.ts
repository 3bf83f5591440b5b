import type { GenerationKeys } from '../../redis/keys.ts';
import type { Invoice, LicenseRequest, PaymentMethod, ProductId } from '../api/types.ts';
import { filing, unpaidMember } from '../store/invoices.ts';
import { paymentMethodExpiry, paymentMethodMember } from '../store/payment-methods.ts';
import { requestMember } from '../store/requests.ts';
import type { Batch } from './batch.ts';

/** Writes the records that are kept as JSON, with the indexes that lead to them. */
export const recordWriter = (keys: GenerationKeys, batch: Batch) => {
  const put = (key: string, item: { readonly id: string }) => {
    batch.hash(key, { [item.id]: JSON.stringify(item) });
    return batch.sendIfFull();
  };
  return {
    put,

    card(card: PaymentMethod) {
      batch.member(keys.cardExpiries, paymentMethodExpiry(card), paymentMethodMember(card));
      return put(keys.paymentMethods(card.ownerId), card);
    },

    invoice(invoice: Invoice, product: ProductId) {
      const { month, unpaid } = filing(invoice, product);
      if (unpaid) batch.member(keys.unpaidInvoices, invoice.dueAt, unpaidMember(invoice));
      batch.member(keys.spendMonths, 0, month);
      batch.increment(keys.spendByProduct(month), invoice.amount.amount, product);
      batch.increment(keys.spendByPurchaser(month), invoice.amount.amount, invoice.ownerId);
      return put(keys.invoices(invoice.ownerId), invoice);
    },

    request(request: LicenseRequest) {
      batch.member(keys.requestsByStatus(request.status), 0, requestMember(request));
      batch.member(keys.requestsOf(request.requesterId), 0, requestMember(request));
      return put(keys.licenseRequests, request);
    },
  };
};
