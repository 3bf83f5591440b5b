import assert from 'node:assert/strict';
import { CommerceError } from '../../services/commerce/api/errors.ts';
import { createCommerce } from '../../services/commerce/index.ts';
import type { MovePoint } from '../../services/commerce/moves/carry-on.ts';
import type { Payments } from '../../services/payments/payments.ts';
import { createSandboxPayments } from '../../services/payments/sandbox.ts';
import { BLOCKED, DAY, PLAIN, TRIED, userId, writeDueInvoice } from '../support/tenants/small-tenant.ts';
import { CENTRAL, EXPIRED, OWN, type World, worldOf } from './world.ts';

/** One way of changing something in a `World`, that succeeds there when nothing else has been done. */
export interface ProofAct {
  readonly name: string;
  /** Does what must have been done before, under operation ids of its own, and returns the act. */
  readonly prepare: (world: World, id: string) => Promise<RunnableAct>;
  /** It needs a world with very many people. */
  readonly crowded?: true;
  /** It is two acts already, or one of another day, and cannot be taken for one just before or after another. */
  readonly apart?: true;
}

/** Does the act, in the world that was prepared or over another connection to it. */
export type RunnableAct = (world: World, operationId: string) => Promise<unknown>;

const act = (name: string, run: RunnableAct): ProofAct => ({ name, prepare: () => Promise.resolve(run) });

/** An act on something that is made first. */
const actOn = <Thing>(
  name: string,
  make: (world: World, id: string) => Promise<Thing>,
  run: (world: World, operationId: string, thing: Thing) => Promise<unknown>,
): ProofAct => ({
  name,
  async prepare(world, id) {
    const thing = await make(world, id);
    return (same, operationId) => run(same, operationId, thing);
  },
});

const FAREWELL = { reason: 'no-longer-needed' } as const;
const MOVE = { source: OWN, target: CENTRAL };

const beginMove = ({ commerce, admin }: World, operationId: string) => commerce.moveUsers(admin, MOVE, { operationId });

const carryOn = ({ commerce, tenantId }: World) =>
  commerce.continueWork({ kind: 'move-users', tenantId, subscription: OWN });

class Crash extends Error {}

/** All but the end of a move: its worker crashes. */
const moveEverybody = async (world: World, operationId: string) => {
  await beginMove(world, operationId);
  const work = { kind: 'move-users', tenantId: world.tenantId, subscription: OWN } as const;
  const crash = (point: MovePoint) => {
    if (point === 'step-done') throw new Crash();
  };
  await assert.rejects(world.commerce.continueWork(work, crash), Crash);
};

const requestLicense = async ({ commerce, purchaser }: World, operationId: string) =>
  (await commerce.requestLicense(purchaser, { productId: BLOCKED }, { operationId })).request;

const renewedInvoice = async ({ commerce, purchaser, tenantId }: World) => {
  await commerce.runLifeCycle(tenantId);
  const [invoice] = (await commerce.listInvoices(purchaser)).invoices;
  return invoice?.id ?? '';
};

const CARD = { brand: 'Visa', last4: '1111', expiryMonth: 6, expiryYear: 2031, holder: 'Person 1', token: 'tok_1111' };

const addCard = async ({ commerce, purchaser }: World, operationId: string) =>
  (await commerce.addPaymentMethod(purchaser, CARD, { operationId })).paymentMethod;

const changePolicy = ({ commerce, admin }: World, operationId: string) =>
  commerce.changePolicy(admin, [{ product: PLAIN, value: 'Disabled' }], { operationId });

/** Canceled by themselves between the charge of their card and the script: refused, and the money goes back. */
const buyMoreOfCanceled = async ({ redis, now, purchaser }: World, operationId: string) => {
  const sandbox = createSandboxPayments(redis);
  const commerce = createCommerce({
    redis,
    now: () => now,
    payments: {
      ...sandbox,
      async charge(payment) {
        const outcome = await sandbox.charge(payment);
        await commerce.cancelSubscription(purchaser, OWN, FAREWELL, { operationId: `${operationId}-meanwhile` });
        return outcome;
      },
    },
  });
  return commerce.setQuantity(purchaser, OWN, 8, { operationId }).catch((error: unknown) => {
    if (error instanceof CommerceError) return error.reason.code;
    throw error;
  });
};

/** Charged, and then the process crashes before the script. */
const chargeForNothing = async ({ redis, now, purchaser }: World, operationId: string) => {
  const sandbox = createSandboxPayments(redis);
  const charge: Payments['charge'] = async (payment) => {
    await sandbox.charge(payment);
    throw new Crash();
  };
  const commerce = createCommerce({ redis, now: () => now, payments: { ...sandbox, charge } });
  await assert.rejects(commerce.setQuantity(purchaser, OWN, 8, { operationId }), Crash);
};

const cancel = ({ commerce, purchaser }: World, operationId: string) =>
  commerce.cancelSubscription(purchaser, OWN, FAREWELL, { operationId });

const askToCancel = ({ commerce, admin }: World, operationId: string) =>
  commerce.askToCancel(admin, PLAIN, { operationId });

/** It costs more than that, and gives back less. */
const owe = ({ redis, tenantId }: World) => writeDueInvoice(redis, tenantId, OWN, 72_000);

const removeMost = ({ commerce, purchaser }: World, operationId: string) =>
  commerce.setQuantity(purchaser, OWN, 2, { operationId });

/** Every act of the service that changes something, at least one for each script. */
export const ACTS: readonly ProofAct[] = [
  act('assign', ({ commerce, purchaser }, operationId) =>
    commerce.assignLicenses(purchaser, OWN, [userId(4), userId(5)], { operationId }),
  ),
  act('fill up', ({ commerce, admin }, operationId) =>
    commerce.assignLicenses(admin, CENTRAL, [0, 1, 4, 5].map(userId), { operationId }),
  ),
  act('unassign', ({ commerce, purchaser }, operationId) =>
    commerce.unassignLicenses(purchaser, OWN, [userId(2)], { operationId }),
  ),
  act('assign to the version seen', ({ commerce, purchaser }, operationId) =>
    commerce.assignLicenses(purchaser, OWN, [userId(4)], { operationId, version: 1 }),
  ),
  act('unassign from the version seen', ({ commerce, purchaser }, operationId) =>
    commerce.unassignLicenses(purchaser, OWN, [userId(3)], { operationId, version: 1 }),
  ),
  act('buy more', ({ commerce, purchaser }, operationId) => commerce.setQuantity(purchaser, OWN, 8, { operationId })),
  act('cut to those assigned', removeMost),
  act('stop renewing', ({ commerce, purchaser }, operationId) =>
    commerce.setRecurringBilling(purchaser, OWN, false, { operationId }),
  ),
  act('reactivate', ({ commerce, purchaser }, operationId) =>
    commerce.reactivate(purchaser, EXPIRED, {}, { operationId }),
  ),
  act('cancel', cancel),
  act('take over and cancel', ({ commerce, admin }, operationId) =>
    commerce.takeOverCancel(admin, OWN, FAREWELL, { operationId }),
  ),
  act('buy', ({ commerce, purchaser }, operationId) =>
    commerce.buy(purchaser, { productId: PLAIN, quantity: 2, kind: 'purchase', term: 'P1M' }, { operationId }),
  ),
  act('try', ({ commerce, purchaser }, operationId) =>
    commerce.buy(purchaser, { productId: TRIED, quantity: 1, kind: 'trial-no-card', term: 'P1M' }, { operationId }),
  ),
  act('buy more centrally', ({ commerce, admin }, operationId) =>
    commerce.buyCentrally(admin, { productId: PLAIN, quantity: 3, term: 'P1Y' }, { operationId }),
  ),
  act('buy centrally for the first time', ({ commerce, admin }, operationId) =>
    commerce.buyCentrally(admin, { productId: TRIED, quantity: 3, term: 'P1Y' }, { operationId }),
  ),
  act('begin a move', beginMove),
  actOn('carry a move on', beginMove, carryOn),
  actOn('end a move', moveEverybody, carryOn),
  actOn('undo a move', beginMove, ({ commerce, admin }, operationId) => commerce.undoMove(admin, OWN, { operationId })),
  actOn(
    'take people back',
    async (world, id) => {
      await moveEverybody(world, id);
      await world.commerce.undoMove(world.admin, OWN, { operationId: `${id}-undo` });
    },
    carryOn,
  ),
  act('let time pass', ({ commerce, tenantId }) => commerce.runLifeCycle(tenantId)),
  act('change the policy', changePolicy),
  actOn(
    'undo a change of the policy',
    async (world, id) => {
      await changePolicy(world, id);
      return id;
    },
    ({ commerce, admin }, operationId, undone) => commerce.undoPolicyChange(admin, undone, { operationId }),
  ),
  act('request a license', requestLicense),
  actOn('withdraw a request', requestLicense, ({ commerce, purchaser }, operationId, request) =>
    commerce.withdrawRequest(purchaser, request, { operationId }),
  ),
  actOn('decide a request', requestLicense, ({ commerce, admin }, operationId, request) =>
    commerce.decideRequests(admin, [{ request, decision: 'approved' }], { operationId }),
  ),
  act('add a card', addCard),
  actOn('edit a card', addCard, ({ commerce, purchaser }, operationId, card) =>
    commerce.editPaymentMethod(purchaser, card, { expiryYear: 2032 }, { operationId }),
  ),
  actOn('replace a card', addCard, ({ commerce, purchaser }, operationId, card) =>
    commerce.replacePaymentMethod(purchaser, card, { ...CARD, last4: '2222' }, { operationId }),
  ),
  actOn('take a card off file', addCard, ({ commerce, purchaser }, operationId, card) =>
    commerce.detachPaymentMethod(purchaser, card, { operationId }),
  ),
  actOn('make a billing profile', addCard, ({ commerce, purchaser }, operationId, paymentMethodId) =>
    commerce.saveBillingProfile(purchaser, { name: 'Other', paymentMethodId }, { operationId }),
  ),
  { ...act('ask to cancel', askToCancel), apart: true },
  actOn('answer whether it is kept', askToCancel, ({ commerce, purchaser }, operationId) =>
    commerce.answerCancelRequest(purchaser, OWN, 'kept', { operationId }),
  ),
  actOn('pay an invoice', renewedInvoice, ({ commerce, purchaser }, operationId, invoice) =>
    commerce.payInvoice(purchaser, invoice, undefined, { operationId }),
  ),
  { ...actOn('cancel what is not paid', owe, cancel), apart: true },
  { ...actOn('remove licenses that are not paid', owe, removeMost), apart: true },
  {
    ...actOn(
      'end a move of what is not paid',
      async (world, id) => {
        await owe(world);
        await moveEverybody(world, id);
      },
      carryOn,
    ),
    apart: true,
  },
  {
    ...actOn('give back what was charged for nothing', chargeForNothing, ({ redis, tenantId, now }) =>
      worldOf(redis, tenantId, now + DAY).commerce.settlePayments(tenantId),
    ),
    apart: true,
  },
  { ...act('buy more of what is canceled meanwhile', buyMoreOfCanceled), apart: true },
  { ...act('cancel with many people', cancel), crowded: true },
  {
    ...actOn('release the licenses of many people', cancel, ({ commerce, tenantId }) =>
      commerce.continueWork({ kind: 'release-seats', tenantId, subscription: OWN }),
    ),
    crowded: true,
  },
];
