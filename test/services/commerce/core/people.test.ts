import assert from 'node:assert/strict';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

describe('Looking people up', () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop();
  });

  it('is for members', async () => {
    const megan = await shop.actor('Megan');
    assert.equal((await shop.commerce.findPeople(megan, 'joni', 5))[0]?.displayName, 'Joni Sherman');
    assert.equal((await shop.commerce.findNamedPeople(megan, ['joni', 'lee'])).found.length, 2);
    const ben = await shop.actor('Ben');
    for (const act of [
      () => shop.commerce.findPeople(ben, 'joni', 5),
      () => shop.commerce.findNamedPeople(ben, ['joni']),
    ])
      assert.deepEqual(await shop.refusal(act), { code: 'forbidden', act: 'find-people' });
  });

  it('takes a hundred names at a time', async () => {
    const megan = await shop.actor('Megan');
    const many = Array.from({ length: 101 }, () => 'joni');
    const reason = await shop.refusal(() => shop.commerce.findNamedPeople(megan, many));
    assert.deepEqual(reason, { code: 'too-many', limit: 100 });
  });
});
