import assert from 'node:assert/strict';
import type { Actor, Person, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const S1001 = 'S-1001' as SubscriptionRef;
const NOBODY = '00000000-0000-4000-8000-000000000000';

const names = (people: readonly Person[]): string[] => people.map(({ displayName }) => displayName);

describe('Looking before licenses are given or taken', () => {
  let shop: Shop;
  let megan: Actor;
  before(async () => {
    shop = await openShop();
    megan = await shop.actor('Megan');
  });
  const ids = (people: readonly string[]) => people.map((name) => (name === NOBODY ? name : shop.userId(name)));
  const giving = (people: readonly string[], ref = S1001, actor = megan) =>
    shop.commerce.previewAssign(actor, ref, ids(people) as Person['id'][]);
  const taking = (people: readonly string[], ref = S1001, actor = megan) =>
    shop.commerce.previewUnassign(actor, ref, ids(people) as Person['id'][]);

  it('tells who gets one, who has one already and how many are missing', async () => {
    const enough = await giving(['Grady', 'Lee', 'Lee']);
    assert.deepEqual([names(enough.adding), names(enough.already)], [['Grady Archie'], ['Lee Gu']]);
    assert.deepEqual([enough.problems, enough.missing, enough.subscription.assigned], [[], 0, 4]);
    const short = await giving(['Grady', 'Raul', 'Patti', 'Lee']);
    assert.deepEqual([names(short.adding).length, short.missing], [3, 2]);
  });

  it('names everybody who can have none, and still sorts the others', async () => {
    const { problems, adding, already } = await giving(['Ben', 'Debra', NOBODY, 'Grady', 'Lee']);
    assert.deepEqual(
      problems.map(({ problem }) => problem),
      ['guest', 'disabled', 'unknown'],
    );
    assert.deepEqual([names(adding), names(already)], [['Grady Archie'], ['Lee Gu']]);
  });

  it('tells who loses one and who has none; a disabled person can lose one, nobody unknown can', async () => {
    const { removing, without, problems } = await taking(['Lee', 'Grady', 'Debra', NOBODY]);
    assert.deepEqual([names(removing), names(without)], [['Lee Gu'], ['Grady Archie', 'Debra Berger']]);
    assert.deepEqual(problems, [{ wanted: NOBODY, problem: 'unknown' }]);
  });

  it('refuses what the act refuses', async () => {
    const adele = await shop.actor('Adele');
    const alex = await shop.actor('Alex');
    const many = Array.from({ length: 21 }, (_, n) => `${NOBODY.slice(0, -2)}${n + 10}`) as Person['id'][];
    for (const act of [giving, taking]) {
      assert.deepEqual(await shop.refusal(() => act(['Lee'], S1001, adele)), { code: 'take-over-first', ref: S1001 });
      const central = await shop.refusal(() => act(['Lee'], 'C-2001' as SubscriptionRef, alex));
      assert.deepEqual(central, { code: 'forbidden', act: 'assign-central' });
      const deleted = await shop.refusal(async () =>
        act(['Lee'], 'S-1010' as SubscriptionRef, await shop.actor('Christie')),
      );
      assert.deepEqual(deleted, { code: 'already-deleted' });
    }
    const tooMany = await shop.refusal(() => shop.commerce.previewAssign(megan, S1001, many));
    assert.deepEqual(tooMany, { code: 'too-many-people', limit: 20 });
    const disabled = await shop.refusal(async () =>
      giving(['Lee'], 'S-1009' as SubscriptionRef, await shop.actor('Emily')),
    );
    assert.deepEqual(disabled, { code: 'not-active', status: 'Disabled' });
  });
});
