import assert from 'node:assert/strict';
import type { NewLicenseRequest, RequestDecisionInput } from '../../../../services/commerce/api/requests.ts';
import type { Actor, ProductId } from '../../../../services/commerce/api/types.ts';
import { recount } from '../../../support/redis/recount.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { requestId } from '../../../support/tenants/ids.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const COPILOT = 'CFQ7TTC0MM8R' as ProductId;
const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;
/** Allowed for trials without a card only. */
const VISIO = 'CFQ7TTC0HD33' as ProductId;
const LEES_REQUEST = requestId('Lee Gu', 'Microsoft 365 Copilot');
const RAULS_REQUEST = requestId('Raul Razo', 'Power Automate RPA');
const DENIED = requestId('Allan Deyoung', 'Visio Plan 1');
const DAY = 24 * 60 * 60 * 1000;

describe('License requests', () => {
  let shop: Shop;
  let megan: Actor;
  let lynne: Actor;
  beforeEach(async () => {
    shop = await openShop();
    [megan, lynne] = await Promise.all([shop.actor('Megan'), shop.actor('Lynne')]);
  });
  afterEach(async () => assert.deepEqual(await recount(await testRedis(), shop.tenantId), []));
  const ask = (actor: Actor, asking: Partial<NewLicenseRequest> = {}, operationId = 'ask') =>
    shop.commerce.requestLicense(actor, { productId: COPILOT, ...asking }, { operationId });
  const decide = (decisions: readonly RequestDecisionInput[], operationId = 'decide', actor = lynne) =>
    shop.commerce.decideRequests(actor, decisions, { operationId });
  const list = async (status: 'pending' | 'approved' | 'denied' | 'all') =>
    (await shop.commerce.listRequests(lynne, status, { limit: 10 })).items.map(({ request }) => request.id);

  describe('Asking', () => {
    it('asks for oneself or others, and tells those who decide', async () => {
      const forUserIds = [megan.userId, shop.userId('Åsa')];
      const { request: id } = await ask(megan, { forUserIds, message: ' For proposals. ' });
      const { request, product, requester, forPeople, decidedBy } = await shop.commerce.getRequest(lynne, id);
      const { version: _, ...stored } = request as typeof request & { version: number };
      assert.deepEqual(stored, {
        id,
        productId: COPILOT,
        forUserIds,
        message: 'For proposals.',
        requesterId: megan.userId,
        requestedAt: shop.clock.now,
        status: 'pending',
      });
      assert.deepEqual(
        [product.name, requester?.displayName, decidedBy],
        ['Microsoft 365 Copilot', 'Megan Bowen', null],
      );
      assert.deepEqual(
        forPeople.map((person) => person.displayName),
        ['Megan Bowen', 'Åsa Öberg'],
      );
      assert.deepEqual(await shop.notices(), [
        { kind: 'request-made', request: id, to: { role: 'request-deciders' }, subject: id, at: shop.clock.now },
      ]);
      const [entry] = await shop.audit();
      assert.deepEqual([entry?.['act'], entry?.['subject']], ['request-license', id]);
    });

    it('is for oneself when nobody is named, and for everybody once', async () => {
      const own = await ask(megan);
      assert.deepEqual((await shop.commerce.getRequest(megan, own.request)).request.forUserIds, [megan.userId]);
      const twice = await ask(megan, { forUserIds: [lynne.userId, lynne.userId] }, 'twice');
      assert.deepEqual((await shop.commerce.getRequest(megan, twice.request)).request.forUserIds, [lynne.userId]);
    });

    it('is for what the policy keeps people from buying, trials-only products among them', async () => {
      assert.ok((await ask(megan, { productId: VISIO })).request);
      const reason = await shop.refusal(() => ask(megan, { productId: POWER_BI }, 'allowed'));
      assert.deepEqual(reason, { code: 'can-buy', product: POWER_BI });
      const unknown = await shop.refusal(() => ask(megan, { productId: 'NOTHING' as ProductId }, 'unknown'));
      assert.equal(unknown.code, 'no-such-product');
    });

    it('is refused to guests and for people who cannot have a license', async () => {
      const ben = await shop.actor('Ben');
      assert.deepEqual(await shop.refusal(() => ask(ben)), { code: 'forbidden', act: 'request-license' });
      const forUserIds = [shop.userId('Ben'), shop.userId('Debra'), 'nobody' as never, megan.userId];
      const reason = await shop.refusal(() => ask(megan, { forUserIds }));
      assert.ok(reason.code === 'not-assignable-people');
      assert.deepEqual(
        reason.problems.map(({ problem }) => problem),
        ['guest', 'disabled', 'unknown'],
      );
      assert.equal((await shop.refusal(() => ask(megan, { forUserIds: [] }))).code, 'nothing-asked');
      const many = Array.from({ length: 21 }, (_, i) => `user ${i}` as never);
      assert.deepEqual(await shop.refusal(() => ask(megan, { forUserIds: many })), {
        code: 'too-many-people',
        limit: 20,
      });
    });

    it('refuses messages that are too long, broken, or hold the number of a card', async () => {
      const refused = async (message: string) => (await shop.refusal(() => ask(megan, { message }))).code;
      assert.equal(await refused('x'.repeat(2001)), 'text-too-long');
      assert.equal(await refused('bell\u0007'), 'bad-text');
      assert.equal(await refused('use my card 4111 1111 1111 1111'), 'card-number');
    });

    it('asks once however often the operation is repeated', async () => {
      const first = await ask(megan);
      assert.deepEqual(await ask(megan), first);
      assert.equal((await list('pending')).length, 3);
      assert.equal((await shop.refusal(() => ask(megan, { message: 'other' }))).code, 'operation-reused');
    });
  });

  describe('Listing', () => {
    it('shows each status, the newest first, to those who decide', async () => {
      assert.deepEqual(await list('pending'), [RAULS_REQUEST, LEES_REQUEST]);
      assert.deepEqual(await list('approved'), []);
      assert.deepEqual(await list('all'), [RAULS_REQUEST, LEES_REQUEST, DENIED]);
      for (const name of ['Alex', 'Nestor', 'Megan']) {
        const actor = await shop.actor(name);
        const act = () => shop.commerce.listRequests(actor, 'all', { limit: 1 });
        assert.deepEqual(await shop.refusal(act), { code: 'forbidden', act: 'decide-requests' });
      }
    });

    it('turns pages to and fro', async () => {
      const first = await shop.commerce.listRequests(lynne, 'all', { limit: 2 });
      assert.deepEqual([first.total, first.offset, first.before, first.after], [3, 0, undefined, LEES_REQUEST]);
      const second = await shop.commerce.listRequests(lynne, 'all', { limit: 2, after: LEES_REQUEST });
      assert.deepEqual(
        [second.items.map(({ request }) => request.id), second.offset, second.after],
        [[DENIED], 2, undefined],
      );
      const back = await shop.commerce.listRequests(lynne, 'all', { limit: 2, before: DENIED });
      assert.deepEqual(back, first);
    });

    it('shows people their own, and one only to those it concerns and those who decide', async () => {
      const lee = await shop.actor('Lee');
      const own = await shop.commerce.listOwnRequests(lee, { limit: 5 });
      assert.deepEqual(
        own.items.map(({ request }) => request.id),
        [LEES_REQUEST],
      );
      assert.equal((await shop.commerce.listOwnRequests(megan, { limit: 5 })).total, 0);
      const joni = await shop.actor('Joni');
      assert.equal((await shop.commerce.getRequest(joni, LEES_REQUEST)).request.id, LEES_REQUEST);
      for (const [actor, id] of [
        [megan, LEES_REQUEST],
        [lynne, 'nothing'],
      ] as const) {
        const reason = await shop.refusal(() => shop.commerce.getRequest(actor, id));
        assert.deepEqual(reason, { code: 'no-such-request', wanted: id });
      }
    });

    it('forgets requests after twelve months, and takes them away with the next one', async () => {
      shop.clock.now += 345 * DAY;
      assert.deepEqual(await list('all'), [RAULS_REQUEST, LEES_REQUEST]);
      const gone = await shop.refusal(() => shop.commerce.getRequest(lynne, DENIED));
      assert.equal(gone.code, 'no-such-request');
      shop.clock.now += 30 * DAY;
      const { request } = await ask(megan);
      assert.deepEqual(await list('all'), [request]);
      shop.clock.now -= 375 * DAY;
      assert.deepEqual(await list('all'), [request]);
      const late = await shop.refusal(() => decide([{ request: LEES_REQUEST, decision: 'approved' }]));
      assert.equal(late.code, 'no-such-request');
    });
  });

  describe('Deciding', () => {
    const both: RequestDecisionInput[] = [
      { request: LEES_REQUEST, decision: 'approved', message: 'Yours from Monday.' },
      { request: RAULS_REQUEST, decision: 'denied', message: 'Use the portal.' },
    ];

    it('approves some and denies others in one act, and tells everybody concerned once', async () => {
      assert.deepEqual(await decide(both), { decided: [LEES_REQUEST, RAULS_REQUEST] });
      assert.deepEqual(
        [await list('pending'), await list('approved'), await list('denied')],
        [[], [LEES_REQUEST], [RAULS_REQUEST, DENIED]],
      );
      const { request, decidedBy } = await shop.commerce.getRequest(lynne, LEES_REQUEST);
      assert.deepEqual(request.decision, { byUserId: lynne.userId, at: shop.clock.now, message: 'Yours from Monday.' });
      assert.equal(decidedBy?.displayName, 'Lynne Robbins');
      const told = (await shop.notices()).map((notice) => ('decision' in notice ? [notice.to, notice.decision] : []));
      assert.deepEqual(told, [
        [{ user: shop.userId('Lee') }, 'approved'],
        [{ user: shop.userId('Joni') }, 'approved'],
        [{ user: shop.userId('Raul') }, 'denied'],
      ]);
    });

    it('can be read from the audit trail by each request', async () => {
      await decide(both);
      const { lines } = await shop.commerce.listAudit(
        await shop.actor('Adele'),
        { subject: RAULS_REQUEST },
        { limit: 5 },
      );
      assert.deepEqual(
        lines.map(({ act, by, before, after }) => [act, by?.displayName, before[RAULS_REQUEST], after[RAULS_REQUEST]]),
        [['decide-requests', 'Lynne Robbins', 'pending', 'denied']],
      );
    });

    it('decides all or none', async () => {
      const reason = await shop.refusal(() => decide([...both, { request: DENIED, decision: 'approved' }]));
      assert.ok(reason.code === 'already-decided');
      assert.deepEqual(
        reason.requests.map(({ id }) => id),
        [DENIED],
      );
      const unknown = await shop.refusal(() => decide([...both, { request: 'nothing', decision: 'denied' }]));
      assert.deepEqual(unknown, { code: 'no-such-request', wanted: 'nothing' });
      assert.equal((await shop.refusal(() => decide([]))).code, 'nothing-asked');
    });

    it('decides each request once, also when two admins press at the same time', async () => {
      const adele = await shop.actor('Adele');
      const outcomes = await Promise.allSettled([
        decide([{ request: LEES_REQUEST, decision: 'approved' }], 'one'),
        decide([{ request: LEES_REQUEST, decision: 'denied' }], 'two', adele),
      ]);
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      assert.equal((await shop.audit()).length, 1);
    });

    it('gives the first result again, and refuses those who may not decide', async () => {
      const first = await decide(both);
      assert.deepEqual(await decide(both), first);
      const alex = await shop.actor('Alex');
      const reason = await shop.refusal(() => decide(both, 'x', alex));
      assert.deepEqual(reason, { code: 'forbidden', act: 'decide-requests' });
    });
  });

  it('shows those who decide what one person has asked for', async () => {
    const { items } = await shop.commerce.listRequestsOf(lynne, shop.userId('Raul'), { limit: 5 });
    assert.deepEqual(
      items.map(({ request }) => request.id),
      [RAULS_REQUEST],
    );
    const reason = await shop.refusal(() => shop.commerce.listRequestsOf(megan, shop.userId('Raul'), { limit: 5 }));
    assert.deepEqual(reason, { code: 'forbidden', act: 'decide-requests' });
  });
});
