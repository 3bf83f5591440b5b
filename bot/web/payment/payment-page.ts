import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { localizerFor } from '../../../locales/index.ts';
import type {
  PaymentMethodSetupRequest,
  PaymentMethodSetupResult,
  SetupDeclineCause,
} from '../../../services/commerce/api/billing.ts';
import type { PaymentMethod, TenantId, UserId, Visitor } from '../../../services/commerce/api/types.ts';
import type { Commerce } from '../../../services/commerce/index.ts';
import type { Limits } from '../../../services/limits/limiter.ts';
import type { Grant } from '../../../services/links/links.ts';
import type { TestCard } from '../../../services/payments/payments.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { type LinkPageServices, linkPage, type OpenedLink } from '../pages/link-page.ts';
import { WebRefusal } from '../pages/refusal-page.ts';
import type { Visit } from '../pages/web-handler.ts';
import type { WebPage } from '../pages/web-page.ts';
import { type Fault, type Faults, type Kept, keptOf, parsePaymentForm } from './payment-form.ts';
import { paymentFormPage, paymentMethodSavedPage } from './payment-view.ts';

/** What a link of the purpose `card` holds; whatever else is in it comes back with {@link PaymentMethodSaved}. */
const setupLinkData = z.intersection(
  z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('add') }),
    z.looseObject({ kind: z.enum(['replace', 'edit']), paymentMethodId: z.string() }),
  ]),
  z.looseObject({ language: z.string() }),
);

/** A payment method has been put on file by way of a link. */
export interface PaymentMethodSaved {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  /** What the link was made with. */
  readonly data: unknown;
  readonly paymentMethod: Extract<PaymentMethodSetupResult, { ok: true }>['paymentMethod'];
}

export interface PaymentPageServices extends LinkPageServices {
  readonly commerce: Commerce;
  readonly limits: Pick<Limits, 'spend'>;
  readonly now: () => number;
  /** Of the sandbox; a real provider has none. */
  readonly testCards?: readonly TestCard[] | undefined;
  /** Called once for each link; the page does not depend on it. */
  readonly onPaymentMethodSaved: (saved: PaymentMethodSaved) => Promise<void>;
}

/** How long the browser waits until the chat has been told, in ms. */
const PATIENCE = 1_000;

/** How often a form may be sent by way of one link. */
const MOST_TRIES = 10;

/**
 * The payment page. A card's number passes through here alone: from the form of one request to the payment provider.
 * A link is good for ten minutes and one payment method; the page says whose it will be.
 */
export const paymentPage = (services: PaymentPageServices) =>
  linkPage<PaymentSetup>(services, {
    purpose: 'card',
    open: (grant, visit) => openSetup(services.commerce, grant, visit),
    show: (link) => showPaymentForm(link, services),
    submit: (link, form) => submitPaymentForm(link, form, services),
  });

/** What the page is opened for, and by whom. */
interface PaymentSetup extends Visitor {
  readonly setup: PaymentMethodSetupRequest;
  /** What is replaced or edited. */
  readonly paymentMethod: PaymentMethod | undefined;
}

type PaymentLink = OpenedLink<PaymentSetup>;

const openSetup = async (commerce: Commerce, grant: Grant, visit: Visit): Promise<PaymentSetup> => {
  const { language, ...setup } = setupLinkData.parse(grant.data);
  visit.localizer = localizerFor([language]);
  const visitor = await commerce.getVisitor(grant.tenantId, grant.userId);
  // Refuses whoever may pay for nothing, also where a payment method is added.
  const { paymentMethods } = await commerce.getBilling(visitor.actor);
  if (setup.kind === 'add') return { ...visitor, setup, paymentMethod: undefined };
  const paymentMethod = paymentMethods.find(({ id }) => id === setup.paymentMethodId);
  if (!paymentMethod) throw new Refusal({ code: 'no-such-payment-method' });
  return { ...visitor, setup, paymentMethod };
};

const showPaymentForm = (
  { subject, grant, visit }: PaymentLink,
  { testCards = [] }: PaymentPageServices,
  correction: Correction = {},
): WebPage => {
  const { setup, paymentMethod, person, tenant } = subject;
  const names = { person: person.displayName, tenant: tenant.name };
  const { formToken } = grant;
  return paymentFormPage(
    { ...names, kind: setup.kind, paymentMethod, formToken, testCards, ...correction },
    visit.localizer,
  );
};

/** What of a form is shown again, to be corrected. */
interface Correction {
  readonly kept?: Kept;
  readonly faults?: Faults;
}

const DECLINED: Readonly<Record<SetupDeclineCause, Fault>> = {
  declined: 'declined',
  expired: 'issuer-expired',
  'not-a-test-card': 'not-a-test-card',
};

const submitPaymentForm = async (
  link: PaymentLink,
  form: URLSearchParams,
  services: PaymentPageServices,
): Promise<WebPage> => {
  const { actor, setup } = link.subject;
  await countTry(services, link);
  const correct = (faults: Faults) => showPaymentForm(link, services, { kept: keptOf(form), faults });
  const parsed = parsePaymentForm(form, { withNumber: setup.kind !== 'edit', now: services.now() });
  if (!parsed.ok) return correct(parsed.faults);
  // Each link has its tries; new links must not give new ones without end.
  await services.limits.spend(link.grant, 'card-tries', 'tenant-card-tries');
  const outcome = await services.commerce.setUpPaymentMethod(actor, setup, parsed.input, {
    operationId: link.grant.id,
  });
  if (!outcome.ok) return correct({ [setup.kind === 'edit' ? 'expiry' : 'number']: DECLINED[outcome.cause] });
  await finishSetup(link, outcome.paymentMethod, services);
  return paymentMethodSavedPage(outcome.paymentMethod, link.visit.localizer);
};

const countTry = async ({ links }: PaymentPageServices, { grant, use }: PaymentLink): Promise<void> => {
  if ((await links.countTry(grant)) <= MOST_TRIES) return;
  await use();
  throw new WebRefusal('exhausted');
};

/** Of two who finish at once, one uses the link up and announces what was saved. */
const finishSetup = async (
  { grant, use }: PaymentLink,
  paymentMethod: PaymentMethodSaved['paymentMethod'],
  { onPaymentMethodSaved, log }: PaymentPageServices,
): Promise<void> => {
  const used = await use();
  if (!used.ok) return;
  const { tenantId, userId, data } = grant;
  const announced = onPaymentMethodSaved({ tenantId, userId, data, paymentMethod }).catch((error: unknown) =>
    log.error({ err: error, tenantId, userId }, 'The chat was not told of a payment method that was saved'),
  );
  await Promise.race([announced, sleep(PATIENCE, undefined, { ref: false })]);
};
