import assert from 'node:assert/strict';
import type { Actor, ProductId } from '../../../../services/commerce/api/types.ts';
import { recount } from '../../../support/redis/recount.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { requestId } from '../../../support/tenants/ids.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const LEES_REQUEST = requestId('Lee Gu', 'Microsoft 365 Copilot');
const RAULS_REQUEST = requestId('Raul Razo', 'Power Automate RPA');
const DENIED = requestId('Allan Deyoung', 'Visio Plan 1');
const COPILOT = 'CFQ7TTC0MM8R' as ProductId;
const DAY = 24 * 60 * 60 * 1000;

describe('Withdrawing a license request', () => {
  let shop: Shop;
  let megan: Actor;
  let lynne: Actor;
  beforeEach(async () => {
    shop = await openShop();
    [megan, lynne] = await Promise.all([shop.actor('Megan'), shop.actor('Lynne')]);
  });
  afterEach(async () => assert.deepEqual(await recount(await testRedis(), shop.tenantId), []));
  const approve = (operationId = 'decide') =>
    shop.commerce.decideRequests(lynne, [{ request: LEES_REQUEST, decision: 'approved' }], { operationId });
  const list = async (status: 'pending' | 'withdrawn') =>
    (await shop.commerce.listRequests(lynne, status, { limit: 10 })).items.map(({ request }) => request.id);
  const withdraw = (actor: Actor, request = LEES_REQUEST, operationId = 'withdraw') =>
    shop.commerce.withdrawRequest(actor, request, { operationId });

  it('takes a request of one’s own back, which is kept and decided by nobody any more', async () => {
    const lee = await shop.actor('Lee');
    assert.deepEqual(await withdraw(lee), { request: LEES_REQUEST });
    assert.deepEqual(await withdraw(lee), { request: LEES_REQUEST });
    assert.deepEqual([await list('pending'), await list('withdrawn')], [[RAULS_REQUEST], [LEES_REQUEST]]);
    const [own] = (await shop.commerce.listOwnRequests(lee, { limit: 5 })).items;
    assert.deepEqual([own?.request.status, own?.request.decision], ['withdrawn', undefined]);
    assert.deepEqual(await shop.notices(), []);
    const reason = await shop.refusal(() => approve());
    assert.ok(reason.code === 'request-withdrawn');
    assert.deepEqual(
      reason.requests.map(({ id }) => id),
      [LEES_REQUEST],
    );
    assert.equal((await shop.refusal(() => withdraw(lee, LEES_REQUEST, 'again'))).code, 'request-withdrawn');
  });

  it('stands in the audit trail, by the request and by who did it', async () => {
    const lee = await shop.actor('Lee');
    await withdraw(lee);
    const adele = await shop.actor('Adele');
    for (const filter of [{ subject: LEES_REQUEST }, { by: lee.userId }]) {
      const { lines } = await shop.commerce.listAudit(adele, filter, { limit: 5 });
      assert.deepEqual(
        lines.map(({ act, by, before, after }) => [act, by?.displayName, before['status'], after['status']]),
        [['withdraw-request', 'Lee Gu', 'pending', 'withdrawn']],
      );
    }
  });

  it('is for whoever has made it, and while it waits', async () => {
    for (const name of ['Joni', 'Megan', 'Lynne']) {
      const reason = await shop.refusal(async () => withdraw(await shop.actor(name)));
      assert.deepEqual(reason, { code: 'no-such-request', wanted: LEES_REQUEST }, name);
    }
    const allan = await shop.actor('Allan');
    assert.equal((await shop.refusal(() => withdraw(allan, DENIED))).code, 'already-decided');
    assert.equal((await shop.refusal(() => withdraw(allan, 'nothing'))).code, 'no-such-request');
    const ben = await shop.actor('Ben');
    assert.deepEqual(await shop.refusal(() => withdraw(ben)), { code: 'forbidden', act: 'request-license' });
    assert.deepEqual(await list('pending'), [RAULS_REQUEST, LEES_REQUEST]);
  });

  it('happens or is decided, never both', async () => {
    const lee = await shop.actor('Lee');
    const outcomes = await Promise.allSettled([withdraw(lee), approve()]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await shop.audit()).length, 1);
  });

  it('is forgotten after twelve months, as every request', async () => {
    await withdraw(await shop.actor('Lee'));
    shop.clock.now += 400 * DAY;
    await shop.commerce.requestLicense(megan, { productId: COPILOT }, { operationId: 'ask' });
    shop.clock.now -= 400 * DAY;
    assert.deepEqual(await list('withdrawn'), []);
  });
});
