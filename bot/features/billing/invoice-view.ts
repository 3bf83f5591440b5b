import { z } from 'zod';
import { invoiceCard } from '../../../cards/billing/invoice.ts';
import { isUnpaid } from '../../../cards/billing/invoice-words.ts';
import { type Button, type Card, type LinkButton, present } from '../../../cards/kit/card.ts';
import { refusalReason } from '../../../services/commerce/api/errors.ts';
import type { Actor, Invoice, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import type { Commerce } from '../../../services/commerce/index.ts';
import { idText } from '../../../services/commerce/index.ts';
import type { Grant } from '../../../services/links/links.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { openSubscriptionButton } from '../../conversation/common-buttons.ts';
import type { Services } from '../../conversation/ports.ts';
import { loadViewer, type Viewer } from '../../conversation/viewer.ts';

/** An invoice's id, or the number printed on it. */
export const invoiceText = idText().trim().min(1);

/**
 * An invoice as it stands, with buttons to pay it and for its PDF.
 * @throws {CommerceError} `no-such-invoice`
 */
export const invoiceView = async (context: CommandContext, wanted: string): Promise<Card> => {
  const { actor, commerce, localizer, addresses } = context;
  const invoice = await commerce.getInvoice(actor, wanted);
  const product = await productOf(commerce, actor, invoice.subscription);
  const shown = { invoice, product, asksToSignIn: addresses.asksToSignIn };
  return invoiceCard(shown, await invoiceButtons(context, invoice, product), localizer);
};

const invoiceButtons = async (
  context: CommandContext,
  invoice: Invoice,
  product: string | undefined,
): Promise<(Button | LinkButton)[]> => {
  const { localizer } = context;
  const { t } = localizer;
  const data = { invoice: invoice.id };
  return present<Button | LinkButton>([
    isUnpaid(invoice) && { title: t('invoices.pay.button'), verb: 'pay-invoice', data },
    { title: t('invoices.pdf'), url: await pdfLink(context, invoice) },
    { title: t('invoices.newPdf'), verb: 'invoice', data },
    product !== undefined && openSubscriptionButton(invoice.subscription, localizer),
    ...commandButtons(['invoices'], localizer),
  ]);
};

/** The name of what an invoice is for; undefined where the subscription is gone. */
export const productOf = async (
  commerce: Commerce,
  actor: Actor,
  ref: SubscriptionRef,
): Promise<string | undefined> => {
  try {
    return (await commerce.getSubscription(actor, ref)).product.name;
  } catch (error) {
    refusalReason(error);
    return undefined;
  }
};

const invoiceLinkData = z.strictObject({ language: z.string(), invoice: z.string() });

const pdfLink = async ({ actor, addresses, links, localizer }: CommandContext, invoice: Invoice): Promise<string> => {
  const data: z.infer<typeof invoiceLinkData> = { language: localizer.locale, invoice: invoice.id };
  const { tenantId, userId } = actor;
  return addresses.urlFor('invoice', await links.issue({ tenantId, userId, purpose: 'invoice', data }));
};

/** An invoice that somebody holds a link to, as it stands now. */
export interface HeldInvoice extends Viewer {
  readonly invoice: Invoice;
  readonly product: string | undefined;
}

/**
 * What a link to an invoice stands for.
 * @throws {CommerceError} where its holder or the invoice is known no longer
 */
export const heldInvoice = async (
  services: Pick<Services, 'commerce' | 'preferences'>,
  grant: Grant,
): Promise<HeldInvoice> => {
  const { language, invoice: id } = invoiceLinkData.parse(grant.data);
  const viewer = await loadViewer(services, { ...grant, locale: language });
  const invoice = await services.commerce.getInvoice(viewer.actor, id);
  const product = await productOf(services.commerce, viewer.actor, invoice.subscription);
  return { ...viewer, invoice, product };
};
