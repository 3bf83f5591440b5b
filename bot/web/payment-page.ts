import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from 'restify';
import { z } from 'zod';
import { localizerFor } from '../../locales/index.ts';
import type { PaymentMethod, TenantId, UserId } from '../../services/commerce/api/types.ts';
import type { Visitor } from '../../services/commerce/api/views.ts';
import type { CardDecline, CardSetUp, CardWish } from '../../services/commerce/billing/payment-method-setup.ts';
import type { Commerce } from '../../services/commerce/index.ts';
import { type Grant, isSame, type Links } from '../../services/links/links.ts';
import type { TestCard } from '../../services/payments/payments.ts';
import { Refusal } from '../conversation/refusals.ts';
import { isSameOrigin, readForm } from './form.ts';
import { granted, tokenOf } from './granted.ts';
import type { WebPage } from './page.ts';
import { answering, type Visit, type WebPageServices } from './pages.ts';
import { type Fault, type Faults, type Kept, keptOf, parsePaymentForm } from './payment-form.ts';
import { paymentFormPage, paymentMethodSavedPage } from './payment-view.ts';
import { WebRefusal } from './refusal-page.ts';

/** What a link of the purpose `card` holds; whatever else is in it comes back with {@link CardSaved}. */
const setupLinkData = z.intersection(
  z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('add') }),
    z.looseObject({ kind: z.enum(['replace', 'edit']), paymentMethodId: z.string() }),
  ]),
  z.looseObject({ language: z.string() }),
);

/** A card has been put on file by way of a link. */
export interface PaymentMethodSaved {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  /** What the link was made with. */
  readonly data: unknown;
  readonly card: Extract<CardSetUp, { ok: true }>['card'];
}

export interface PaymentPageServices extends WebPageServices {
  readonly commerce: Commerce;
  readonly links: Links;
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
 * Whoever has a link may use it, for ten minutes and one card; the page says whose card it will be.
 */
export const paymentPage = (services: PaymentPageServices) => (server: Server) => {
  server.get(
    '/card/*',
    answering(services, async (visit) => showForm(await open(services, visit), services)),
  );
  server.post(
    '/card/*',
    answering(services, (visit) => takeForm(visit, services)),
  );
};

/** A link that has been looked at, and everything that its page is about. */
interface Opened extends Visitor {
  readonly grant: Grant;
  readonly setup: CardWish;
  readonly card: PaymentMethod | undefined;
  readonly visit: Visit;
}

const open = async ({ links, commerce }: PaymentPageServices, visit: Visit): Promise<Opened> => {
  const grant = granted(await links.look('card', tokenOf(visit)));
  const { language, ...setup } = setupLinkData.parse(grant.data);
  visit.localizer = localizerFor([language]);
  const visitor = await commerce.visitor(grant.tenantId, grant.userId);
  const { cards } = await commerce.readBilling(visitor.actor);
  const card = setup.kind === 'add' ? undefined : cards.find(({ id }) => id === setup.paymentMethodId);
  if (setup.kind !== 'add' && !card) throw new Refusal({ code: 'no-such-payment-method' });
  return { ...visitor, grant, setup, card, visit };
};

const showForm = (opened: Opened, { testCards = [] }: PaymentPageServices, again: Again = {}): WebPage => {
  const { grant, setup, card, person, tenant, visit } = opened;
  const names = { person: person.displayName, tenant: tenant.name };
  return paymentFormPage(
    { ...names, kind: setup.kind, card, formToken: grant.formToken, testCards, ...again },
    visit.localizer,
  );
};

/** What of a form is shown again, to be corrected. */
interface Again {
  readonly kept?: Kept;
  readonly faults?: Faults;
}

const DECLINED: Readonly<Record<CardDecline, Fault>> = {
  declined: 'declined',
  expired: 'issuer-expired',
  'not-a-test-card': 'not-a-test-card',
};

const takeForm = async (visit: Visit, services: PaymentPageServices): Promise<WebPage> => {
  if (!isSameOrigin(visit.req, services.addresses.origin())) throw new WebRefusal('foreign');
  const form = await readForm(visit.req);
  const opened = await open(services, visit);
  const { grant, setup, actor } = opened;
  if (!isSame(form.get('formToken') ?? '', grant.formToken)) throw new WebRefusal('foreign');
  await countTry(services.links, opened);
  const again = (faults: Faults) => showForm(opened, services, { kept: keptOf(form), faults });
  const parsed = parsePaymentForm(form, { withNumber: setup.kind !== 'edit', now: services.now() });
  if (!parsed.ok) return again(parsed.faults);
  const outcome = await services.commerce.setUpCard(actor, setup, parsed.input, { operationId: grant.id });
  if (!outcome.ok) return again({ [setup.kind === 'edit' ? 'expiry' : 'number']: DECLINED[outcome.cause] });
  await finish(services, opened, outcome.card);
  return paymentMethodSavedPage(outcome.card, visit.localizer);
};

const countTry = async (links: Links, { grant, visit }: Opened): Promise<void> => {
  if ((await links.countTry(grant)) <= MOST_TRIES) return;
  await links.use('card', tokenOf(visit));
  throw new WebRefusal('exhausted');
};

/** Of two who finish at once, one uses the link up and tells. */
const finish = async (
  services: PaymentPageServices,
  { grant, visit }: Opened,
  card: PaymentMethodSaved['card'],
): Promise<void> => {
  const { links, onPaymentMethodSaved, log } = services;
  const used = await links.use('card', tokenOf(visit));
  if (!used.ok) return;
  const { tenantId, userId, data } = grant;
  const telling = onPaymentMethodSaved({ tenantId, userId, data, card }).catch((error: unknown) =>
    log.error({ err: error, tenantId, userId }, 'The chat was not told of a card that was saved'),
  );
  await Promise.race([telling, sleep(PATIENCE, undefined, { ref: false })]);
};
