import assert from 'node:assert/strict';
import type { PolicyChange } from '../../../../services/commerce/api/policies.ts';
import type { Actor, PolicyValue, ProductId } from '../../../../services/commerce/api/types.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;
const COPILOT = 'CFQ7TTC0MM8R' as ProductId;
/** Has a trial without card. */
const TEAMS = 'CFQ7TTC0RM8K' as ProductId;

const product = (id: ProductId, value: PolicyValue): PolicyChange => ({ product: id, value });

describe('The policy', () => {
  let shop: Shop;
  let adele: Actor;
  beforeEach(async () => {
    shop = await openShop();
    adele = await shop.actor('Adele');
  });
  const change = (changes: readonly PolicyChange[], operationId = 'p', version?: number) =>
    shop.commerce.changePolicy(adele, changes, { operationId, ...(version !== undefined && { version }) });
  const undo = (operation: string, operationId = 'u') =>
    shop.commerce.undoPolicyChange(adele, operation, { operationId });
  const valueNow = async (id: ProductId) => (await shop.commerce.getProductPolicy(adele, id)).value;

  it('tells the default, each product with the values that make sense, and the offer types', async () => {
    const policy = await shop.commerce.getPolicy(await shop.actor('Nestor'));
    assert.deepEqual([policy.version, policy.defaultValue, policy.products.length], [1, 'Enabled', 12]);
    const row = (name: string) => policy.products.find((each) => each.product.name === name);
    assert.equal(row('Microsoft 365 Copilot')?.value, 'Disabled');
    assert.equal(row('Power BI Pro')?.value, 'Enabled');
    assert.deepEqual(row('Power BI Pro')?.allowed, ['Enabled', 'Disabled']);
    assert.deepEqual(row('Visio Plan 1')?.allowed, ['Enabled', 'OnlyTrialsWithoutPaymentMethod', 'Disabled']);
    assert.deepEqual(policy.offerTypes[2], { offerType: 'DYNAMICSCE', value: 'Disabled' });
  });

  it('tells first what would be other than it is, and how many purchases go on', async () => {
    const preview = (actor: Actor, changes: readonly PolicyChange[]) =>
      shop.commerce.previewPolicyChange(actor, changes);
    assert.deepEqual(await preview(adele, [product(POWER_BI, 'Disabled'), product(COPILOT, 'Disabled')]), {
      version: 1,
      differences: [{ product: POWER_BI, value: 'Disabled', before: 'Enabled' }],
      purchases: 2,
    });
    const saas = await preview(adele, [{ offerType: 'SaaS', value: 'Disabled' }]);
    assert.deepEqual([saas.differences.length, saas.purchases], [1, 0]);
    assert.equal(await valueNow(POWER_BI), 'Enabled');
    const nestor = await shop.actor('Nestor');
    const forbidden = await shop.refusal(() => preview(nestor, [product(POWER_BI, 'Disabled')]));
    assert.deepEqual(forbidden, { code: 'forbidden', act: 'change-policy' });
    assert.deepEqual(await shop.refusal(() => preview(adele, [])), { code: 'nothing-asked' });
  });

  it('changes one product, tells what it was, the admins and the audit trail', async () => {
    const result = await change([product(POWER_BI, 'Disabled')]);
    const differences = [{ product: POWER_BI, value: 'Disabled', before: 'Enabled' }];
    assert.deepEqual(result, { version: 2, differences });
    assert.equal(await valueNow(POWER_BI), 'Disabled');
    const [notice] = await shop.notices();
    assert.deepEqual(notice, {
      kind: 'policy-changed',
      by: adele.userId,
      operation: 'p',
      to: { role: 'purchase-admins' },
      subject: 'AllowSelfServicePurchase',
      at: shop.clock.now,
    });
    const [entry] = await shop.audit();
    assert.deepEqual(
      [entry?.['act'], entry?.['before'], entry?.['after'], entry?.['differences']],
      ['change-policy', { [POWER_BI]: 'Enabled' }, { [POWER_BI]: 'Disabled' }, differences],
    );
  });

  it('changes several products and offer types in one step', async () => {
    await change([product(TEAMS, 'OnlyTrialsWithoutPaymentMethod'), { offerType: 'SaaS', value: 'Disabled' }]);
    const { products, offerTypes } = await shop.commerce.getPolicy(adele);
    assert.equal(products.find((each) => each.product.id === TEAMS)?.value, 'OnlyTrialsWithoutPaymentMethod');
    assert.equal(offerTypes.find((each) => each.offerType === 'SaaS')?.value, 'Disabled');
    assert.equal((await shop.audit()).length, 1);
  });

  it('changes all products, or all offer types, and undoes that', async () => {
    const all = { all: 'products', value: 'Disabled' } as const;
    const { differences } = await shop.commerce.changePolicy(adele, all, { operationId: 'all' });
    assert.equal(differences.length, 10);
    const blocked = await shop.commerce.getPolicy(adele);
    assert.ok(blocked.products.every(({ value }) => value === 'Disabled'));
    await shop.commerce.changePolicy(adele, { all: 'offer-types', value: 'Enabled' }, { operationId: 'offers' });
    const { changedSince, version } = await undo('all');
    assert.deepEqual([changedSince, version], [[], 4]);
    const { products, offerTypes } = await shop.commerce.getPolicy(adele);
    assert.equal(products.filter(({ value }) => value === 'Disabled').length, 2);
    assert.ok(offerTypes.every(({ value }) => value === 'Enabled'));
  });

  it('writes nothing for what holds already, and remembers that it did not', async () => {
    const before = await shop.audit();
    const result = await change([product(POWER_BI, 'Enabled')], 'same');
    assert.deepEqual(result, { version: 1, differences: [] });
    await change([product(POWER_BI, 'Disabled')], 'other');
    assert.deepEqual(await change([product(POWER_BI, 'Enabled')], 'same'), result);
    assert.equal(await valueNow(POWER_BI), 'Disabled');
    assert.equal((await shop.audit()).length, before.length + 1);
  });

  it('is not retroactive: what was bought goes on', async () => {
    const before = await shop.commerce.getSubscription(adele, 'S-1001' as never);
    await change([product(POWER_BI, 'Disabled')]);
    assert.deepEqual(await shop.commerce.getSubscription(adele, 'S-1001' as never), before);
    const order = { productId: POWER_BI, quantity: 1, kind: 'purchase', term: 'P1M' } as const;
    const megan = await shop.actor('Megan');
    const reason = await shop.refusal(() => shop.commerce.buy(megan, order, { operationId: 'b' }));
    assert.deepEqual(reason, { code: 'cannot-buy', rule: 'policy', product: POWER_BI });
  });

  it('tells what one operation did, also one that was done after the clock had gone back', async () => {
    const set = (operationId: string, value: PolicyValue) =>
      shop.commerce.changePolicy(adele, [{ product: TEAMS, value }], { operationId });
    await set('ahead', 'Disabled');
    shop.clock.now -= 60 * 60 * 1000;
    await set('back', 'Enabled');
    const before = 'Disabled';
    assert.deepEqual(await shop.commerce.getPolicyChange(adele, 'back'), [
      { product: TEAMS, value: 'Enabled', before },
    ]);
    assert.deepEqual(await shop.commerce.getPolicyChange(adele, 'none'), []);
  });

  it('undoes only what nobody has changed since, and says which that is', async () => {
    await change([product(POWER_BI, 'Disabled'), product(TEAMS, 'Disabled')], 'both');
    await change([product(TEAMS, 'OnlyTrialsWithoutPaymentMethod')], 'later');
    const undone = await undo('both');
    assert.deepEqual(undone.changedSince, [TEAMS]);
    assert.deepEqual(undone.differences, [{ product: POWER_BI, value: 'Enabled', before: 'Disabled' }]);
    assert.deepEqual([await valueNow(POWER_BI), await valueNow(TEAMS)], ['Enabled', 'OnlyTrialsWithoutPaymentMethod']);
    assert.deepEqual(await undo('both'), undone);
  });

  it('undoes an undoing', async () => {
    await change([product(COPILOT, 'Enabled')], 'open');
    await undo('open', 'close');
    assert.equal(await valueNow(COPILOT), 'Disabled');
    await undo('close', 'reopen');
    assert.equal(await valueNow(COPILOT), 'Enabled');
  });

  it('refuses to undo what was never done, or is not there to be undone any more', async () => {
    assert.deepEqual(await shop.refusal(() => undo('never')), { code: 'nothing-to-undo', changedSince: [] });
    await change([product(COPILOT, 'Enabled')], 'open');
    await change([product(COPILOT, 'Disabled')], 'close');
    assert.deepEqual(await shop.refusal(() => undo('open')), { code: 'nothing-to-undo', changedSince: [COPILOT] });
  });

  it('acts once however often an operation is repeated, and refuses its id for anything else', async () => {
    const first = await change([product(POWER_BI, 'Disabled')], 'once');
    await change([product(POWER_BI, 'Enabled')], 'back');
    assert.deepEqual(await change([product(POWER_BI, 'Disabled')], 'once'), first);
    assert.equal(await valueNow(POWER_BI), 'Enabled');
    const reason = await shop.refusal(() => change([product(COPILOT, 'Enabled')], 'once'));
    assert.equal(reason.code, 'operation-reused');
  });

  it('refuses a change made from a stale view, with the version of today', async () => {
    await change([product(POWER_BI, 'Disabled')], 'first', 1);
    const reason = await shop.refusal(() => change([product(COPILOT, 'Enabled')], 'second', 1));
    assert.deepEqual(reason, { code: 'stale', version: 2 });
  });

  it('keeps every one of many changes made at once', async () => {
    const { products } = await shop.commerce.getPolicy(adele);
    const enabled = products.filter(({ value }) => value === 'Enabled').map((each) => each.product.id);
    await Promise.all(enabled.map((id) => change([product(id, 'Disabled')], `block ${id}`)));
    const after = await shop.commerce.getPolicy(adele);
    assert.equal(after.version, 1 + enabled.length);
    assert.equal(after.products.filter(({ value }) => value === 'Disabled').length, enabled.length + 2);
  });

  it('refuses values that make no sense, unknown products and empty wishes', async () => {
    const refused = async (changes: readonly PolicyChange[]) => (await shop.refusal(() => change(changes))).code;
    assert.equal(await refused([product(POWER_BI, 'OnlyTrialsWithoutPaymentMethod')]), 'policy-value-not-allowed');
    assert.equal(
      await refused([{ offerType: 'SaaS', value: 'OnlyTrialsWithoutPaymentMethod' }]),
      'policy-value-not-allowed',
    );
    assert.equal(await refused([product('NOTHING' as ProductId, 'Disabled')]), 'no-such-product');
    assert.equal(
      await refused([product(COPILOT, 'Enabled'), product('NOTHING' as ProductId, 'Disabled')]),
      'no-such-product',
    );
    assert.equal(await refused([]), 'nothing-asked');
  });

  it('is read by admins and readers, and changed by Global and Billing admins alone', async () => {
    for (const name of ['Lynne', 'Megan', 'Ben']) {
      const actor = await shop.actor(name);
      assert.equal((await shop.refusal(() => shop.commerce.getPolicy(actor))).code, 'forbidden');
    }
    for (const name of ['Nestor', 'Lynne', 'Megan']) {
      const actor = await shop.actor(name);
      const act = () => shop.commerce.changePolicy(actor, [product(COPILOT, 'Enabled')], { operationId: 'x' });
      assert.deepEqual(await shop.refusal(act), { code: 'forbidden', act: 'change-policy' });
      const undoing = () => shop.commerce.undoPolicyChange(actor, 'x', { operationId: 'y' });
      assert.equal((await shop.refusal(undoing)).code, 'forbidden');
    }
  });
});
