import assert from 'node:assert/strict';
import type { NewPaymentMethod } from '../../../../services/commerce/api/billing.ts';
import type { Actor } from '../../../../services/commerce/api/types.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import { recount } from '../../../support/redis/recount.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { cardId } from '../../../support/tenants/ids.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const MEGANS = cardId('Megan Bowen');
const ISAIAHS = cardId('Isaiah Langer');
const TOKEN = 'pm_secret_token';
const CARD: NewPaymentMethod = {
  token: TOKEN,
  brand: 'Visa',
  last4: '1111',
  expiryMonth: 11,
  expiryYear: 2026,
  holder: 'Megan Bowen',
};

describe('Cards on file', () => {
  let shop: Shop;
  let megan: Actor;
  beforeEach(async () => {
    shop = await openShop();
    megan = await shop.actor('Megan');
  });
  afterEach(async () => assert.deepEqual(await recount(await testRedis(), shop.tenantId), []));
  const add = (actor: Actor, card: Partial<NewPaymentMethod> = {}, operationId = 'add') =>
    shop.commerce.addPaymentMethod(actor, { ...CARD, ...card }, { operationId });
  const cards = async (actor: Actor) => (await shop.commerce.getBilling(actor)).paymentMethods;

  it('shows what may be shown of them, the soonest to expire first', async () => {
    await add(megan);
    const { paymentMethods: cards, profiles } = await shop.commerce.getBilling(megan);
    assert.deepEqual(
      cards.map(({ last4, expiryMonth, expiryYear }) => [last4, expiryMonth, expiryYear]),
      [
        ['1111', 11, 2026],
        ['4242', 8, 2028],
      ],
    );
    assert.deepEqual(
      profiles.map(({ name, version }) => [name, version]),
      [['Megan Bowen – Contoso', 1]],
    );
    assert.ok(!JSON.stringify(cards).includes(TOKEN));
  });

  it('keeps the token where only the provider sees it: not in lists, notices or the audit trail', async () => {
    const { paymentMethod } = await add(megan);
    assert.ok(!JSON.stringify([await shop.audit(), await shop.notices()]).includes(TOKEN));
    const [entry] = await shop.audit();
    assert.deepEqual(
      [entry?.['act'], entry?.['subject'], entry?.['after']],
      ['add-payment-method', paymentMethod, { brand: 'Visa', last4: '1111', expiryMonth: 11, expiryYear: 2026 }],
    );
  });

  it('gives the first card of a person a billing profile, and later ones none', async () => {
    const allan = await shop.actor('Allan');
    const { paymentMethod } = await add(allan);
    await add(allan, { last4: '2222' }, 'second');
    const { profiles } = await shop.commerce.getBilling(allan);
    assert.deepEqual(
      profiles.map(({ name, paymentMethodId }) => [name, paymentMethodId]),
      [['Allan Deyoung – Contoso', paymentMethod]],
    );
  });

  it('drops what else came with a card', async () => {
    await add(megan, { number: '4111111111111111', cvc: '123' } as Partial<NewPaymentMethod>);
    const redis = await testRedis();
    const { keys } = await openTenant(redis, shop.tenantId);
    const stored = (await redis.hVals(keys.paymentMethods(megan.userId))).join();
    assert.match(stored, /pm_secret_token/);
    assert.doesNotMatch(stored, /4111111111111111|cvc/);
  });

  it('refuses a number wherever it is typed, broken fields and expired cards', async () => {
    const refused = (card: Partial<NewPaymentMethod>) => shop.refusal(() => add(megan, card));
    for (const field of ['holder', 'brand', 'token', 'address', 'last4'] as const)
      assert.deepEqual(await refused({ [field]: '4111-1111-1111-1111' }), { code: 'card-number' });
    const wrong: Partial<NewPaymentMethod>[] = [
      { last4: '111' },
      { expiryMonth: 13 },
      { expiryMonth: 1.5 },
      { expiryYear: 26 },
      { holder: ' ' },
      { token: '' },
      { brand: 'Vi\u0000sa' },
    ];
    for (const card of wrong) assert.deepEqual(await refused(card), { code: 'bad-card', field: Object.keys(card)[0] });
    assert.deepEqual(await refused({ expiryMonth: 10 }), { code: 'card-expired' });
  });

  it('is for members, each for themselves', async () => {
    const ben = await shop.actor('Ben');
    assert.equal((await shop.refusal(() => add(ben))).code, 'forbidden');
    const intent = { operationId: 'x' };
    const acts = [
      () => shop.commerce.editPaymentMethod(megan, ISAIAHS, { expiryYear: 2030 }, intent),
      () => shop.commerce.replacePaymentMethod(megan, ISAIAHS, CARD, intent),
      () => shop.commerce.detachPaymentMethod(megan, ISAIAHS, intent),
      () => shop.commerce.detachPaymentMethod(megan, 'nothing', intent),
    ];
    for (const act of acts) assert.deepEqual(await shop.refusal(act), { code: 'no-such-payment-method' });
  });

  it('edits expiry, holder and address, by version', async () => {
    const edit = { expiryMonth: 9, expiryYear: 2031, address: '1 Main Street\nRedmond' };
    const changed = await shop.commerce.editPaymentMethod(megan, MEGANS, edit, { operationId: 'e', version: 1 });
    assert.deepEqual(changed, { paymentMethod: MEGANS, version: 2 });
    const [card] = await cards(megan);
    assert.deepEqual(
      [card?.expiryMonth, card?.expiryYear, card?.address, card?.last4, card?.version],
      [9, 2031, '1 Main Street\nRedmond', '4242', 2],
    );
    const act = () => shop.commerce.editPaymentMethod(megan, MEGANS, edit, { operationId: 'f', version: 1 });
    assert.deepEqual(await shop.refusal(act), { code: 'stale', version: 2 });
    const past = () => shop.commerce.editPaymentMethod(megan, MEGANS, { expiryYear: 2020 }, { operationId: 'g' });
    assert.deepEqual(await shop.refusal(past), { code: 'card-expired' });
  });

  it('puts another card in the place of one, so that all that is paid with it goes on', async () => {
    const replace = () => shop.commerce.replacePaymentMethod(megan, MEGANS, CARD, { operationId: 'r' });
    const changed = await replace();
    assert.deepEqual(await replace(), changed);
    const { paymentMethods: cards, profiles } = await shop.commerce.getBilling(megan);
    assert.deepEqual(
      cards.map(({ id, last4, version }) => [id, last4, version]),
      [[MEGANS, '1111', 2]],
    );
    assert.equal(profiles[0]?.paymentMethodId, MEGANS);
  });

  it('detaches a card that nothing is paid with, once', async () => {
    const { paymentMethod } = await add(megan);
    const detach = (id: string, operationId: string) => shop.commerce.detachPaymentMethod(megan, id, { operationId });
    assert.deepEqual(await detach(paymentMethod, 'd'), { paymentMethod });
    assert.deepEqual(await detach(paymentMethod, 'd'), { paymentMethod });
    assert.deepEqual(
      (await cards(megan)).map(({ id }) => id),
      [MEGANS],
    );
    const reason = await shop.refusal(() => detach(MEGANS, 'e'));
    assert.ok(reason.code === 'card-in-use');
    assert.deepEqual(
      reason.profiles.map(({ name }) => name),
      ['Megan Bowen – Contoso'],
    );
  });

  it('keeps a card that a renewing purchase was made with', async () => {
    const { paymentMethod } = await add(megan);
    const order = { productId: 'CFQ7TTC0H9MP' as never, quantity: 1, kind: 'purchase', term: 'P1M' } as const;
    const { ref } = await shop.commerce.buy(megan, { ...order, paymentMethodId: paymentMethod }, { operationId: 'b' });
    const detach = () => shop.commerce.detachPaymentMethod(megan, paymentMethod, { operationId: 'd' });
    assert.deepEqual(await shop.refusal(detach), { code: 'card-in-use', profiles: [], subscriptions: [ref] });
  });

  it('never leaves a billing profile without its card, whoever comes first', async () => {
    const { paymentMethod } = await add(megan);
    const outcomes = await Promise.allSettled([
      shop.commerce.detachPaymentMethod(megan, paymentMethod, { operationId: 'd' }),
      shop.commerce.saveBillingProfile(megan, { name: 'Second', paymentMethodId: paymentMethod }, { operationId: 's' }),
    ]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const { paymentMethods: cards, profiles } = await shop.commerce.getBilling(megan);
    assert.ok(profiles.every((profile) => cards.some(({ id }) => id === profile.paymentMethodId)));
  });

  it('keeps at most twenty for a person', async () => {
    for (let i = 1; i < 20; i++) await add(megan, {}, `add ${i}`);
    assert.deepEqual(await shop.refusal(() => add(megan, {}, 'add 20')), { code: 'too-many', limit: 20 });
  });
});
