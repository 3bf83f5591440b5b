import type { Commerce } from '../../../services/commerce/index.ts';
import type { Preferences } from '../../../services/conversations/preferences.ts';
import { invoiceFileName, invoicePdf } from '../../features/billing/invoice-pdf.ts';
import { heldInvoice } from '../../features/billing/invoice-view.ts';
import { type DownloadPageServices, downloadPage } from './download-page.ts';

export interface InvoicePageServices extends DownloadPageServices {
  readonly commerce: Commerce;
  readonly preferences: Preferences;
  readonly now: () => number;
}

/** Hands out an invoice as a PDF. */
export const invoicePage = (services: InvoicePageServices) =>
  downloadPage(services, 'invoice', async (grant) => {
    const held = await heldInvoice(services, grant);
    const { actor, person, tenant, localizer } = held;
    return {
      fileName: invoiceFileName(held),
      contentType: 'application/pdf',
      localizer,
      whose: localizer.t('invoices.page.whose', { person: person.displayName, tenant: tenant.name }),
      note: localizer.t('invoices.page.once'),
      noted: { kind: 'file-taken', tenantId: actor.tenantId, userId: actor.userId, what: 'invoice' },
      read: () => invoicePdf(held, services.now()),
    };
  });
